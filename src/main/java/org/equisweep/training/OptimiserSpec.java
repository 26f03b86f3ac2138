package org.equisweep.training;

import org.equisweep.problem.InvalidInput;

/** How the gradient of a phase moves its coefficients; see {@link Optimiser} for the formulas. */
public sealed interface OptimiserSpec {
  /** Gradient descent. */
  record Sgd() implements OptimiserSpec {}

  /**
   * Descent along a velocity, v ← momentum·v + g.
   *
   * @param nesterov whether the gradient is looked up ahead: the step is g + momentum·v
   */
  record Momentum(double momentum, boolean nesterov) implements OptimiserSpec {
    public Momentum {
      requireFraction("momentum", momentum, "0.9");
    }
  }

  /** Steps scaled by running means of the gradient and of its square (arXiv:1412.6980). */
  record Adam(double beta1, double beta2, double epsilon) implements OptimiserSpec {
    public Adam {
      requireFraction("betas", beta1, "[0.9, 0.999]");
      requireFraction("betas", beta2, "[0.9, 0.999]");
      if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
        throw InvalidInput.of(
            "epsilon must be a finite number above 0", "got " + epsilon, "give 1e-8");
      }
    }
  }

  private static void requireFraction(String key, double value, String example) {
    if (!(value >= 0 && value < 1)) {
      throw InvalidInput.of(
          key + " must be at least 0 and below 1", "got " + value, "give " + example);
    }
  }
}
