package org.equisweep.network;

import org.equisweep.tensor.Tensor;

/**
 * How one layer's coefficients lie off-heap, against the order of their parametrisation. What is
 * stored beyond the coefficients is zero.
 */
sealed interface CoefficientLayout
    permits PlainLayout, DenseLayout, MaskedLayout, SpannedLayout, CoefficientLayout.OfFactors {
  /** Number of coefficients. */
  int coefficients();

  /** Stored elements, at least as many. */
  int stored();

  /** From parametrisation order on the heap to storage at {@code offset}. */
  void write(double[] c, Tensor target, long offset);

  /** From storage to parametrisation order. */
  void read(Tensor source, long offset, double[] c);

  /** Of Σ_k C_k ⊗ S_k. */
  sealed interface OfFactors extends CoefficientLayout
      permits OperatorsFirstLayout, OperatorsLastLayout {
    /**
     * C_l (+)= Σ_k M_lk C'_k, or with the transpose of M, for all channel pairs.
     *
     * @param matrix M, row-major K×K, from its first element on
     */
    void mix(
        Tensor matrix, boolean transposed, Tensor from, Tensor to, long offset, boolean accumulate);
  }
}
