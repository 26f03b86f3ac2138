package org.equisweep.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecompositionTest {
  private static final double TOLERANCE = 1e-12;

  @ParameterizedTest(name = "n {0}")
  @ValueSource(ints = {1, 2, 3, 10, 33, 150})
  void aSymmetricMatrixIsTheSumOfItsEigenprojections(int n) {
    double[] a = symmetric(n);
    SymmetricEigen eigen = SymmetricEigen.of(a, n);
    double[] rebuilt = new double[n * n];
    for (int k = 0; k < n; k++) {
      double[] v = eigen.vector(k);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          rebuilt[i * n + j] += eigen.value(k) * v[i] * v[j];
        }
      }
    }
    assertThat(rebuilt).containsExactly(a, within(TOLERANCE * n));
    assertThat(eigen.values()).isSorted();
    assertThat(SymmetricEigen.values(a, n)).containsExactly(eigen.values(), within(TOLERANCE * n));
    assertOrthonormalRows(eigen.vectors(), n, n);
  }

  @Test
  void repeatedEigenvaluesStillHaveAnOrthonormalBasis() {
    int n = 20;
    double[] projector = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        projector[i * n + j] = (i == j ? 1 : 0) - 1.0 / n;
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(projector, n);
    assertThat(eigen.value(0)).isCloseTo(0, within(TOLERANCE));
    assertThat(eigen.value(1)).isCloseTo(1, within(TOLERANCE));
    assertThat(eigen.value(n - 1)).isCloseTo(1, within(TOLERANCE));
    assertOrthonormalRows(eigen.vectors(), n, n);
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"1, 1", "3, 7", "7, 3", "40, 40", "5, 60", "60, 5"})
  void aMatrixIsTheSumOfItsSingularTriples(int rows, int columns) {
    RandomStream random = RandomStream.of(3, "svd", rows);
    double[] a = new double[rows * columns];
    for (int i = 0; i < a.length; i++) {
      a[i] = random.nextNormal();
    }
    for (Svd svd : new Svd[] {Svd.of(a, rows, columns), Svd.withFullRightBasis(a, rows, columns)}) {
      double[] rebuilt = new double[rows * columns];
      for (int k = 0; k < Math.min(rows, columns); k++) {
        double[] u = svd.left(k);
        double[] v = svd.right(k);
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            rebuilt[i * columns + j] += svd.value(k) * u[i] * v[j];
          }
        }
      }
      assertThat(rebuilt).containsExactly(a, within(TOLERANCE * (rows + columns)));
      assertThat(svd.rank(TOLERANCE)).isEqualTo(Math.min(rows, columns));
    }
  }

  @Test
  void theFullRightBasisSpansTheNullSpace() {
    double[] a = {1, 1, 0, 0, 0, 0, 1, 1};
    Svd svd = Svd.withFullRightBasis(a, 2, 4);
    assertThat(svd.size()).isEqualTo(4);
    assertThat(svd.rank(TOLERANCE)).isEqualTo(2);
    double[] basis = new double[16];
    for (int k = 0; k < 4; k++) {
      System.arraycopy(svd.right(k), 0, basis, 4 * k, 4);
    }
    assertOrthonormalRows(basis, 4, 4);
    for (int k = 2; k < 4; k++) {
      double[] v = svd.right(k);
      assertThat(v[0] + v[1]).isCloseTo(0, within(TOLERANCE));
      assertThat(v[2] + v[3]).isCloseTo(0, within(TOLERANCE));
    }
  }

  @Test
  void emptyMatricesHaveEmptyDecompositions() {
    assertThat(SymmetricEigen.of(new double[0], 0).size()).isZero();
    assertThat(Svd.of(new double[0], 0, 5).size()).isZero();
  }

  @Test
  void aMatrixThatIsNotFiniteOrNotOfItsShapeIsRefused() {
    assertThatThrownBy(() -> SymmetricEigen.of(new double[] {1, 2, Double.NaN, 4}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(1, 0) is NaN");
    assertThatThrownBy(() -> Svd.of(new double[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2x3");
  }

  private static double[] symmetric(int n) {
    RandomStream random = RandomStream.of(5, "eigen", n);
    double[] a = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        a[i * n + j] = random.nextNormal();
        a[j * n + i] = a[i * n + j];
      }
    }
    return a;
  }

  private static void assertOrthonormalRows(double[] matrix, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        double product = 0;
        for (int l = 0; l < columns; l++) {
          product += matrix[i * columns + l] * matrix[j * columns + l];
        }
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(TOLERANCE * columns));
      }
    }
  }
}
