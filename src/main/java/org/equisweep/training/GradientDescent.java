package org.equisweep.training;

import org.equisweep.network.Coefficients;

/**
 * c ← c − η Lᵀ∇R, plain gradient descent in coefficients (in layer space A ← A − η LLᵀ∇R).
 *
 * @param learningRate η
 */
record GradientDescent(double learningRate) implements Optimiser {
  @Override
  public void step(Coefficients coefficients, Coefficients gradient) {
    coefficients.axpy(-learningRate, gradient);
  }
}
