package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Bias;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LayerNorm.Over;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.MaxPool;
import org.equisweep.network.ArchitectureSpec.Padding;
import org.equisweep.network.ArchitectureSpec.Relu;
import org.equisweep.network.ArchitectureSpec.ResidualEnd;
import org.equisweep.network.ArchitectureSpec.ResidualStart;
import org.equisweep.network.ArchitectureSpec.Sigmoid;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.ArchitectureSpec.Tap;
import org.junit.jupiter.params.provider.Arguments;

/** Small architectures with groups that between them use every stage, loss and kind of space. */
@SuppressWarnings("ImmutableEnumChecker") // records of immutable values
enum Cases {
  /** The permutation experiment in small. */
  GRAPHS(
      new GroupSpec.Symmetric(4),
      new Features(new SpaceSpec.Edges(), 1),
      List.of(
          linear(new SpaceSpec.Edges(), 3),
          new LeakyRelu(0.01),
          linear(new SpaceSpec.Scalar(), 5),
          new LeakyRelu(0.01),
          new LayerNorm(Over.CHANNELS, 1e-5),
          linear(new SpaceSpec.Scalar(), 4),
          new LeakyRelu(0.01),
          linear(new SpaceSpec.Scalar(), 1)),
      new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, false, 1)),
  /** Rotations of a grid, pooled on the way to classes. */
  ROTATIONS(
      new GroupSpec.Cyclic(4),
      new Features(new SpaceSpec.Grid(6, 6), 2),
      List.of(
          linear(new SpaceSpec.Grid(6, 6), 3),
          new AveragePool(2),
          new Tanh(),
          new LayerNorm(Over.POSITIONS, 1e-5),
          linear(new SpaceSpec.Grid(3, 3), 2),
          new Sigmoid(),
          linear(new SpaceSpec.Scalar(), 3)),
      new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, false, 1)),
  /** Segmentation: the output turns with the input. */
  SEGMENTATION(
      new GroupSpec.Dihedral(4),
      new Features(new SpaceSpec.Grid(4, 4), 1),
      List.of(
          linear(new SpaceSpec.Grid(4, 4), 3),
          new Relu(),
          linear(new SpaceSpec.Grid(4, 4), 2),
          new LeakyRelu(0.1),
          new LayerNorm(Over.CHANNELS, 1e-3)),
      new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, false, 2)),
  /** Translations, with the loss of the released code. */
  TRANSLATIONS(
      new GroupSpec.Shifts(List.of(0, 1)),
      new Features(new SpaceSpec.Grid(3, 4), 1),
      List.of(
          linear(new SpaceSpec.Grid(3, 4), 2),
          new Tanh(),
          linear(new SpaceSpec.Scalar(), 4),
          new Tanh(),
          new LayerNorm(Over.CHANNELS, 1e-5),
          linear(new SpaceSpec.Scalar(), 3)),
      new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, true, 0.1)),
  /** From scalars up, through a sum and a tensor product, to per-node classes. */
  ASCENT(
      new GroupSpec.Alternating(4),
      new Features(new SpaceSpec.Sum(List.of(new SpaceSpec.Nodes(), new SpaceSpec.Scalar())), 2),
      List.of(
          new Sigmoid(),
          linear(new SpaceSpec.Scalar(), 3),
          new Tanh(),
          linear(new SpaceSpec.Tensor(List.of(new SpaceSpec.Nodes(), new SpaceSpec.Nodes())), 2),
          new LayerNorm(Over.POSITIONS, 1e-5),
          new Tanh(),
          linear(new SpaceSpec.Nodes(), 2)),
      new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, false, 1)),
  /** A linear model. */
  LINEAR(
      new GroupSpec.Cyclic(5),
      new Features(new SpaceSpec.Nodes(), 2),
      List.of(linear(new SpaceSpec.Nodes(), 2)),
      new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 3)),
  /** The main experiment in small, skew at last. */
  CROSS(
      new GroupSpec.Cyclic(4),
      new Features(new SpaceSpec.Grid(12, 12), 1),
      List.of(
          conv(3, Tap.cross(3), Padding.ZERO, 1),
          new AveragePool(2),
          new Tanh(),
          new LayerNorm(Over.POSITIONS, 1e-5),
          conv(4, Tap.cross(3), Padding.ZERO, 1),
          new AveragePool(2),
          new Tanh(),
          new LayerNorm(Over.POSITIONS, 1e-5),
          conv(4, Tap.skew(), Padding.ZERO, 1),
          new Tanh(),
          new LayerNorm(Over.POSITIONS, 1e-5),
          linear(new SpaceSpec.Scalar(), 3)),
      new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1)),
  /** Circular padding, a wide kernel, a stride, a grid that is not square. */
  CIRCULAR(
      new GroupSpec.Shifts(List.of(1)),
      new Features(new SpaceSpec.Grid(5, 6), 2),
      List.of(
          new Conv(3, 5, Tap.full(5), Padding.CIRCULAR, 1, new KernelBasis.Taps()),
          new Relu(),
          conv(2, List.of(new Tap(0, 1), new Tap(2, 2)), Padding.CIRCULAR, 1),
          linear(new SpaceSpec.Scalar(), 2)),
      new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, false, 1)),
  /** Stride 2, from the start and later, odd and even sides. */
  STRIDED(
      new GroupSpec.Flips(List.of(0, 1)),
      new Features(new SpaceSpec.Grid(7, 9), 1),
      List.of(
          conv(2, Tap.full(3), Padding.ZERO, 2),
          new Tanh(),
          conv(3, Tap.cross(3), Padding.ZERO, 2),
          new Sigmoid()),
      new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1)),
  /** Random combinations of the taps. */
  NON_UNITARY(
      new GroupSpec.Cyclic(4),
      new Features(new SpaceSpec.Grid(4, 4), 2),
      List.of(
          new Conv(3, 3, Tap.cross(3), Padding.ZERO, 1, new KernelBasis.Random(5)),
          new AveragePool(2),
          new Tanh(),
          new Conv(2, 3, Tap.full(3), Padding.ZERO, 1, new KernelBasis.Random(9)),
          linear(new SpaceSpec.Scalar(), 3)),
      new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1)),
  /** Biases, a residual block within another, the largest of overlapping squares. */
  RESIDUAL(
      new GroupSpec.Dihedral(4),
      new Features(new SpaceSpec.Grid(7, 7), 2),
      List.of(
          conv(3, Tap.full(3), Padding.ZERO, 1),
          new Bias(false),
          new Tanh(),
          new MaxPool(3, OptionalInt.of(2)),
          new ResidualStart(),
          new Tanh(),
          conv(4, Tap.cross(3), Padding.ZERO, 1),
          new Bias(false),
          new ResidualStart(),
          linear(new SpaceSpec.Grid(3, 3), 4),
          new Bias(true),
          new Sigmoid(),
          new ResidualEnd(),
          new Tanh(),
          conv(3, Tap.full(3), Padding.ZERO, 1),
          new ResidualEnd(),
          new Tanh(),
          new AveragePool(2, OptionalInt.of(1)),
          linear(new SpaceSpec.Scalar(), 2),
          new Bias(true)),
      new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, false, 1)),
  /** A bias first, a residual block around the whole input. */
  BIASED(
      new GroupSpec.Cyclic(4),
      new Features(new SpaceSpec.Nodes(), 2),
      List.of(
          new ResidualStart(),
          new Bias(true),
          new Tanh(),
          linear(new SpaceSpec.Nodes(), 2),
          new ResidualEnd(),
          new Sigmoid()),
      new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, false, 1)),
  /** Pooling before and after everything else. */
  POOLED(
      new GroupSpec.Flips(List.of(0, 1)),
      new Features(new SpaceSpec.Grid(8, 4), 2),
      List.of(
          new AveragePool(2), linear(new SpaceSpec.Grid(4, 8), 2), new Relu(), new AveragePool(2)),
      new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1));

  private final GroupSpec group;
  private final ArchitectureSpec architecture;

  Cases(GroupSpec group, Features input, List<Stage> stages, Loss loss) {
    this.group = group;
    this.architecture = new ArchitectureSpec(input, stages, loss);
  }

  ArchitectureGeometry geometry() {
    return ArchitectureGeometry.of(architecture, group);
  }

  ArchitectureSpec architecture() {
    return architecture;
  }

  GroupSpec group() {
    return group;
  }

  static Linear linear(SpaceSpec to, int channels) {
    return new Linear(to, channels, new Admissible.Full());
  }

  private static Conv conv(int channels, List<Tap> support, Padding padding, int stride) {
    return new Conv(channels, 3, support, padding, stride, new KernelBasis.Taps());
  }

  /** All pairs of a case and a parametrisation. */
  static List<Arguments> withSpaces() {
    List<Arguments> all = new ArrayList<>();
    for (Cases c : values()) {
      for (Network.Space space : Network.Space.values()) {
        all.add(Arguments.of(c, space));
      }
    }
    return all;
  }
}
