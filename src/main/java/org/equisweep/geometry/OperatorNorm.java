package org.equisweep.geometry;

import org.equisweep.tensor.SymmetricEigen;

/** ‖N‖ of a matrix with few rows. */
final class OperatorNorm {
  private OperatorNorm() {}

  /**
   * max_j ‖Nᵀv_j‖ over the eigenvectors v_j of NNᵀ: the root of its largest eigenvalue, but right
   * to rounding also when N is rounding.
   *
   * @param rows K rows of equal length
   */
  static double of(double[][] rows) {
    int count = rows.length;
    SymmetricEigen eigen = SymmetricEigen.of(gram(rows), count);
    double norm = 0;
    for (int j = 0; j < count; j++) {
      norm = Math.max(norm, BlockedSum.norm(combine(eigen.vector(j), rows)));
    }
    return norm;
  }

  /** K×K matrix of the rows' inner products, row-major. */
  static double[] gram(double[][] rows) {
    int count = rows.length;
    double[] gram = new double[count * count];
    for (int k = 0; k < count; k++) {
      for (int l = 0; l <= k; l++) {
        gram[k * count + l] = BlockedSum.dot(rows[k], rows[l]);
        gram[l * count + k] = gram[k * count + l];
      }
    }
    return gram;
  }

  /** Σ_k v_k · row k. */
  static double[] combine(double[] v, double[][] rows) {
    double[] sum = new double[rows.length == 0 ? 0 : rows[0].length];
    for (int k = 0; k < rows.length; k++) {
      double factor = v[k];
      double[] row = rows[k];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += factor * row[i];
      }
    }
    return sum;
  }
}
