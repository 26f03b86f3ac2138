package org.equisweep.network;

import org.equisweep.tensor.Tensor;

/**
 * {@link LinearForm#DENSE}: the coefficients lie as the matrix. Entries outside a mask are zeros
 * that are stored; their gradient is set to zero, so that they stay so.
 *
 * @param zeros the runs of entries outside the mask; empty for a full layer
 */
record DenseStep(LinearLayer layer, ZeroRuns zeros) implements Step {
  @Override
  public void forward(Workspace w) {
    layer.multiply(
        w,
        w.coefficients(),
        w.coefficientOffset(layer.index()),
        w.tensor(layer.in()),
        w.offset(layer.in()));
  }

  @Override
  public void backward(Workspace w) {
    Tensor gradient = w.gradient();
    long at = w.coefficientOffset(layer.index());
    layer.matrixGradient(w, w.tensor(layer.in()), w.offset(layer.in()), 1, gradient, at);
    zeros.clear(gradient, at);
    if (layer.wantsInputGradient()) {
      layer.inputGradient(w, w.coefficients(), at, w.gradientOffset(layer.in()));
    }
  }
}
