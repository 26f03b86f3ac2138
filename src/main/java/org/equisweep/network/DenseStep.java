package org.equisweep.network;

import org.equisweep.tensor.Tensor;

/**
 * {@link LinearForm#DENSE}: the coefficients lie as the matrix. Entries outside a mask are zeros
 * that are stored; their gradient is set to zero, so that they stay so.
 *
 * @param zeros the runs of entries outside the mask; empty for a full layer
 */
record DenseStep(LinearLayer layer, ZeroRuns zeros) implements PlainStep {
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
    long at = w.coefficientOffset(layer.index());
    if (w.wantsGradient()) {
      Tensor gradient = w.gradient();
      layer.matrixGradient(w, w.tensor(layer.in()), w.offset(layer.in()), 1, gradient, at);
      zeros.clear(gradient, at);
    }
    if (layer.wantsInputGradient()) {
      layer.inputGradient(w, w.coefficients(), at, w.gradientOffset(layer.in()));
    }
  }

  @Override
  public void tangentForward(Workspace w) {
    layer.multiplyTangent(
        w,
        w.coefficients(),
        w.direction(),
        w.coefficientOffset(layer.index()),
        w.tensor(layer.in()),
        w.offset(layer.in()));
  }

  @Override
  public void tangentBackward(Workspace w) {
    Tensor product = w.product();
    long at = w.coefficientOffset(layer.index());
    layer.matrixGradientTangent(w, w.tensor(layer.in()), w.offset(layer.in()), 1, product, at);
    zeros.clear(product, at);
    if (layer.wantsInputGradient()) {
      layer.inputGradientTangent(
          w, w.coefficients(), w.direction(), at, w.gradientOffset(layer.in()));
    }
  }
}
