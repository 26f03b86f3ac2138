package org.equisweep.network;

import org.equisweep.tensor.Tensor;

/**
 * How one layer's coefficients lie off-heap, against the order of their parametrisation. What is
 * stored beyond the coefficients is zero.
 */
sealed interface CoefficientLayout
    permits PlainLayout, DenseLayout, MaskedLayout, OperatorsLastLayout, SpannedLayout {
  /** Number of coefficients. */
  int coefficients();

  /** Stored elements, at least as many. */
  int stored();

  /** From parametrisation order on the heap to storage at {@code offset}. */
  void write(double[] c, Tensor target, long offset);

  /** From storage to parametrisation order. */
  void read(Tensor source, long offset, double[] c);
}
