package org.equisweep.training;

import org.equisweep.network.Coefficients;

/**
 * How a gradient moves the coefficients. One object per lane and phase, so that any state is fresh
 * in each phase and belongs to one trial.
 */
sealed interface Optimiser permits GradientDescent {
  static Optimiser of(PhaseSpec phase) {
    return new GradientDescent(phase.learningRate());
  }

  /** Moves {@code coefficients} against {@code gradient}, which is left as it is. */
  void step(Coefficients coefficients, Coefficients gradient);
}
