package org.equisweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.stability.JudgedTraining;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.training.Keep;
import org.equisweep.training.StabilityReport;
import org.equisweep.training.Strand;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.Verdict;
import org.junit.jupiter.api.Test;

/** What the shipped studies of stability find, from sweep file to verdict. */
class StabilityStudiesTest {
  private static final double RATE_TOLERANCE = 0.01;
  private static final double EIGENVALUE_TOLERANCE = 1e-8;

  /** With weak targets no minimum is left, with strong ones all are, at the predicted rate. */
  @Test
  void strongSignalsMakeEquivariantMinimaUnstable() {
    Sweep sweep = Sweep.load("jobs/stability/unstable-normal.yaml", List.of("seeds=0..0"));
    assertThat(sweep.cells()).hasSize(8);
    for (Cell cell : sweep.cells()) {
      boolean strong = String.valueOf(cell.axes().get("data.targets")).contains("strong");
      StabilityReport report = judged(cell);
      assertThat(report.verdict())
          .as(cell.group() + " " + cell.axes())
          .isEqualTo(strong ? Verdict.UNSTABLE_NORMAL : Verdict.STABLE);
      assertThat(report.indexTangent()).isZero();
      if (strong) {
        StabilityReport.EscapeRates escape = report.escape();
        assertThat(escape).isNotNull();
        assertThat(escape.observed())
            .isCloseTo(escape.predicted(), within(RATE_TOLERANCE * escape.predicted()));
        assertThat(report.destabilisingComponent()).isNotNull();
      } else {
        assertThat(report.escape()).isNull();
      }
    }
  }

  /** A penalty γ is γ more on N𝓔, nothing on T𝓔: −λ_min restores stability. */
  @Test
  void thePenaltyThatRestoresStabilityIsTheLowestEigenvalue() {
    Sweep sweep = Sweep.load("jobs/stability/phase-diagram.yaml", List.of("seeds=0..0"));
    Map<Object, Double> without = new HashMap<>();
    for (Cell cell : sweep.cells()) {
      if (penalty(cell) == 0) {
        without.put(cell.axes().get("data.targets"), judged(cell).smallestNormal());
      }
    }
    assertThat(without).hasSize(6);
    for (Cell cell : sweep.cells()) {
      StabilityReport report = judged(cell);
      double expected = without.get(cell.axes().get("data.targets")) + penalty(cell);
      assertThat(report.smallestNormal()).isCloseTo(expected, within(EIGENVALUE_TOLERANCE));
      assertThat(report.verdict())
          .isEqualTo(expected < 0 ? Verdict.UNSTABLE_NORMAL : Verdict.STABLE);
    }
  }

  private static double penalty(Cell cell) {
    return ((Number) cell.axes().get("phases.judged.penalty")).doubleValue();
  }

  private static StabilityReport judged(Cell cell) {
    TrialOutcome outcome =
        JudgedTraining.train(
                List.of(new Strand(cell.settings(), List.of(0L))),
                Duration.ZERO,
                new Keep(false, false))
            .get(0);
    assertThat(outcome.status()).isEqualTo(TrialOutcome.Status.BUDGET);
    StabilityReport report = outcome.stability();
    assertThat(report).isNotNull();
    return report;
  }
}
