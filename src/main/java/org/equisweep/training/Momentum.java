package org.equisweep.training;

import java.util.List;
import org.equisweep.network.Coefficients;

/**
 * v ← μv + d, then c ← c − ηv, with the decayed gradient d = g + λc and v = 0 before the first
 * step; with Nesterov's look-ahead c ← c − η(d + μv).
 */
final class Momentum implements Optimiser {
  private final double learningRate;
  private final double decay;
  private final OptimiserSpec.Momentum spec;
  private final Coefficients velocity;

  /** Takes over {@code velocity}, which must be zero. */
  Momentum(double learningRate, double decay, OptimiserSpec.Momentum spec, Coefficients velocity) {
    this.learningRate = learningRate;
    this.decay = decay;
    this.spec = spec;
    this.velocity = velocity;
  }

  @Override
  public void step(Coefficients coefficients, Coefficients gradient) {
    velocity.scale(spec.momentum());
    velocity.axpy(1, gradient);
    if (decay != 0) {
      velocity.axpy(decay, coefficients);
    }
    if (!spec.nesterov()) {
      coefficients.axpy(-learningRate, velocity);
      return;
    }
    if (decay != 0) {
      coefficients.scale(1 - learningRate * decay);
    }
    coefficients.axpy(-learningRate, gradient);
    coefficients.axpy(-learningRate * spec.momentum(), velocity);
  }

  @Override
  public List<Coefficients> memory() {
    return List.of(velocity);
  }

  @Override
  public void resume(long steps) {}
}
