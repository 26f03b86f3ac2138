package org.equisweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void areNumPysAndLeaveOutWhatIsNotThere() {
    Quantiles of = Quantiles.of(new double[] {0.5, 3.25, Double.NaN, 1.0, 8.0, 2.0, 0.125, 5.5});
    assertThat(of).isEqualTo(new Quantiles(7, 0.75, 2.0, 4.375, 8.0));
  }

  @Test
  void ofNothingAreNotNumbers() {
    assertThat(Quantiles.of(new double[] {Double.NaN}).count()).isZero();
    assertThat(Quantiles.of(new double[0]).median()).isNaN();
  }
}
