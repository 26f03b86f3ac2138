package org.equisweep.training;

import java.util.OptionalDouble;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * When a phase ends before its epochs do. Checked at recorded rows.
 *
 * @param convergedGradient {@code converged} once gradient_norm is below it
 * @param plateau {@code plateau} once the risk stands still; null for never
 */
public record StopSpec(OptionalDouble convergedGradient, @Nullable Plateau plateau) {
  /** A trial has diverged when ‖A‖ exceeds this times max(1, ‖A(0)‖), or anything is not finite. */
  public static final double DIVERGED_FACTOR = 1e6;

  public StopSpec {
    if (convergedGradient.isPresent() && !(convergedGradient.getAsDouble() > 0)) {
      throw InvalidInput.of(
          "converged.gradient must be above 0",
          "got " + convergedGradient.getAsDouble(),
          "give 1e-6");
    }
  }

  /** The objective's recorded risk fell by less than {@code relative} over {@code epochs}. */
  public record Plateau(double relative, int epochs) {
    public Plateau {
      if (!(relative > 0 && relative < 1) || epochs < 1) {
        throw InvalidInput.of(
            "plateau must have 0 < relative < 1 and epochs ≥ 1",
            "got relative " + relative + ", epochs " + epochs,
            "give {relative: 1e-6, epochs: 5}");
      }
    }
  }
}
