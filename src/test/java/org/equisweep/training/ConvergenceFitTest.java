package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergenceFitTest {
  private static final double TOLERANCE = 1e-12;

  @ParameterizedTest(name = "rate {0}")
  @ValueSource(doubles = {-0.3, -1e-3, 0.05})
  void anExponentialHasItsRateAndNoError(double rate) {
    List<TrajectoryRow> rows = new ArrayList<>();
    for (int step = 0; step <= 40; step += 4) {
      rows.add(row(0, step, Math.exp(2 + rate * step)));
    }
    ConvergenceFit fit = ConvergenceFit.of(rows, 0);
    assertThat(fit.rate()).isCloseTo(rate, within(TOLERANCE));
    assertThat(fit.error()).isCloseTo(0, within(TOLERANCE));
  }

  @Test
  void onlyTheSecondHalfOfThePhaseCounts() {
    List<TrajectoryRow> rows = new ArrayList<>();
    rows.add(row(0, 0, 1e5));
    for (int step = 10; step <= 20; step++) {
      rows.add(row(1, step, step < 15 ? 7 : Math.exp(-0.5 * step)));
    }
    assertThat(ConvergenceFit.of(rows, 1).rate()).isCloseTo(-0.5, within(TOLERANCE));
  }

  @Test
  void theErrorIsThatOfOrdinaryLeastSquares() {
    // log norms 0, 1, 1, 0 at steps 4 … 7: slope 0, residuals ±½, Σ(step − mean)² = 5
    List<TrajectoryRow> rows = new ArrayList<>(List.of(row(0, 1, 5.0)));
    double[] logs = {0, 1, 1, 0};
    for (int i = 0; i < 4; i++) {
      rows.add(row(0, 4 + i, Math.exp(logs[i])));
    }
    ConvergenceFit fit = ConvergenceFit.of(rows, 0);
    assertThat(fit.rate()).isCloseTo(0, within(TOLERANCE));
    assertThat(fit.error()).isCloseTo(Math.sqrt(1.0 / 2 / 5), within(TOLERANCE));
  }

  @Test
  void fewerThanThreeUsableRowsGiveNoFit() {
    List<TrajectoryRow> rows =
        List.of(row(0, 0, 1.0), row(0, 8, 0.5), row(0, 9, null), row(0, 10, 0.0));
    assertThat(ConvergenceFit.of(rows, 0)).isNull();
    assertThat(ConvergenceFit.of(rows, 1)).isNull();
  }

  private static TrajectoryRow row(int phase, long step, Double gradientNorm) {
    return new TrajectoryRow(
        phase,
        "p",
        "nominal",
        step,
        step,
        null,
        null,
        null,
        null,
        null,
        1.0,
        null,
        null,
        gradientNorm,
        gradientNorm,
        0.0,
        0,
        0,
        null,
        null,
        null,
        null,
        new double[0],
        new double[0],
        null);
  }
}
