package org.equisweep.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BlasTest {
  private static final double DOUBLE_TOLERANCE = 1e-13;
  private static final double FLOAT_TOLERANCE = 1e-5;

  @ParameterizedTest(name = "{0}x{1}x{2} transposed {3} {4} alpha {5} beta {6}")
  @CsvSource({
    "1, 1, 1, false, false, 1, 0",
    "3, 5, 7, false, false, 1, 0",
    "3, 5, 7, true, false, -2, 1",
    "3, 5, 7, false, true, 0.5, 0.25",
    "3, 5, 7, true, true, 1, 1",
    "65, 33, 129, true, false, 1, 0",
    "64, 200, 100, false, false, 1, 0",
    "4, 4, 0, false, false, 1, 0.5",
    "0, 4, 4, false, false, 1, 0",
    "4, 0, 4, false, true, 1, 0",
  })
  void productsAgreeWithTheDefinition(
      int m, int n, int k, boolean transposeA, boolean transposeB, double alpha, double beta) {
    for (Precision precision : Precision.values()) {
      RandomStream random = RandomStream.of(7, "gemm", m);
      int rowsA = transposeA ? k : m;
      int rowsB = transposeB ? n : k;
      int lda = (transposeA ? m : k) + 3;
      int ldb = (transposeB ? k : n) + 1;
      int ldc = n + 2;
      try (Tensor a = random(precision, 5 + rowsA * lda, random);
          Tensor b = random(precision, 6 + rowsB * ldb, random);
          Tensor c = random(precision, 7 + m * ldc, random)) {
        double[] before = TensorTest.read(c);
        Blas.gemm(transposeA, transposeB, m, n, k, alpha, a, 5, lda, b, 6, ldb, beta, c, 7, ldc);
        double tolerance = precision == Precision.FLOAT ? FLOAT_TOLERANCE : DOUBLE_TOLERANCE;
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < ldc; j++) {
            double expected = before[7 + i * ldc + j];
            if (j < n) {
              expected *= beta;
              for (int l = 0; l < k; l++) {
                expected +=
                    alpha
                        * a.get(5 + (transposeA ? l * lda + i : i * lda + l))
                        * b.get(6 + (transposeB ? j * ldb + l : l * ldb + j));
              }
            }
            assertThat(c.get(7 + i * ldc + j)).isCloseTo(expected, within(tolerance * (k + 1)));
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"1, 1", "3, 5", "46, 200", "200, 64", "17, 0", "0, 4"})
  void transposingSwapsRowsAndColumns(int rows, int columns) {
    for (Precision precision : Precision.values()) {
      RandomStream random = RandomStream.of(8, "transpose", rows);
      int lda = columns + 3;
      int ldb = rows + 2;
      try (Tensor a = random(precision, 5 + rows * lda, random);
          Tensor b = random(precision, 7 + columns * ldb, random)) {
        double[] before = TensorTest.read(b);
        Blas.transpose(rows, columns, a, 5, lda, b, 7, ldb);
        for (int i = 0; i < before.length; i++) {
          int column = (i - 7) / ldb;
          int row = (i - 7) % ldb;
          boolean inside = i >= 7 && row < rows;
          assertThat(b.get(i)).isEqualTo(inside ? a.get(5 + row * lda + column) : before[i]);
        }
        assertThatThrownBy(() -> Blas.transpose(rows + 1, columns + 1, a, 5, lda, b, 7, ldb + 1))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void betaZeroIgnoresWhatWasThere(Precision precision) {
    try (Tensor a = Tensor.of(precision, 2);
        Tensor c = Tensor.of(precision, Double.NaN)) {
      Blas.gemm(false, false, 1, 1, 1, 1, a, 0, 1, a, 0, 1, 0, c, 0, 1);
      assertThat(c.get(0)).isEqualTo(4);
    }
  }

  @Test
  void aMatrixOutsideItsTensorIsRefused() {
    try (Tensor small = Tensor.zeros(Precision.DOUBLE, 11);
        Tensor large = Tensor.zeros(Precision.DOUBLE, 12)) {
      assertThatThrownBy(() -> product(small, 0, large, 0, large, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> product(large, 0, large, 2, large, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> product(large, 0, large, 0, large, -1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> product(large, Long.MAX_VALUE, large, 0, large, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void mixedPrecisionsAndShortLeadingDimensionsAreRefused() {
    try (Tensor doubles = Tensor.zeros(Precision.DOUBLE, 12);
        Tensor floats = Tensor.zeros(Precision.FLOAT, 12)) {
      assertThatThrownBy(() -> product(doubles, 0, floats, 0, doubles, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("one precision");
      assertThatThrownBy(
              () ->
                  Blas.gemm(
                      false, false, 3, 3, 3, 1, doubles, 0, 2, doubles, 0, 3, 0, doubles, 0, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("leading dimension of A");
      assertThatThrownBy(
              () ->
                  Blas.gemm(
                      false, false, -1, 3, 3, 1, doubles, 0, 3, doubles, 0, 3, 0, doubles, 0, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("-1");
    }
  }

  /** A and C are 4×3 and need 12 elements, B is 3×3 with leading dimension 4 and needs 11. */
  private static void product(Tensor a, long ao, Tensor b, long bo, Tensor c, long co) {
    Blas.gemm(false, false, 4, 3, 3, 1, a, ao, 3, b, bo, 4, 0, c, co, 3);
  }

  private static Tensor random(Precision precision, int length, RandomStream random) {
    Tensor tensor = Tensor.zeros(precision, length);
    for (int i = 0; i < length; i++) {
      tensor.set(i, random.nextNormal());
    }
    return tensor;
  }
}
