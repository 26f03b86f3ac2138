package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.equisweep.training.TrialOutcome.Status;
import org.junit.jupiter.api.Test;

class StopRuleTest {
  @Test
  void convergedOnceTheGradientIsBelowTheTolerance() {
    StopRule rule = new StopRule(new StopSpec(OptionalDouble.of(1e-3), null), 1);
    assertThat(rule.atRow(0, 1e-3, 1.0)).isEmpty();
    assertThat(rule.atRow(1, null, 1.0)).isEmpty();
    assertThat(rule.atRow(2, Double.NaN, 1.0)).isEmpty();
    assertThat(rule.atRow(3, 9e-4, 1.0)).contains(Status.CONVERGED);
  }

  @Test
  void plateauOnceTheRiskFellTooLittleOverTheEpochs() {
    StopRule rule = plateau(0.1, 2, 5);
    assertThat(rule.atRow(0, null, 100.0)).isEmpty();
    assertThat(rule.atRow(5, null, 99.0)).isEmpty();
    assertThat(rule.atRow(10, null, 80.0)).as("fell by 20 % over two epochs").isEmpty();
    assertThat(rule.atRow(15, null, 70.0)).isEmpty();
    assertThat(rule.atRow(20, null, 72.5)).as("fell by 9 %").contains(Status.PLATEAU);
  }

  @Test
  void aRisingRiskIsAPlateau() {
    StopRule rule = plateau(1e-6, 1, 1);
    assertThat(rule.atRow(0, null, 1.0)).isEmpty();
    assertThat(rule.atRow(1, null, 2.0)).contains(Status.PLATEAU);
  }

  @Test
  void thinnedRowsLookBackAtLeastTheEpochs() {
    StopRule rule = plateau(0.5, 3, 1);
    assertThat(rule.atRow(0, null, 100.0)).isEmpty();
    assertThat(rule.atRow(2, null, 90.0)).as("two epochs are too few").isEmpty();
    assertThat(rule.atRow(4, null, 40.0)).as("against row 0").isEmpty();
    assertThat(rule.atRow(6, null, 44.0)).as("against row 2: fell by 51 %").isEmpty();
    assertThat(rule.atRow(8, null, 30.0))
        .as("against row 4: fell by 25 %")
        .contains(Status.PLATEAU);
  }

  @Test
  void nothingStopsUnlessAskedFor() {
    StopRule rule = new StopRule(new StopSpec(OptionalDouble.empty(), null), 1);
    for (int k = 0; k < 10; k++) {
      assertThat(rule.atRow(k, 0.0, 1.0)).isEmpty();
    }
  }

  private static StopRule plateau(double relative, int epochs, long stepsPerEpoch) {
    return new StopRule(
        new StopSpec(OptionalDouble.empty(), new StopSpec.Plateau(relative, epochs)),
        stepsPerEpoch);
  }
}
