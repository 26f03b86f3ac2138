package org.equisweep.training;

import java.util.List;
import org.equisweep.network.Coefficients;
import org.equisweep.tensor.AdamStep;

/** Adam without amsgrad; {@link AdamStep} has its formulas. Both means are zero at first. */
final class Adam implements Optimiser {
  private final double learningRate;
  private final double decay;
  private final OptimiserSpec.Adam spec;
  private final Coefficients mean;
  private final Coefficients square;
  private long steps;

  /** Takes over {@code mean} and {@code square}, which must be zero. */
  Adam(
      double learningRate,
      double decay,
      OptimiserSpec.Adam spec,
      Coefficients mean,
      Coefficients square) {
    this.learningRate = learningRate;
    this.decay = decay;
    this.spec = spec;
    this.mean = mean;
    this.square = square;
  }

  @Override
  public void step(Coefficients coefficients, Coefficients gradient) {
    steps++;
    AdamStep step =
        new AdamStep(
            decay,
            spec.beta1(),
            spec.beta2(),
            spec.epsilon(),
            learningRate / (1 - StrictMath.pow(spec.beta1(), steps)),
            Math.sqrt(1 - StrictMath.pow(spec.beta2(), steps)));
    coefficients.adam(step, gradient, mean, square);
  }

  @Override
  public List<Coefficients> memory() {
    return List.of(mean, square);
  }

  @Override
  public void resume(long stepsTaken) {
    steps = stepsTaken;
  }
}
