package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LayerNorm.Over;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Relu;
import org.equisweep.network.ArchitectureSpec.Sigmoid;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkGradientTest {
  /**
   * Of central differences with one extrapolation, relative to the largest partial derivative of
   * the layer.
   */
  private static final double DIFFERENCE_TOLERANCE = 1e-7;

  private static final double STEP = 1e-4;
  private static final double FORM_TOLERANCE = 1e-12;
  private static final double FLOAT_TOLERANCE = 1e-3;
  private static final int EXAMPLES = 4;
  private static final int PARTIALS = 40;

  static List<Arguments> forms() {
    List<Arguments> all = new ArrayList<>();
    for (Arguments pair : Cases.withSpaces()) {
      for (LinearForm form : LinearForm.values()) {
        all.add(Arguments.of(pair.get()[0], pair.get()[1], form, 3L));
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0} {1} {2} seed {3}")
  @MethodSource("forms")
  void agreesWithCentralDifferences(Cases kind, Space space, LinearForm form, long seed) {
    try (Probe probe = new Probe(kind, space, Precision.DOUBLE, EXAMPLES, form, seed)) {
      assertGradient(probe);
    }
  }

  static List<Arguments> stagesAndLosses() {
    List<Stage> stages =
        List.of(
            new LeakyRelu(0.01),
            new LeakyRelu(0.5),
            new Relu(),
            new Tanh(),
            new Sigmoid(),
            new LayerNorm(Over.CHANNELS, 1e-5),
            new LayerNorm(Over.POSITIONS, 1e-2),
            new AveragePool(2),
            new AveragePool(3));
    List<Loss> losses =
        List.of(
            new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, false, 1),
            new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 0.5),
            new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, false, 2),
            new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, true, 1));
    List<Arguments> all = new ArrayList<>();
    stages.forEach(stage -> losses.forEach(loss -> all.add(Arguments.of(stage, loss))));
    return all;
  }

  /** The stage last, then twice in a row, so that in-place and separate memory both occur. */
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("stagesAndLosses")
  void everyStageAndLossAgreesWithCentralDifferences(Stage stage, Loss loss) {
    Features input = new Features(new SpaceSpec.Grid(9, 10), 1);
    List<Stage> once = List.of(Cases.linear(new SpaceSpec.Grid(6, 7), 3), stage);
    List<Stage> twice =
        List.of(new Tanh(), Cases.linear(new SpaceSpec.Grid(9, 9), 2), stage, new Tanh(), stage);
    for (List<Stage> stages : List.of(once, twice)) {
      ArchitectureGeometry geometry =
          ArchitectureGeometry.of(
              new ArchitectureSpec(input, stages, loss), new GroupSpec.Flips(List.of(0)));
      try (Probe probe =
          new Probe(geometry, Space.ADMISSIBLE, Precision.DOUBLE, EXAMPLES, null, 5)) {
        assertGradient(probe);
      }
    }
  }

  @ParameterizedTest(name = "{0} {1} {2} seed {3}")
  @MethodSource("forms")
  void formsAgreeToRounding(Cases kind, Space space, LinearForm form, long seed) {
    try (Probe free = new Probe(kind, space, Precision.DOUBLE, EXAMPLES, null, seed);
        Probe forced = new Probe(kind, space, Precision.DOUBLE, EXAMPLES, form, seed)) {
      assertThat(forced.lossAndGradient())
          .isCloseTo(free.lossAndGradient(), within(FORM_TOLERANCE * (1 + Math.abs(free.loss()))));
      assertGradientsClose(forced, free, FORM_TOLERANCE);
    }
  }

  @ParameterizedTest(name = "{0} {1} {2} seed {3}")
  @MethodSource("forms")
  void floatAgreesWithDouble(Cases kind, Space space, LinearForm form, long seed) {
    try (Probe single = new Probe(kind, space, Precision.FLOAT, EXAMPLES, form, seed);
        Probe twice = new Probe(kind, space, Precision.DOUBLE, EXAMPLES, form, seed)) {
      single.lossAndGradient();
      twice.lossAndGradient();
      assertGradientsClose(single, twice, FLOAT_TOLERANCE);
    }
  }

  private static void assertGradientsClose(Probe actual, Probe expected, double tolerance) {
    for (int layer = 0; layer < expected.gradient.layers(); layer++) {
      double[] g = Probe.read(expected.gradient, layer);
      double scale = largest(g) + largest(Probe.read(expected.gradient, 0));
      assertThat(Probe.read(actual.gradient, layer))
          .containsExactly(g, within(tolerance * Math.max(scale, tolerance)));
    }
  }

  static void assertGradient(Probe probe) {
    probe.lossAndGradient();
    for (int layer = 0; layer < probe.point.layers(); layer++) {
      double[] gradient = Probe.read(probe.gradient, layer);
      double[] c = Probe.read(probe.point, layer);
      double tolerance = DIFFERENCE_TOLERANCE * Math.max(largest(gradient), 1e-2);
      for (int k = 0; k < c.length; k += Math.max(1, c.length / PARTIALS)) {
        double wide = difference(probe, layer, c, k, STEP);
        double narrow = difference(probe, layer, c, k, STEP / 2);
        assertThat(gradient[k])
            .as("layer %d coefficient %d", layer + 1, k)
            .isCloseTo((4 * narrow - wide) / 3, within(tolerance));
      }
    }
  }

  private static double difference(Probe probe, int layer, double[] c, int k, double step) {
    double at = c[k];
    c[k] = at + step;
    probe.point.write(layer, c);
    double above = probe.loss();
    c[k] = at - step;
    probe.point.write(layer, c);
    double below = probe.loss();
    c[k] = at;
    probe.point.write(layer, c);
    return (above - below) / (2 * step);
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
