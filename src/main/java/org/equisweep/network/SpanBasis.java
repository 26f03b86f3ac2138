package org.equisweep.network;

/**
 * Orthonormal columns Q ∈ ℝ^{d×r}: coordinates Qᵀv of vectors v of their span. Vectors are
 * stretches of arrays, so that a matrix is worked on row by row.
 */
sealed interface SpanBasis permits BlockBasis, MatrixBasis {
  /** d. */
  int dimension();

  /** r. */
  int rank();

  /** c = Qᵀv. */
  void coordinates(double[] v, double[] c);

  /** v += Qc. */
  void addCombination(double[] c, double[] v);
}
