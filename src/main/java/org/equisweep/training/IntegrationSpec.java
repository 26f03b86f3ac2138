package org.equisweep.training;

import java.util.OptionalDouble;
import org.equisweep.problem.InvalidInput;

/**
 * How a gradient flow is integrated in coefficient space.
 *
 * @param time how long
 * @param tolerance on the estimated error of a step, the Euclidean norm of coefficients (for a
 *     unitary parametrisation the Frobenius norm of layers)
 * @param method which integrator
 * @param rows recorded at even times after the first; each counts as a step and an epoch
 * @param untilDistance ends the phase when the distance to 𝓔 grows to it; empty for never
 */
public record IntegrationSpec(
    double time, double tolerance, Method method, int rows, OptionalDouble untilDistance) {
  public IntegrationSpec {
    requirePositive("time", time, "10");
    requirePositive("tolerance", tolerance, "1e-8");
    if (rows < 1 || rows > 1_000_000) {
      throw InvalidInput.of("rows must be 1..1000000", "got " + rows, "give 100");
    }
    if (untilDistance.isPresent()) {
      requirePositive("until_distance", untilDistance.getAsDouble(), "0.1");
    }
  }

  /** The integrators of {@link org.equisweep.flow}. */
  public enum Method {
    /** Explicit, of order 8. */
    DORMAND_PRINCE,
    /** Stabilised, of order 2: for long times after the fast directions have settled. */
    CHEBYSHEV
  }

  private static void requirePositive(String key, double value, String example) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw InvalidInput.of(
          key + " must be a finite number above 0", "got " + value, "give " + example);
    }
  }
}
