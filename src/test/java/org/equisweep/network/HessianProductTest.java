package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.Network.Curvature;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HessianProductTest {
  /** Of central differences of gradients, relative to the product's norm. */
  private static final double DIFFERENCE_TOLERANCE = 1e-6;

  private static final double STEP = 1e-4;
  private static final double ROUNDING = 1e-12;
  private static final int EXAMPLES = 4;

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
  void productsAreSymmetricDifferencesOfGradients(
      Cases kind, Space space, LinearForm form, long seed) {
    try (Probe plain = new Probe(kind, space, Precision.DOUBLE, EXAMPLES, form, seed);
        TangentProbe probe = new TangentProbe(plain, form)) {
      assertHessian(probe);
    }
  }

  static List<Arguments> stagesAndLosses() {
    return NetworkGradientTest.stagesAndLosses();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("stagesAndLosses")
  void everyStageAndLossHasItsSecondDerivative(Stage stage, Loss loss) {
    Features input = new Features(new SpaceSpec.Grid(9, 10), 1);
    List<Stage> once = List.of(Cases.linear(new SpaceSpec.Grid(6, 7), 3), stage);
    List<Stage> twice =
        List.of(new Tanh(), Cases.linear(new SpaceSpec.Grid(9, 9), 2), stage, new Tanh(), stage);
    for (List<Stage> stages : List.of(once, twice)) {
      ArchitectureGeometry geometry =
          ArchitectureGeometry.of(
              new ArchitectureSpec(input, stages, loss), new GroupSpec.Flips(List.of(0)));
      try (Probe plain =
              new Probe(geometry, Space.ADMISSIBLE, Precision.DOUBLE, EXAMPLES, null, 5);
          TangentProbe probe = new TangentProbe(plain, null)) {
        assertHessian(probe);
      }
    }
  }

  private static void assertHessian(TangentProbe probe) {
    Coefficients v = probe.random(1);
    Coefficients u = probe.random(2);
    v.scale(1 / Math.sqrt(v.sumOfSquares()));
    u.scale(1 / Math.sqrt(u.sumOfSquares()));
    double loss = probe.linearise();
    assertThat(loss)
        .isCloseTo(probe.plain.lossAndGradient(), within(ROUNDING * (1 + Math.abs(loss))));
    for (int layer = 0; layer < probe.point.layers(); layer++) {
      double[] expected = Probe.read(probe.plain.gradient, layer);
      assertThat(Probe.read(probe.gradient, layer))
          .containsExactly(expected, within(ROUNDING * (1 + norm(probe.gradient))));
    }
    Coefficients hv = probe.product(v, Curvature.HESSIAN);
    Coefficients hu = probe.product(u, Curvature.HESSIAN);
    double size = norm(hv) + norm(hu);
    assertThat(u.dot(hv)).isCloseTo(v.dot(hu), within(ROUNDING * size));
    Coefficients gv = probe.product(v, Curvature.GAUSS_NEWTON);
    Coefficients gu = probe.product(u, Curvature.GAUSS_NEWTON);
    assertThat(u.dot(gv)).isCloseTo(v.dot(gu), within(ROUNDING * (norm(gv) + norm(gu))));
    Coefficients difference = probe.difference(v, STEP);
    difference.axpy(-1, hv);
    assertThat(norm(difference)).isLessThanOrEqualTo(DIFFERENCE_TOLERANCE * Math.max(size, 1e-2));
  }

  /** Linear models: nothing but Jᵀ(∂²ℓ/∂z²)J. */
  @Test
  void gaussNewtonIsTheHessianOfALinearModel() {
    try (Probe plain =
            new Probe(Cases.LINEAR, Space.ADMISSIBLE, Precision.DOUBLE, EXAMPLES, null, 4);
        TangentProbe probe = new TangentProbe(plain, null)) {
      probe.linearise();
      Coefficients v = probe.random(1);
      Coefficients difference = probe.product(v, Curvature.HESSIAN);
      difference.axpy(-1, probe.product(v, Curvature.GAUSS_NEWTON));
      assertThat(norm(difference)).isLessThan(ROUNDING);
    }
  }

  /** vᵀGv = (Jv)ᵀ ℓ″ (Jv), with Jv by central differences of the logits. */
  @Test
  void gaussNewtonIsTheCurvatureOfTheLossAlone() {
    try (Probe plain =
            new Probe(Cases.GRAPHS, Space.ADMISSIBLE, Precision.DOUBLE, EXAMPLES, null, 4);
        TangentProbe probe = new TangentProbe(plain, null)) {
      probe.linearise();
      Coefficients v = probe.random(1);
      v.scale(1 / Math.sqrt(v.sumOfSquares()));
      double actual = v.dot(probe.product(v, Curvature.GAUSS_NEWTON));
      double[] z = logits(probe, v, 0);
      double[] above = logits(probe, v, STEP);
      double[] below = logits(probe, v, -STEP);
      double expected = 0;
      for (int i = 0; i < z.length; i++) {
        double slope = (above[i] - below[i]) / (2 * STEP);
        double sigmoid = 1 / (1 + Math.exp(-z[i]));
        expected += sigmoid * (1 - sigmoid) * slope * slope;
      }
      assertThat(actual).isCloseTo(expected, within(1e-6 * expected));
    }
  }

  private static double[] logits(TangentProbe probe, Coefficients v, double step) {
    Coefficients at = probe.coefficients();
    at.copyFrom(probe.point);
    at.axpy(step, v);
    int length = probe.network.outputs() * EXAMPLES;
    double[] values = new double[length];
    try (Tensor out = Tensor.zeros(Precision.DOUBLE, length)) {
      probe.network.forward(at, probe.plain.x, EXAMPLES, out, probe.workspace);
      out.copyTo(0, values, 0, length);
    }
    return values;
  }

  /** Weights, several directions and repeated products do not disturb each other. */
  @Test
  void productsAddUpAndShareThePoint() {
    try (Probe plain =
            new Probe(Cases.ROTATIONS, Space.ADMISSIBLE, Precision.DOUBLE, EXAMPLES, null, 4);
        TangentProbe probe = new TangentProbe(plain, null)) {
      probe.network.linearise(probe.point, plain.x, plain.y, EXAMPLES, 2, null, probe.workspace);
      Coefficients v = probe.random(1);
      Coefficients first = probe.product(v, Curvature.HESSIAN);
      probe.product(probe.random(2), Curvature.HESSIAN);
      probe.product(v, Curvature.GAUSS_NEWTON);
      Coefficients again = probe.product(v, Curvature.HESSIAN);
      for (int layer = 0; layer < v.layers(); layer++) {
        assertThat(Probe.read(again, layer)).isEqualTo(Probe.read(first, layer));
      }
      probe.linearise();
      Coefficients half = probe.product(v, Curvature.HESSIAN);
      probe.network.addHessianProduct(v, half, Curvature.HESSIAN, probe.workspace);
      half.axpy(-1, first);
      assertThat(norm(half)).isLessThan(ROUNDING * norm(first));
    }
  }

  @Test
  void aPlanForTrainingHasNoTangents() {
    try (Probe plain =
        new Probe(Cases.LINEAR, Space.ADMISSIBLE, Precision.DOUBLE, EXAMPLES, null, 4)) {
      assertThatThrownBy(
              () ->
                  plain.network.linearise(
                      plain.point, plain.x, plain.y, EXAMPLES, 1, null, plain.workspace))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("compiled for tangents");
    }
  }

  private static double norm(Coefficients c) {
    return Math.sqrt(c.sumOfSquares());
  }
}
