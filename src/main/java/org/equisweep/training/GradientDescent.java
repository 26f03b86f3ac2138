package org.equisweep.training;

import java.util.List;
import org.equisweep.network.Coefficients;

/**
 * c ← c − η(g + λc), plain gradient descent in coefficients (in layer space A ← A − η LLᵀ∇R).
 *
 * @param learningRate η
 * @param decay λ
 */
record GradientDescent(double learningRate, double decay) implements Optimiser {
  @Override
  public void step(Coefficients coefficients, Coefficients gradient) {
    if (decay != 0) {
      coefficients.scale(1 - learningRate * decay);
    }
    coefficients.axpy(-learningRate, gradient);
  }

  @Override
  public List<Coefficients> memory() {
    return List.of();
  }

  @Override
  public void resume(long steps) {}
}
