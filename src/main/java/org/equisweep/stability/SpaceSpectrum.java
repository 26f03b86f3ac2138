package org.equisweep.stability;

import org.jspecify.annotations.Nullable;

/**
 * The low end of the Hessian compressed to T𝓔 or N𝓔, and how much of what is flat there is
 * explained.
 *
 * @param pairs the lowest eigenpairs, of the complement of the unexcited directions that are left
 *     out
 * @param errors of each eigenvalue: its residual, and the sampling error of the Hessian
 * @param explained dimension of the flat directions that have a reason
 * @param unexcited how many of these the pairs leave out, all of eigenvalue 0
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never compared
record SpaceSpectrum(Eigenpairs pairs, double[] errors, int explained, int unexcited) {

  /** Eigenvalues below −zero. */
  int negative(double threshold) {
    int count = 0;
    for (int k = 0; k < pairs.size(); k++) {
      if (pairs.values()[k] < -zero(k, threshold)) {
        count++;
      }
    }
    return count;
  }

  /** Eigenvalues within ±zero that nothing explains. */
  int unexplained(double threshold) {
    int count = 0;
    for (int k = 0; k < pairs.size(); k++) {
      if (Math.abs(pairs.values()[k]) <= zero(k, threshold)) {
        count++;
      }
    }
    return Math.max(0, count - (explained - unexcited));
  }

  private double zero(int k, double threshold) {
    return Math.max(threshold, errors[k]);
  }

  /** The smallest of all, flat directions included; null in a space of dimension 0. */
  @Nullable Double smallest() {
    if (pairs.size() == 0) {
      return unexcited > 0 ? 0.0 : null;
    }
    return unexcited > 0 ? Math.min(0, pairs.values()[0]) : pairs.values()[0];
  }

  double largestError() {
    double largest = 0;
    for (double error : errors) {
      largest = Math.max(largest, error);
    }
    return largest;
  }
}
