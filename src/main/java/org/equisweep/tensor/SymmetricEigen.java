package org.equisweep.tensor;

import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.openblas.global.openblas_full;

/**
 * A = Σ_k λ_k v_k v_kᵀ of a real symmetric matrix, λ ascending, v orthonormal. LAPACK's dsyevd
 * (divide and conquer) on one thread, about 4/3·n³ to 4·n³ operations; each λ is right to a small
 * multiple of machine epsilon times ‖A‖.
 *
 * <p>Signs of eigenvectors, and the basis within a repeated eigenvalue, are whatever LAPACK gives.
 */
public final class SymmetricEigen {
  private final double[] values;
  private final double[] vectors;

  private SymmetricEigen(double[] values, double[] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /**
   * Eigenvalues and eigenvectors.
   *
   * @param matrix n×n row-major; only its lower triangle is read; unchanged
   * @throws IllegalArgumentException for a wrong length or an entry that is not finite
   * @throws ArithmeticException when LAPACK does not converge
   */
  public static SymmetricEigen of(double[] matrix, int n) {
    double[] vectors = matrix.clone();
    return new SymmetricEigen(decompose(matrix, vectors, n, (byte) 'V'), vectors);
  }

  /** The eigenvalues alone, ascending; see {@link #of}. */
  public static double[] values(double[] matrix, int n) {
    return decompose(matrix, matrix.clone(), n, (byte) 'N');
  }

  public int size() {
    return values.length;
  }

  /** λ_k, ascending in k. */
  public double value(int k) {
    return values[k];
  }

  /** All eigenvalues, ascending. */
  public double[] values() {
    return values.clone();
  }

  /** v_k, of norm 1. */
  public double[] vector(int k) {
    int n = values.length;
    Objects.checkIndex(k, n);
    return Arrays.copyOfRange(vectors, k * n, (k + 1) * n);
  }

  /** All eigenvectors: v_k is row k of the row-major n×n result. */
  public double[] vectors() {
    return vectors.clone();
  }

  private static double[] decompose(double[] matrix, double[] work, int n, byte job) {
    Lapack.checkMatrix(matrix, n, n);
    double[] values = new double[n];
    if (n == 0) {
      return values;
    }
    Numerics.initialise();
    // the row-major lower triangle is the column-major upper one, and columns become rows
    int code =
        openblas_full.LAPACKE_dsyevd(Lapack.COLUMN_MAJOR, job, (byte) 'U', n, work, n, values);
    if (code != 0) {
      throw Lapack.notConverged("dsyevd", n, n, code);
    }
    return values;
  }
}
