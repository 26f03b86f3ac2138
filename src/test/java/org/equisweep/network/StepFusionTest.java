package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Relu;
import org.equisweep.network.ArchitectureSpec.Sigmoid;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.Network.Space;
import org.equisweep.storage.FileRef;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npy;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fused steps against the plain ones they replace. */
class StepFusionTest {
  /** Relative to the largest entry of a layer's gradient. */
  private static final double TOLERANCE = 1e-13;

  /** So many examples make two tiles of unequal size, and 40 channels too wide for the cache. */
  private static final int EXAMPLES = 300;

  private static final double FLOAT_TOLERANCE = 1e-5;
  private static final int GRAPHS = 40;
  private static final SpaceSpec NODES = new SpaceSpec.Nodes();
  private static final SpaceSpec SCALAR = new SpaceSpec.Scalar();

  @TempDir Path folder;

  static List<Stage> functions() {
    return List.of(new LeakyRelu(0.01), new Relu(), new Tanh(), new Sigmoid());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void densePairsAgreeWithTheirPlainSteps(Stage function) {
    List<Stage> pair =
        List.of(Cases.linear(NODES, 40), function, Cases.linear(NODES, 5), new Tanh());
    List<Stage> stages = new ArrayList<>(pair);
    stages.add(Cases.linear(SCALAR, 1));
    ArchitectureGeometry first = geometry(stages);
    // once more behind a layer, for which the pair makes the gradient of its input
    stages.addAll(0, List.of(Cases.linear(NODES, 3), new Tanh()));
    ArchitectureGeometry later = geometry(stages);
    for (int examples : new int[] {1, 160, 161, EXAMPLES}) {
      assertFused(first, 1, 2, examples, 5);
      assertFused(later, 2, 3, examples, 6);
    }
  }

  @Test
  void masksHold() {
    Admissible cycle = cycle();
    ArchitectureGeometry geometry =
        geometry(
            List.of(
                new Linear(NODES, 40, cycle),
                new LeakyRelu(0.01),
                new Linear(NODES, 5, cycle),
                new Tanh(),
                Cases.linear(SCALAR, 1)));
    assertFused(geometry, 1, 2, 200, 5);
    try (Probe fused = probe(geometry, true, 5)) {
      fused.lossAndGradient();
      for (int layer = 0; layer < 2; layer++) {
        double squares = 0;
        for (double g : Probe.read(fused.gradient, layer)) {
          squares += g * g;
        }
        assertThat(fused.gradient.sumOfSquares(layer)).isCloseTo(squares, within(1e-13 * squares));
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("pooled")
  void poolingMergedIntoTheOperatorsAgreesWithThePlainSteps(Cases kind, Space space) {
    assertPooled(kind, space, LinearForm.SPACE_FIRST);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("convolutions")
  void shiftedProductsAfterMergedPoolingAgreeWithThePlainSteps(Cases kind, Space space) {
    assertPooled(kind, space, LinearForm.SHIFTED);
  }

  private static void assertPooled(Cases kind, Space space, LinearForm form) {
    ArchitectureGeometry geometry = kind.geometry();
    for (int examples : new int[] {1, 16, 19, 64}) {
      try (Probe plain = probe(geometry, space, LinearForm.SPACE_FIRST, false);
          Probe fused = probe(geometry, space, form, true)) {
        assertThat(fused.network.steps().stream().anyMatch(ShiftedStep.class::isInstance))
            .isEqualTo(form == LinearForm.SHIFTED);
        assertThat(fused.network.steps()).hasSizeLessThan(plain.network.steps().size());
        double expected = lossAndGradient(plain, examples);
        assertThat(lossAndGradient(fused, examples))
            .isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
        double largest = 0;
        for (int layer = 0; layer < plain.point.layers(); layer++) {
          double[] gradient = Probe.read(plain.gradient, layer);
          largest =
              Math.max(largest, java.util.Arrays.stream(gradient).map(Math::abs).max().orElse(0));
          assertThat(largest).isPositive();
          assertThat(Probe.read(fused.gradient, layer))
              .as("layer %d", layer + 1)
              .containsExactly(gradient, within(100 * TOLERANCE * largest));
        }
      }
    }
  }

  static List<Arguments> sums() {
    List<Arguments> all = new ArrayList<>();
    for (Stage function : List.of(new LeakyRelu(0.01), new Relu())) {
      for (boolean spanned : new boolean[] {false, true}) {
        for (Precision precision : Precision.values()) {
          all.add(Arguments.of(function, spanned, precision));
        }
      }
    }
    return all;
  }

  /** The permutation experiment in small; with features of the input in its place, or without. */
  @ParameterizedTest(name = "{0} features given {1} {2}")
  @MethodSource("sums")
  void orbitPairsAgreeWithTheirPlainSteps(Stage function, boolean spanned, Precision precision) {
    SpaceSpec edges = new SpaceSpec.Edges();
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(
            new ArchitectureSpec(
                new Features(edges, 1),
                List.of(
                    Cases.linear(edges, 5),
                    function,
                    Cases.linear(SCALAR, 7),
                    new Tanh(),
                    Cases.linear(SCALAR, 1)),
                new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, false, 1)),
            new GroupSpec.Symmetric(6));
    try (Tensor inputs = graphs(precision)) {
      InputSpan.Inputs all = new InputSpan.Inputs(inputs, GRAPHS);
      InputSpan span = spanned ? InputSpan.of(geometry, Space.EQUIVARIANT, List.of(all)) : null;
      assertThat(span != null).isEqualTo(spanned);
      Network plain =
          Network.compilePlain(geometry, Space.EQUIVARIANT, precision, GRAPHS, null, span);
      Network fused = Network.compile(geometry, Space.EQUIVARIANT, precision, GRAPHS, span);
      assertThat(plain.fusions()).isEmpty();
      assertThat(fused.fusions())
          .singleElement()
          .isInstanceOfSatisfying(
              Fusion.Moments.class, moments -> assertThat(moments.orbits()).isEqualTo(2));
      try (Tensor x = span == null ? copy(inputs) : span.evaluate(all)) {
        for (int examples : new int[] {1, 15, 16, 17, GRAPHS}) {
          assertSame(plain, fused, columns(x, fused.inputs(), examples), examples);
        }
      }
    }
  }

  static List<Arguments> convolutions() {
    return pooled().stream().filter(a -> a.get()[0] != Cases.ROTATIONS).toList();
  }

  static List<Arguments> pooled() {
    return Cases.withSpaces().stream()
        .filter(
            arguments ->
                List.of(Cases.CROSS, Cases.NON_UNITARY).contains(arguments.get()[0])
                    || (arguments.get()[0] == Cases.ROTATIONS
                        && arguments.get()[1] == Space.EQUIVARIANT))
        .toList();
  }

  private static Probe probe(
      ArchitectureGeometry geometry, Space space, LinearForm form, boolean fused) {
    return new Probe(geometry, space, Precision.DOUBLE, EXAMPLES, form, fused, 3);
  }

  private static void assertSame(Network plain, Network fused, Tensor x, int examples) {
    double tolerance = plain.precision() == Precision.DOUBLE ? TOLERANCE : FLOAT_TOLERANCE;
    try (Tensor y = Tensor.zeros(plain.precision(), examples);
        Coefficients gradient = plain.newCoefficients();
        Coefficients same = fused.newCoefficients()) {
      for (int i = 0; i < examples; i += 2) {
        y.set(i, 1);
      }
      double expected = lossAndGradient(plain, x, y, examples, gradient);
      assertThat(lossAndGradient(fused, x, y, examples, same))
          .isCloseTo(expected, within(tolerance * Math.abs(expected)));
      assertThatTheSame(gradient, same, tolerance);
      x.close();
    }
  }

  private static double lossAndGradient(
      Network network, Tensor x, Tensor y, int examples, Coefficients gradient) {
    RandomStream stream = RandomStream.of(4, "test/point", 0);
    try (Coefficients point = network.newCoefficients();
        Workspace workspace = network.newWorkspace()) {
      for (int layer = 0; layer < point.layers(); layer++) {
        double[] c = new double[point.size(layer)];
        for (int i = 0; i < c.length; i++) {
          c[i] = stream.nextNormal();
        }
        point.write(layer, c);
      }
      assertThat(network.loss(point, x, y, examples, workspace)).isPositive();
      return network.lossAndGradient(point, x, y, examples, 0.5, gradient, workspace);
    }
  }

  /** Symmetric matrices with a constant diagonal. */
  private static Tensor graphs(Precision precision) {
    RandomStream stream = RandomStream.of(3, "test/graphs", 0);
    Tensor inputs = Tensor.zeros(precision, GRAPHS * 36L);
    for (int example = 0; example < GRAPHS; example++) {
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j <= i; j++) {
          double edge = i == j ? -0.5 : stream.nextInt(2) - 0.5;
          inputs.set(example * 36L + i * 6 + j, edge);
          inputs.set(example * 36L + j * 6 + i, edge);
        }
      }
    }
    return inputs;
  }

  private static Tensor copy(Tensor tensor) {
    Tensor copy = Tensor.zeros(tensor.precision(), tensor.length());
    copy.copyFrom(tensor, 0, 0, tensor.length());
    return copy;
  }

  /** The first examples of [example][feature], as [feature][example]. */
  private static Tensor columns(Tensor rows, int features, int examples) {
    Tensor columns = Tensor.zeros(rows.precision(), (long) features * examples);
    for (int example = 0; example < examples; example++) {
      for (int f = 0; f < features; f++) {
        columns.set((long) f * examples + example, rows.get((long) example * features + f));
      }
    }
    return columns;
  }

  @Test
  void whatStaysInTheCacheIsLeftAlone() {
    assertThat(
            Network.compile(Cases.GRAPHS.geometry(), Space.ADMISSIBLE, Precision.FLOAT, 8)
                .fusions())
        .isEmpty();
  }

  private static void assertFused(
      ArchitectureGeometry geometry, int first, int last, int examples, long seed) {
    try (Probe plain = probe(geometry, false, seed);
        Probe fused = probe(geometry, true, seed)) {
      assertThat(plain.network.fusions()).isEmpty();
      assertThat(fused.network.fusions())
          .singleElement()
          .satisfies(
              fusion -> {
                assertThat(fusion.first()).isEqualTo(first);
                assertThat(fusion.last()).isEqualTo(last);
                assertThat(fusion)
                    .isInstanceOfSatisfying(
                        Fusion.Blocks.class,
                        blocks -> assertThat(blocks.examples()).isLessThan(EXAMPLES));
              });
      double expected = lossAndGradient(plain, examples);
      assertThat(lossAndGradient(fused, examples))
          .isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
      assertThatTheSame(plain.gradient, fused.gradient, TOLERANCE);
    }
  }

  private static void assertThatTheSame(Coefficients plain, Coefficients fused, double tolerance) {
    for (int layer = 0; layer < plain.layers(); layer++) {
      double[] gradient = Probe.read(plain, layer);
      double largest = 0;
      for (double g : gradient) {
        largest = Math.max(largest, Math.abs(g));
      }
      assertThat(largest).isPositive();
      assertThat(Probe.read(fused, layer))
          .as("layer %d", layer + 1)
          .containsExactly(gradient, within(tolerance * largest));
    }
  }

  private static double lossAndGradient(Probe probe, int examples) {
    return probe.network.lossAndGradient(
        probe.point, probe.x, probe.y, examples, 1, probe.gradient, probe.workspace);
  }

  private static Probe probe(ArchitectureGeometry geometry, boolean fused, long seed) {
    return new Probe(geometry, Space.ADMISSIBLE, Precision.DOUBLE, EXAMPLES, null, fused, seed);
  }

  /** Neighbours on a cycle of 4. */
  private Admissible cycle() {
    Path file = folder.resolve("mask.npy");
    double[] mask = {1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1};
    Npy.write(file.toString(), new NdArray(new int[] {4, 4}, mask));
    return new Admissible.Mask(new FileRef(file.toString(), ""));
  }

  private static ArchitectureGeometry geometry(List<Stage> stages) {
    ArchitectureSpec architecture =
        new ArchitectureSpec(
            new Features(NODES, 2), stages, new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1));
    return ArchitectureGeometry.of(architecture, new GroupSpec.Cyclic(4));
  }
}
