package org.equisweep.training;

import java.util.List;
import org.equisweep.network.Coefficients;
import org.equisweep.tensor.AdamStep;

/** Adam without amsgrad; {@link AdamStep} has its formulas. Both means are zero at first. */
final class Adam implements Optimiser {
  private final double learningRate;
  private final OptimiserSpec.Adam spec;
  private final AdamStep step;
  private final Coefficients mean;
  private final Coefficients square;

  /** β₁ᵗ and β₂ᵗ after t steps, by repeated products: {@code pow} allocates. */
  private double power1 = 1;

  private double power2 = 1;

  /** Takes over {@code mean} and {@code square}, which must be zero. */
  Adam(
      double learningRate,
      double decay,
      OptimiserSpec.Adam spec,
      Coefficients mean,
      Coefficients square) {
    this.learningRate = learningRate;
    this.spec = spec;
    this.step = new AdamStep(decay, spec.beta1(), spec.beta2(), spec.epsilon());
    this.mean = mean;
    this.square = square;
  }

  @Override
  public void step(Coefficients coefficients, Coefficients gradient) {
    advance();
    double stepSize = learningRate / (1 - power1);
    double rootCorrection = Math.sqrt(1 - power2);
    coefficients.adam(step, gradient, mean, square, stepSize, rootCorrection);
  }

  @Override
  public List<Coefficients> memory() {
    return List.of(mean, square);
  }

  @Override
  public void resume(long steps) {
    power1 = 1;
    power2 = 1;
    for (long t = 0; t < steps; t++) {
      advance();
    }
  }

  private void advance() {
    power1 *= spec.beta1();
    power2 *= spec.beta2();
  }
}
