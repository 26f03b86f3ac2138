package org.equisweep.stability;

/** A symmetric linear map of ℝⁿ, known by its products. Not thread-safe. */
public interface SymmetricOperator {
  /** n. */
  int dimension();

  /**
   * y = Hx.
   *
   * @param x of length n, unchanged
   * @param y of length n, another array
   */
  void apply(double[] x, double[] y);

  /**
   * Y = HX, column by column: y[k] = H x[k]. Operators that share work between vectors override
   * this; the bits are those of {@link #apply}.
   */
  default void applyAll(double[][] x, double[][] y) {
    for (int k = 0; k < x.length; k++) {
      apply(x[k], y[k]);
    }
  }
}
