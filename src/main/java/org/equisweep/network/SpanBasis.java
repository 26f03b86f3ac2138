package org.equisweep.network;

/**
 * Orthonormal columns Q ∈ ℝ^{d×r}: coordinates Qᵀv of vectors v of their span. A vector may lie
 * anywhere in an array: entry j at {@code first + places[j]}.
 */
sealed interface SpanBasis permits BlockBasis, MatrixBasis {
  /** d. */
  int dimension();

  /** r. */
  int rank();

  /** c = Qᵀv. */
  void coordinates(double[] v, int first, int[] places, double[] c);

  /** v += Qc, c being {@code c[at]} … {@code c[at + r − 1]}. */
  void addCombination(double[] c, int at, double[] v, int first, int[] places);
}
