package org.equisweep.training;

import java.util.List;
import org.equisweep.network.Coefficients;

/**
 * How a gradient g moves the coefficients c: PyTorch's formulas, with η the learning rate. One
 * object per lane and phase, so that any state is fresh in each phase and belongs to one trial.
 */
sealed interface Optimiser extends AutoCloseable permits GradientDescent, Momentum, Adam {
  /** One for a phase that starts at {@code point}. */
  static Optimiser of(PhaseSpec phase, Point point) {
    double rate = phase.learningRate();
    double decay = phase.weightDecay().orElse(0);
    OptimiserSpec spec = phase.optimiser();
    if (spec instanceof OptimiserSpec.Momentum momentum) {
      return new Momentum(rate, decay, momentum, point.newDirection());
    }
    return spec instanceof OptimiserSpec.Adam adam
        ? new Adam(rate, decay, adam, point.newDirection(), point.newDirection())
        : new GradientDescent(rate, decay);
  }

  /** Moves {@code coefficients} against {@code gradient}, which stays. Allocates nothing. */
  void step(Coefficients coefficients, Coefficients gradient);

  /** What it remembers of past gradients; its own. */
  List<Coefficients> memory();

  /** Goes on as after {@code steps} steps that left {@link #memory} as it now is. */
  void resume(long steps);

  @Override
  default void close() {
    memory().forEach(Coefficients::close);
  }
}
