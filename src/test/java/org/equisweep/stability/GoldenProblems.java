package org.equisweep.stability;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.equisweep.group.GroupSpec;
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
import org.equisweep.storage.Storage;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npz;

/**
 * Points whose eigenvalues {@code bench/reference/stability_problems.py} found; the first two
 * spaces are not compatible.
 */
final class GoldenProblems {
  private GoldenProblems() {}

  static List<Problem> all() {
    SpaceSpec nodes = new SpaceSpec.Nodes();
    SpaceSpec scalar = new SpaceSpec.Scalar();
    Admissible full = new Admissible.Full();
    Admissible space = new Admissible.Basis(Storage.reference(path("affine-space")));
    List<Tap> skew =
        List.of(new Tap(0, 0), new Tap(0, 1), new Tap(1, 0), new Tap(1, 2), new Tap(2, 1));
    return List.of(
        problem(
            "skew-unstable",
            new GroupSpec.Cyclic(4),
            network(
                new SpaceSpec.Grid(4, 4),
                Loss.Kind.MEAN_SQUARED_ERROR,
                new Conv(2, 3, skew, Padding.ZERO, 1, new KernelBasis.Taps()),
                new Tanh(),
                new AveragePool(2),
                new Linear(scalar, 2, full)),
            "unstable-within-E",
            0),
        problem(
            "affine",
            new GroupSpec.Cyclic(3),
            network(
                nodes,
                Loss.Kind.MEAN_SQUARED_ERROR,
                new Linear(nodes, 1, space),
                new Tanh(),
                new Linear(nodes, 1, space)),
            "unstable-normal",
            0),
        // weights equal for all channels, which the norm takes away: 2 + 7
        problem(
            "normed",
            new GroupSpec.Symmetric(3),
            network(
                nodes,
                Loss.Kind.BINARY_CROSS_ENTROPY,
                new Linear(nodes, 3, full),
                new LayerNorm(LayerNorm.Over.CHANNELS, 1e-5),
                new LeakyRelu(0.1),
                new Linear(scalar, 2, full)),
            "unstable-within-E",
            9));
  }

  private static ArchitectureSpec network(SpaceSpec input, Loss.Kind loss, Stage... stages) {
    return new ArchitectureSpec(
        new Features(input, 1), Arrays.asList(stages), new Loss(loss, false, 1));
  }

  private static Problem problem(
      String name, GroupSpec group, ArchitectureSpec network, String verdict, int explained) {
    Map<String, NdArray> arrays = Npz.read(path(name));
    return new Problem(
        name,
        group,
        network,
        rows(arrays, "inputs"),
        rows(arrays, "targets"),
        List.of(values(arrays, "layer_1"), values(arrays, "layer_2")),
        0,
        new Problem.Expected(
            verdict, values(arrays, "tangent"), values(arrays, "normal"), explained));
  }

  private static double[][] rows(Map<String, NdArray> arrays, String name) {
    double[] values = values(arrays, name);
    double[][] rows = new double[arrays.get(name).shape()[0]][];
    int width = values.length / rows.length;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
    return rows;
  }

  private static double[] values(Map<String, NdArray> arrays, String name) {
    return arrays.get(name).values();
  }

  private static String path(String name) {
    try {
      return Path.of(
              GoldenProblems.class.getResource("/reference/stability/" + name + ".npz").toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
