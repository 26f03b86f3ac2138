package org.equisweep.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Declared orders, by regression of log-error on log-step against closed-form flows. */
class IntegratorOrderTest {
  private static final double TIME = 2;
  private static final double SLOPE_TOLERANCE = 0.25;
  private static final double NO_CONTROL = 1e3;

  static Stream<ClosedForm> flows() {
    return ClosedForm.all().stream();
  }

  static Stream<Arguments> stagesAndFlows() {
    return flows().flatMap(flow -> Stream.of(2, 3, 5, 12, 40).map(s -> Arguments.of(flow, s)));
  }

  @ParameterizedTest(name = "{0}, {1} stages")
  @MethodSource("stagesAndFlows")
  void chebyshev_has_order_two(ClosedForm flow, int stages) {
    double slope =
        slope(List.of(16, 32, 64, 128), steps -> chebyshevError(flow, TIME / steps, steps, stages));
    assertThat(slope).isBetween(2 - SLOPE_TOLERANCE, 2 + 2 * SLOPE_TOLERANCE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flows")
  void dormand_prince_has_order_eight(ClosedForm flow) {
    double slope = slope(List.of(2, 3, 4, 6), steps -> dormandPrinceError(flow, TIME / steps));
    assertThat(slope).isBetween(8 - 4 * SLOPE_TOLERANCE, 8 + 4 * SLOPE_TOLERANCE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flows")
  void dense_output_of_chebyshev_has_local_order_four(ClosedForm flow) {
    double slope =
        slope(
            List.of(8, 16, 32, 64),
            steps -> {
              double h = TIME / steps;
              double[] y0 = flow.solution(1);
              double[] y1 = flow.solution(1 + h);
              double[] f0 = new double[y0.length];
              double[] f1 = new double[y0.length];
              flow.evaluate(y0, f0);
              flow.evaluate(y1, f1);
              HermiteStep step = new HermiteStep();
              step.set(1, h, y0, f0, y1, f1);
              double[] middle = new double[y0.length];
              step.state(1 + h / 3, middle);
              return flow.error(middle, 1 + h / 3);
            });
    assertThat(slope).isBetween(4 - SLOPE_TOLERANCE, 4 + 2 * SLOPE_TOLERANCE);
  }

  private static double chebyshevError(ClosedForm flow, double h, int steps, int stages) {
    Evaluations field = new Evaluations(flow);
    double[] y = flow.start();
    double[] derivative = new double[y.length];
    double[] next = new double[y.length];
    ChebyshevStages method = new ChebyshevStages(y.length);
    for (int k = 0; k < steps; k++) {
      field.evaluate(y, derivative);
      method.advance(field, y, derivative, h, stages, next);
      System.arraycopy(next, 0, y, 0, y.length);
    }
    return flow.error(y, h * steps);
  }

  private static double dormandPrinceError(ClosedForm flow, double h) {
    double[] y = flow.start();
    new DormandPrince(NO_CONTROL, h).integrate(flow, y, 0, TIME);
    return flow.error(y, TIME);
  }

  /** Of −log(error) against log(steps). */
  private static double slope(List<Integer> counts, IntToDoubleFunction error) {
    double meanX = counts.stream().mapToDouble(Math::log).average().orElseThrow();
    double[] logs = counts.stream().mapToDouble(n -> Math.log(error.applyAsDouble(n))).toArray();
    double meanY = Arrays.stream(logs).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < logs.length; i++) {
      double x = Math.log(counts.get(i)) - meanX;
      xy += x * (logs[i] - meanY);
      xx += x * x;
    }
    return -xy / xx;
  }
}
