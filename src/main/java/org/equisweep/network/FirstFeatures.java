package org.equisweep.network;

import org.equisweep.tensor.Tensor;

/**
 * The features φ of an input that the coefficients of layer 1 multiply, in double. Their order is
 * that of {@link MatrixOrder}'s columns.
 */
sealed interface FirstFeatures permits PlainFeatures, OperatorFeatures {
  /** ‖φ − QQᵀφ‖ may be so much of ‖φ‖ and φ still count as in the span. */
  double EXACT = 1e-12;

  /** Qᵀφ of each example, [example][r][position]. */
  Tensor evaluate(InputSpan.Inputs inputs, SpanBasis basis);

  /** Native memory that {@link #evaluate} takes for a while, beside its result. */
  long workBytes(int examples, int rank);

  /** Whether every column of φ is in the span of Q, to {@link #EXACT}. */
  boolean contains(InputSpan.Inputs inputs, SpanBasis basis);

  /** Whether what is left of a column of norm ‖φ‖ is nothing but rounding. */
  static boolean isRounding(double squaredResidual, double squaredNorm) {
    return squaredResidual <= EXACT * EXACT * squaredNorm;
  }
}
