package org.equisweep.network;

/**
 * One stage of a compiled plan. A step reads and writes the slots it was built with, in the
 * workspace of the call; it has no state of its own.
 */
sealed interface Step permits PlainStep, DensePairStep, OrbitPairStep, ShiftedStep {
  /** From the input's slot to the output's. */
  void forward(Workspace workspace);

  /**
   * From the gradient of the output to that of the input, unless nobody needs it; a linear layer
   * adds the gradient of its coefficients to the call's, where the call wants it.
   */
  void backward(Workspace workspace);
}
