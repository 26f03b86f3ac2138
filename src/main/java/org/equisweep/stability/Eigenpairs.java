package org.equisweep.stability;

/**
 * The lowest eigenvalues of a symmetric operator, and its highest.
 *
 * @param dimension of the space
 * @param values ascending, from the lowest on
 * @param vectors orthonormal, one for each value
 * @param residuals ‖Hv − λv‖₂ of each: within so much of λ lies an eigenvalue
 * @param highest the highest eigenvalue
 * @param norm ‖H‖₂, the largest |λ|
 * @param converged whether all residuals are as small as was asked for
 * @param products with the operator that were made
 */
@SuppressWarnings("ArrayRecordComponent") // a result, never compared
public record Eigenpairs(
    int dimension,
    double[] values,
    double[][] vectors,
    double[] residuals,
    double highest,
    double norm,
    boolean converged,
    int products) {
  /** How many are held. */
  public int size() {
    return values.length;
  }

  /** Whether all eigenvalues are held. */
  public boolean complete() {
    return values.length == dimension;
  }

  /** Of a space of dimension 0. */
  static Eigenpairs none() {
    return new Eigenpairs(0, new double[0], new double[0][], new double[0], 0, 0, true, 0);
  }
}
