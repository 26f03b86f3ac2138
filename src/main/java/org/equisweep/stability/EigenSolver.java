package org.equisweep.stability;

import org.equisweep.tensor.SymmetricEigen;
import org.jspecify.annotations.Nullable;

/**
 * Lowest eigenpairs of a symmetric operator: all of them by LAPACK below {@link #DENSE} dimensions,
 * else the lowest few by {@link BlockLanczos}.
 *
 * @param count how many of the lowest are wanted where not all are found
 * @param tolerance of residuals, relative to ‖H‖
 * @param mostProducts with the operator; results beyond it are marked as not converged
 */
public record EigenSolver(int count, double tolerance, int mostProducts) {
  /** Below this dimension the matrix is assembled and all eigenvalues are found. */
  public static final int DENSE = 2000;

  private static final int COLUMNS = 64;

  public EigenSolver {
    if (count < 1 || !(tolerance > 0) || mostProducts < 1) {
      throw new IllegalArgumentException(
          "count, tolerance and products must be above 0, got %d, %s, %d"
              .formatted(count, tolerance, mostProducts));
    }
  }

  /** Residuals of 10⁻⁸‖H‖ within 20 000 products. */
  public EigenSolver(int count) {
    this(count, 1e-8, 20_000);
  }

  public Eigenpairs lowest(SymmetricOperator operator) {
    int n = operator.dimension();
    if (n == 0) {
      return Eigenpairs.none();
    }
    return n < DENSE ? dense(operator) : new BlockLanczos(operator, null, this).lowest();
  }

  /**
   * The same of T𝓔 or N𝓔.
   *
   * @param excited all but directions known to be flat, which are left out; null for none
   * @param parts the components of N𝓔, where the operator commutes with the group; else null
   */
  Eigenpairs lowest(
      Compression operator, @Nullable Subspace excited, @Nullable ComponentSolver parts) {
    if (excited == null && parts != null) {
      return parts.lowest(operator, this);
    }
    return excited == null || operator.dimension() < DENSE
        ? lowest(operator)
        : new BlockLanczos(operator, excited, this).lowest();
  }

  /** The matrix of an operator, row-major, made symmetric. */
  static double[] matrix(SymmetricOperator operator) {
    int n = operator.dimension();
    double[] matrix = new double[n * n];
    for (int from = 0; from < n; from += COLUMNS) {
      int count = Math.min(COLUMNS, n - from);
      double[][] x = new double[count][n];
      double[][] y = new double[count][n];
      for (int k = 0; k < count; k++) {
        x[k][from + k] = 1;
      }
      operator.applyAll(x, y);
      for (int k = 0; k < count; k++) {
        System.arraycopy(y[k], 0, matrix, (from + k) * n, n);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * (matrix[i * n + j] + matrix[j * n + i]);
        matrix[i * n + j] = mean;
        matrix[j * n + i] = mean;
      }
    }
    return matrix;
  }

  private static Eigenpairs dense(SymmetricOperator operator) {
    int n = operator.dimension();
    double[] matrix = matrix(operator);
    SymmetricEigen eigen = SymmetricEigen.of(matrix, n);
    double[][] vectors = new double[n][];
    double[] residuals = new double[n];
    for (int k = 0; k < n; k++) {
      vectors[k] = eigen.vector(k);
      residuals[k] = residual(matrix, vectors[k], eigen.value(k));
    }
    double norm = Math.max(Math.abs(eigen.value(0)), Math.abs(eigen.value(n - 1)));
    return new Eigenpairs(n, eigen.values(), vectors, residuals, eigen.value(n - 1), norm, true, n);
  }

  private static double residual(double[] matrix, double[] v, double value) {
    int n = v.length;
    double square = 0;
    for (int i = 0; i < n; i++) {
      double sum = -value * v[i];
      for (int j = 0; j < n; j++) {
        sum += matrix[i * n + j] * v[j];
      }
      square += sum * sum;
    }
    return Math.sqrt(square);
  }
}
