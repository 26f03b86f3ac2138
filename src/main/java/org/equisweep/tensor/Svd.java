package org.equisweep.tensor;

import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.openblas.global.openblas_full;

/**
 * A = Σ_k σ_k u_k v_kᵀ of a real m×n matrix, σ descending, u and v orthonormal. LAPACK's dgesdd
 * (divide and conquer), or dgesvd (QR iteration) where that does not converge, on one thread; each
 * σ is right to a small multiple of machine epsilon times σ_0.
 */
public final class Svd {
  private final int rows;
  private final int columns;
  private final int rank;
  private final double[] values;
  private final double[] left;
  private final double[] right;

  private Svd(int rows, int columns, int computedRows, double[] values, double[] left, double[] r) {
    this.rows = rows;
    this.columns = columns;
    this.rank = Math.min(computedRows, columns);
    this.values = values;
    this.left = left;
    this.right = r;
  }

  /**
   * The thin decomposition: r = min(m, n) singular values and vectors.
   *
   * @param matrix m×n row-major; unchanged
   * @throws IllegalArgumentException for a wrong length or an entry that is not finite
   * @throws ArithmeticException when LAPACK does not converge
   */
  public static Svd of(double[] matrix, int rows, int columns) {
    Lapack.checkMatrix(matrix, rows, columns);
    return decompose(matrix, rows, rows, columns);
  }

  /**
   * The same with a complete orthonormal basis of n right vectors, also where m &lt; n: those
   * beyond m have σ = 0 and span, with the others of σ = 0, the null space of A.
   */
  public static Svd withFullRightBasis(double[] matrix, int rows, int columns) {
    Lapack.checkMatrix(matrix, rows, columns);
    return rows >= columns
        ? decompose(matrix, rows, rows, columns)
        : decompose(
            Arrays.copyOf(matrix, Math.multiplyExact(columns, columns)), rows, columns, columns);
  }

  /** Number of singular values and vectors held. */
  public int size() {
    return rank;
  }

  /** σ_k, descending in k. */
  public double value(int k) {
    return values[k];
  }

  public double[] values() {
    return values.clone();
  }

  /** u_k, of length m. */
  public double[] left(int k) {
    Objects.checkIndex(k, Math.min(rows, columns));
    double[] vector = new double[rows];
    for (int i = 0; i < rows; i++) {
      vector[i] = left[i * rank + k];
    }
    return vector;
  }

  /** v_k, of length n. */
  public double[] right(int k) {
    Objects.checkIndex(k, rank);
    return Arrays.copyOfRange(right, k * columns, (k + 1) * columns);
  }

  /** Number of singular values above {@code tolerance·σ_0}. */
  public int rank(double tolerance) {
    int count = 0;
    while (count < rank && values[count] > tolerance * values[0]) {
      count++;
    }
    return count;
  }

  private static Svd decompose(double[] matrix, int rows, int computedRows, int columns) {
    int rank = Math.min(computedRows, columns);
    double[] values = new double[rank];
    double[] left = new double[Math.multiplyExact(computedRows, rank)];
    double[] right = new double[Math.multiplyExact(rank, columns)];
    if (rank > 0) {
      Numerics.initialise();
      // row-major A is column-major Aᵀ = V Σ Uᵀ, so left and right change places
      int code =
          openblas_full.LAPACKE_dgesdd(
              Lapack.COLUMN_MAJOR,
              (byte) 'S',
              columns,
              computedRows,
              matrix.clone(),
              columns,
              values,
              right,
              columns,
              left,
              rank);
      if (code > 0) {
        code =
            openblas_full.LAPACKE_dgesvd(
                Lapack.COLUMN_MAJOR,
                (byte) 'S',
                (byte) 'S',
                columns,
                computedRows,
                matrix.clone(),
                columns,
                values,
                right,
                columns,
                left,
                rank,
                new double[rank]);
      }
      if (code != 0) {
        throw Lapack.notConverged("dgesdd and dgesvd", rows, columns, code);
      }
    }
    return new Svd(rows, columns, computedRows, values, left, right);
  }
}
