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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fused steps against the plain ones they replace. */
class StepFusionTest {
  /** Relative to the largest entry of a layer's gradient. */
  private static final double TOLERANCE = 1e-13;

  /** So many examples make two tiles of unequal size, and 40 channels too wide for the cache. */
  private static final int EXAMPLES = 300;

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
        assertThat(fused.gradient.sumOfSquares(layer))
            .isCloseTo(squares, within(1e-13 * squares));
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("pooled")
  void poolingMergedIntoTheOperatorsAgreesWithThePlainSteps(Cases kind, Space space) {
    ArchitectureGeometry geometry = kind.geometry();
    for (int examples : new int[] {1, 16, 19, 64}) {
      try (Probe plain = probe(geometry, space, false);
          Probe fused = probe(geometry, space, true)) {
        assertThat(fused.network.steps()).hasSizeLessThan(plain.network.steps().size());
        double expected = lossAndGradient(plain, examples);
        assertThat(lossAndGradient(fused, examples))
            .isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
        double largest = 0;
        for (int layer = 0; layer < plain.point.layers(); layer++) {
          double[] gradient = Probe.read(plain.gradient, layer);
          largest = Math.max(largest, java.util.Arrays.stream(gradient).map(Math::abs).max().orElse(0));
          assertThat(largest).isPositive();
          assertThat(Probe.read(fused.gradient, layer))
              .as("layer %d", layer + 1)
              .containsExactly(gradient, within(100 * TOLERANCE * largest));
        }
      }
    }
  }

  static List<org.junit.jupiter.params.provider.Arguments> pooled() {
    return Cases.withSpaces().stream()
        .filter(
            arguments ->
                List.of(Cases.CROSS, Cases.NON_UNITARY).contains(arguments.get()[0])
                    || (arguments.get()[0] == Cases.ROTATIONS
                        && arguments.get()[1] == Space.EQUIVARIANT))
        .toList();
  }

  private static Probe probe(ArchitectureGeometry geometry, Space space, boolean fused) {
    return new Probe(
        geometry, space, Precision.DOUBLE, EXAMPLES, LinearForm.SPACE_FIRST, fused, 3);
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
                assertThat(fusion.tiling().examples()).isLessThan(EXAMPLES);
              });
      double expected = lossAndGradient(plain, examples);
      assertThat(lossAndGradient(fused, examples))
          .isCloseTo(expected, within(TOLERANCE * Math.abs(expected)));
      for (int layer = 0; layer < plain.point.layers(); layer++) {
        double[] gradient = Probe.read(plain.gradient, layer);
        double largest = 0;
        for (double g : gradient) {
          largest = Math.max(largest, Math.abs(g));
        }
        assertThat(largest).isPositive();
        assertThat(Probe.read(fused.gradient, layer))
            .as("layer %d", layer + 1)
            .containsExactly(gradient, within(TOLERANCE * largest));
      }
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
