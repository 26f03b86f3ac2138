package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quadratures against dense spectra. */
class SpectralDensityTest {
  private static final double ROUNDING = 1e-11;

  /** Of a sign vector's own measure, up to degree 2·steps − 1; one more is not. */
  @ParameterizedTest(name = "{0} steps")
  @ValueSource(ints = {1, 3, 6})
  void momentsAreExactToTheOrder(int steps) {
    double[] spectrum = normal(300);
    EigenSolverTest.Known operator = EigenSolverTest.Known.of(spectrum, 5);
    SpectralDensity density = SpectralDensity.of(operator, 1, steps);
    RandomStream stream = RandomStream.of(0, "density", 0);
    double[] v = new double[300];
    for (int i = 0; i < v.length; i++) {
      v[i] = (stream.nextInt(2) == 0 ? -1 : 1) / Math.sqrt(300);
    }
    double[] power = v.clone();
    for (int degree = 0; degree <= 2 * steps; degree++) {
      double expected = Vectors.dot(v, power);
      double error = Math.abs(density.moment(degree) - expected);
      if (degree < 2 * steps) {
        assertThat(error).as("degree %d", degree).isLessThan(ROUNDING * (1 + Math.abs(expected)));
      } else {
        assertThat(error).isGreaterThan(1e-3);
      }
      double[] next = new double[v.length];
      operator.apply(power, next);
      power = next;
    }
  }

  /**
   * A diagonal: the measure of a sign vector is the density itself, and trace and norm are exact.
   */
  @Test
  void signVectorsOfADiagonalSeeEveryEigenvalueAlike() {
    double[] spectrum = normal(200);
    SpectralDensity density =
        SpectralDensity.of(new EigenSolverTest.Known(spectrum, new double[3][200]), 2, 10);
    for (int power = 0; power < 20; power++) {
      int degree = power;
      double exact = Arrays.stream(spectrum).map(x -> Math.pow(x, degree)).average().orElseThrow();
      double size = Arrays.stream(spectrum).map(x -> Math.pow(Math.abs(x), degree)).sum();
      assertThat(density.moment(power)).isCloseTo(exact, within(ROUNDING * (1 + size)));
    }
  }

  /** Within 1/steps for the quadrature, and 2/√(n·vectors) for the sign vectors. */
  @ParameterizedTest(name = "{0} vectors")
  @ValueSource(ints = {1, 4, 16})
  void theCumulativeDensityIsWithinItsError(int vectors) {
    int n = 500;
    double[] spectrum = normal(n);
    SpectralDensity density =
        SpectralDensity.of(EigenSolverTest.Known.of(spectrum, 3), vectors, 40);
    double[] sorted = spectrum.clone();
    Arrays.sort(sorted);
    double worst = 0;
    for (int k = 0; k < n; k++) {
      double exact = (k + 0.5) / n;
      worst = Math.max(worst, Math.abs(density.cumulative(sorted[k]) - exact));
    }
    assertThat(worst).isLessThan(1.0 / 40 + 2 / Math.sqrt((double) n * vectors));
    assertThat(Arrays.stream(density.weights()).sum()).isCloseTo(1, within(ROUNDING));
    assertThat(density.values()).isSorted();
  }

  /** Where the Krylov space ends: flats with their share, nothing made up. */
  @Test
  void fewDistinctEigenvaluesAreFoundWithTheirShares() {
    double[] spectrum = IntStream.range(0, 400).mapToDouble(i -> i % 4 == 0 ? 2 : 0).toArray();
    SpectralDensity density =
        SpectralDensity.of(new EigenSolverTest.Known(spectrum, new double[3][400]), 3, 40);
    assertThat(density.values()).hasSize(6);
    assertThat(density.cumulative(1)).isCloseTo(0.75, within(ROUNDING));
    assertThat(density.values()[5]).isCloseTo(2, within(ROUNDING));
    assertThat(density.residuals()).containsOnly(0);
  }

  @Test
  void theSameBitsEveryTimeAndNothingOfNothing() {
    EigenSolverTest.Known operator = EigenSolverTest.Known.of(normal(100), 3);
    assertThat(SpectralDensity.of(operator, 2).values())
        .isEqualTo(SpectralDensity.of(operator, 2).values());
    assertThat(SpectralDensity.of(operator, 3).values()).hasSize(3 * SpectralDensity.STEPS);
    assertThat(SpectralDensity.of(EigenSolverTest.Known.of(new double[0], 3), 2).values())
        .isEmpty();
    assertThatThrownBy(() -> SpectralDensity.of(operator, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double[] normal(int n) {
    return SplitCoordinatesTest.normal(n, RandomStream.of(4, "test/spectrum", 0));
  }
}
