package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eigenpairs against known spectra: QΛQᵀ with Q a product of reflections. */
class EigenSolverTest {
  private static final double TOLERANCE = 1e-8;

  /** Symmetric with a given spectrum and eigenvectors far from unit vectors. */
  record Known(double[] spectrum, double[][] reflections) implements SymmetricOperator {
    static Known of(double[] spectrum, long seed) {
      double[][] reflections = new double[3][];
      for (int k = 0; k < 3; k++) {
        reflections[k] =
            SplitCoordinatesTest.normal(
                spectrum.length, RandomStream.of(seed, "test/reflection", k));
        Vectors.scale(Math.sqrt(2) / Vectors.norm(reflections[k]), reflections[k], reflections[k]);
      }
      return new Known(spectrum, reflections);
    }

    @Override
    public int dimension() {
      return spectrum.length;
    }

    @Override
    public void apply(double[] x, double[] y) {
      System.arraycopy(x, 0, y, 0, x.length);
      for (int k = 0; k < 3; k++) {
        Vectors.add(-Vectors.dot(reflections[k], y), reflections[k], y);
      }
      for (int i = 0; i < y.length; i++) {
        y[i] *= spectrum[i];
      }
      for (int k = 2; k >= 0; k--) {
        Vectors.add(-Vectors.dot(reflections[k], y), reflections[k], y);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void allEigenvaluesOfSmallOperators(long seed) {
    double[] spectrum = SplitCoordinatesTest.normal(150, RandomStream.of(seed, "test/spectrum", 0));
    Eigenpairs pairs = new EigenSolver(6).lowest(Known.of(spectrum, seed));
    double[] expected = spectrum.clone();
    Arrays.sort(expected);
    assertThat(pairs.complete()).isTrue();
    assertThat(pairs.values()).containsExactly(expected, within(1e-12));
    assertPairs(Known.of(spectrum, seed), pairs, 1e-12);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theLowestOfLargeOnes(long seed) {
    double[] spectrum =
        SplitCoordinatesTest.normal(3000, RandomStream.of(seed, "test/spectrum", 0));
    Known operator = Known.of(spectrum, seed);
    Eigenpairs pairs = new EigenSolver(6).lowest(operator);
    double[] expected = spectrum.clone();
    Arrays.sort(expected);
    assertThat(pairs.converged()).isTrue();
    assertThat(pairs.values()).containsExactly(Arrays.copyOf(expected, 6), within(TOLERANCE));
    assertThat(pairs.highest()).isCloseTo(expected[2999], within(1e-4 * pairs.norm()));
    assertPairs(operator, pairs, TOLERANCE);
  }

  /** Nine copies of the lowest: more than a block has vectors. */
  @Test
  void multipleEigenvaluesComeWithTheirMultiplicity() {
    double[] spectrum = SplitCoordinatesTest.normal(2500, RandomStream.of(1, "test/spectrum", 0));
    for (int i = 0; i < spectrum.length; i++) {
      spectrum[i] = Math.abs(spectrum[i]);
    }
    for (int i = 0; i < 9; i++) {
      spectrum[100 * i] = -1;
    }
    spectrum[7] = -0.5;
    Known operator = Known.of(spectrum, 5);
    Eigenpairs pairs = new EigenSolver(10).lowest(operator);
    double[] expected = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -0.5};
    assertThat(pairs.values()).containsExactly(expected, within(TOLERANCE));
    assertPairs(operator, pairs, TOLERANCE);
  }

  /** Most of the space is flat, as with data that span little of it. */
  @Test
  void aLargeNullSpaceIsNoHindrance() {
    double[] spectrum = new double[4000];
    for (int i = 0; i < 50; i++) {
      spectrum[71 * i] = i - 1.5;
    }
    Known operator = Known.of(spectrum, 5);
    Eigenpairs pairs = new EigenSolver(6).lowest(operator);
    assertThat(pairs.values()).containsExactly(new double[] {-1.5, -0.5, 0, 0, 0, 0}, within(1e-7));
    assertPairs(operator, pairs, 1e-6);
  }

  @Test
  void withinASubspace() {
    double[] spectrum = SplitCoordinatesTest.normal(2100, RandomStream.of(4, "test/spectrum", 0));
    SymmetricOperator diagonal = new Known(spectrum, new double[3][2100]);
    Subspace half =
        new Subspace() {
          @Override
          public int dimension() {
            return 1050;
          }

          @Override
          public void project(double[] x) {
            for (int i = 1; i < x.length; i += 2) {
              x[i] = 0;
            }
          }
        };
    double[] expected = new double[1050];
    for (int i = 0; i < 1050; i++) {
      expected[i] = spectrum[2 * i];
    }
    Arrays.sort(expected);
    Eigenpairs pairs = new BlockLanczos(diagonal, half, new EigenSolver(4)).lowest();
    assertThat(pairs.values()).containsExactly(Arrays.copyOf(expected, 4), within(TOLERANCE));
  }

  @Test
  void theSameBitsEveryTime() {
    double[] spectrum = SplitCoordinatesTest.normal(2200, RandomStream.of(4, "test/spectrum", 0));
    Eigenpairs first = new EigenSolver(4).lowest(Known.of(spectrum, 1));
    Eigenpairs second = new EigenSolver(4).lowest(Known.of(spectrum, 1));
    assertThat(second.values()).isEqualTo(first.values());
    assertThat(second.vectors()).isDeepEqualTo(first.vectors());
  }

  private static void assertPairs(SymmetricOperator operator, Eigenpairs pairs, double tolerance) {
    for (int k = 0; k < pairs.size(); k++) {
      double[] v = pairs.vectors()[k];
      double[] hv = new double[v.length];
      operator.apply(v, hv);
      Vectors.add(-pairs.values()[k], v, hv);
      double residual = Vectors.norm(hv);
      assertThat(residual).isLessThan(tolerance * pairs.norm());
      assertThat(pairs.residuals()[k]).isCloseTo(residual, within(1e-11 * pairs.norm()));
      for (int j = 0; j <= k; j++) {
        assertThat(Vectors.dot(v, pairs.vectors()[j])).isCloseTo(j == k ? 1 : 0, within(1e-10));
      }
    }
  }
}
