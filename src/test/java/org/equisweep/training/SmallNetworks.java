package org.equisweep.training;

import java.nio.file.Path;
import java.util.List;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Padding;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.ArchitectureSpec.Tap;
import org.equisweep.storage.FileRef;
import org.equisweep.storage.Storage;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npy;

/** Small networks and files of the {@link Case}s, and of tests that vary them. */
final class SmallNetworks {
  private SmallNetworks() {}

  static ArchitectureSpec convolutions(List<Tap> support, KernelBasis parametrisation) {
    return network(
        new SpaceSpec.Grid(6, 6),
        1,
        Loss.Kind.MEAN_SQUARED_ERROR,
        new Conv(2, 3, support, Padding.ZERO, 1, parametrisation),
        new AveragePool(2),
        new Tanh(),
        new LayerNorm(LayerNorm.Over.POSITIONS, 1e-5),
        new Conv(3, 3, support, Padding.ZERO, 1, parametrisation),
        new Tanh(),
        linear(new SpaceSpec.Scalar(), 2));
  }

  static Conv conv(int channels, List<Tap> support, Padding padding, int stride) {
    return new Conv(channels, 3, support, padding, stride, new KernelBasis.Taps());
  }

  static ArchitectureSpec masked(FileRef mask) {
    return network(
        new SpaceSpec.Nodes(),
        1,
        Loss.Kind.BINARY_CROSS_ENTROPY,
        new Linear(new SpaceSpec.Nodes(), 3, new Admissible.Mask(mask)),
        new Tanh(),
        new Linear(new SpaceSpec.Nodes(), 2, new Admissible.Mask(mask)),
        new LeakyRelu(0.2),
        linear(new SpaceSpec.Scalar(), 1));
  }

  static ArchitectureSpec network(SpaceSpec input, int channels, Loss.Kind loss, Stage... stages) {
    return new ArchitectureSpec(
        new Features(input, channels), List.of(stages), new Loss(loss, false, 1));
  }

  static Linear linear(SpaceSpec to, int channels) {
    return new Linear(to, channels, new Admissible.Full());
  }

  static FileRef npy(Path folder, String name, double[] values, int... shape) {
    String path = folder.resolve(name + ".npy").toString();
    Npy.write(path, new NdArray(shape, values));
    return Storage.reference(path);
  }
}
