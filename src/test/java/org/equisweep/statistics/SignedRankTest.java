package org.equisweep.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden values by NumPy 2 and SciPy 1.17: bench/reference/rank_statistics.py. */
class SignedRankTest {
  private static final double ROUNDING = 1e-13;

  @Test
  void exactWhereDistinct() {
    SignedRank test = SignedRank.of(new double[] {1.5, -0.5, 2.25, 3.0, -1.0, 4.5, 0.75, 5.25});
    assertThat(test.pairs()).isEqualTo(8);
    assertThat(test.method()).isEqualTo("exact");
    assertThat(test.pValue()).isEqualTo(0.0546875);
    assertThat(test.medianDifference()).isEqualTo(1.875);
    assertThat(test.hodgesLehmann()).isEqualTo(1.9375);
  }

  @Test
  void allThirtyAboveIsTwoSignPatternsOfAll() {
    SignedRank test = SignedRank.of(IntStream.rangeClosed(1, 30).asDoubleStream().toArray());
    assertThat(test.pValue()).isEqualTo(Math.pow(2, -29));
  }

  @Test
  void tiesAndZerosTakeTheNormalApproximation() {
    SignedRank test =
        SignedRank.of(new double[] {1.0, 1.0, -1.0, 2.0, 0.0, 3.0, 3.0, -2.0, 4.0, 0.0});
    assertThat(test.pairs()).isEqualTo(10);
    assertThat(test.method()).isEqualTo("normal");
    assertThat(test.pValue()).isCloseTo(0.10474021664717921, within(ROUNDING));
    assertThat(test.hodgesLehmann()).isEqualTo(1.0);
  }

  @Test
  void manyPairsTakeTheNormalApproximation() {
    double[] differences =
        IntStream.range(0, 80).mapToDouble(k -> ((37 * k) % 101 - 30) / 8.0 + k / 1024.0).toArray();
    SignedRank test = SignedRank.of(differences);
    assertThat(test.method()).isEqualTo("normal");
    assertThat(test.pValue() / 7.99950499066361e-07).isCloseTo(1, within(1e-11));
    assertThat(test.medianDifference()).isEqualTo(2.466796875);
    assertThat(test.hodgesLehmann()).isEqualTo(2.539306640625);
  }

  @Test
  void noDifferenceIsNoEvidence() {
    SignedRank test = SignedRank.of(new double[] {0, 0, 0});
    assertThat(test.pValue()).isEqualTo(1);
    assertThat(test.hodgesLehmann()).isZero();
  }

  @Test
  void noPairsHaveNoTest() {
    assertThat(SignedRank.of(new double[0])).isEqualTo(new SignedRank(0, null, null, null, null));
  }

  @ParameterizedTest(name = "n = {0}")
  @ValueSource(ints = {1, 2, 3, 8, 13})
  void exactAgreesWithAllSignPatterns(int n) {
    double[] differences =
        new SplittableRandom(n).doubles(n).map(u -> u * u * u * 3 - 0.7).toArray();
    double[] magnitudes = Arrays.stream(differences).map(Math::abs).sorted().toArray();
    int observed = 0;
    for (double difference : differences) {
      if (difference > 0) {
        observed += Arrays.binarySearch(magnitudes, difference) + 1;
      }
    }
    double centre = n * (n + 1) / 4.0;
    int extreme = 0;
    for (int signs = 0; signs < 1 << n; signs++) {
      int sum = 0;
      for (int rank = 1; rank <= n; rank++) {
        sum += (signs >> (rank - 1) & 1) * rank;
      }
      if (Math.abs(sum - centre) >= Math.abs(observed - centre)) {
        extreme++;
      }
    }
    assertThat(SignedRank.of(differences).pValue())
        .isCloseTo(extreme / Math.pow(2, n), within(ROUNDING));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void hodgesLehmannIsTheMedianOfTheWalshAverages(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 20 + (int) seed;
    double[] differences = random.doubles(n).map(u -> Math.round(64 * (u - 0.4)) / 64.0).toArray();
    double[] averages = new double[n * (n + 1) / 2];
    for (int i = 0, k = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        averages[k++] = (differences[i] + differences[j]) / 2;
      }
    }
    Arrays.sort(averages);
    assertThat(SignedRank.of(differences).hodgesLehmann())
        .isEqualTo(Summary.quantile(averages, 0.5));
  }

  @Test
  void changesSignWithItsDifferences() {
    double[] differences = {0.25, -3, 1.5, 7, -0.125};
    SignedRank test = SignedRank.of(differences);
    SignedRank opposite = SignedRank.of(Arrays.stream(differences).map(d -> -d).toArray());
    assertThat(opposite.pValue()).isEqualTo(test.pValue());
    assertThat(opposite.hodgesLehmann()).isEqualTo(-test.hodgesLehmann());
  }
}
