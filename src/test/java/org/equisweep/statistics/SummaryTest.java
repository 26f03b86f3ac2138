package org.equisweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden values by NumPy 2 and SciPy 1.17: bench/reference/rank_statistics.py. */
class SummaryTest {
  private static final double ROUNDING = 1e-14;

  /** commons-math3 inverts the t distribution to this accuracy. */
  private static final double INVERSION = 1e-8;

  private static final double[] SKEWED = {0.5, 3.25, 1.0, 8.0, 2.0, 0.125, 5.5};

  @Test
  void quantilesAreNumPys() {
    Summary summary = Summary.of(SKEWED);
    assertThat(summary.count()).isEqualTo(7);
    assertThat(summary.lowerQuartile()).isEqualTo(0.75);
    assertThat(summary.median()).isEqualTo(2.0);
    assertThat(summary.upperQuartile()).isEqualTo(4.375);
    assertThat(summary.minimum()).isEqualTo(0.125);
    assertThat(summary.maximum()).isEqualTo(8.0);
  }

  @Test
  void meanAndItsIntervalAreNumPysAndStudents() {
    Summary summary = Summary.of(SKEWED);
    assertThat(summary.mean()).isCloseTo(2.9107142857142856, within(ROUNDING));
    assertThat(summary.standardDeviation()).isCloseTo(2.908960909230059, within(ROUNDING));
    assertThat(summary.meanLower()).isCloseTo(0.22037415678947303, within(INVERSION));
    assertThat(summary.meanUpper()).isCloseTo(5.601054414639098, within(INVERSION));
  }

  @Test
  void quantileRoundsAsNumPyDoes() {
    double[] sorted = {0.1, 0.2, 0.3, 0.7};
    assertThat(Summary.quantile(sorted, 0.25)).isEqualTo(0.17500000000000002);
    assertThat(Summary.quantile(sorted, 0.75)).isEqualTo(0.39999999999999997);
  }

  @Test
  void ofNothingIsNull() {
    Summary summary = Summary.of(new double[0]);
    assertThat(summary.count()).isZero();
    assertThat(summary.median()).isNull();
    assertThat(summary.mean()).isNull();
    assertThat(summary.meanLower()).isNull();
  }

  @Test
  void ofOneHasNoSpread() {
    Summary summary = Summary.of(new double[] {3});
    assertThat(summary.median()).isEqualTo(3);
    assertThat(summary.lowerQuartile()).isEqualTo(3);
    assertThat(summary.standardDeviation()).isNull();
    assertThat(summary.meanUpper()).isNull();
  }

  @Test
  void extremeValuesDoNotOverflow() {
    Summary summary = Summary.of(new double[] {1.5e308, 1.7e308, 1.6e308});
    assertThat(summary.mean()).isCloseTo(1.6e308, within(1e294));
    assertThat(summary.standardDeviation()).isCloseTo(1e307, within(1e293));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void orderDoesNotMatterToTheLastBit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.doubles(101).map(u -> Math.exp(20 * u)).toArray();
    double[] reversed = new double[values.length];
    Arrays.setAll(reversed, i -> values[values.length - 1 - i]);
    assertThat(Summary.of(reversed)).isEqualTo(Summary.of(values));
  }
}
