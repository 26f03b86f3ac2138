package org.equisweep.training;

import java.util.OptionalInt;
import org.equisweep.problem.InvalidInput;

/**
 * What is recorded, and how often.
 *
 * @param every spacing of the rows, in epochs or steps
 * @param augmentedRisk how R^aug is evaluated
 * @param probe examples on which the equivariance error of the output is measured
 * @param distances steps between rows of distances alone, besides the others, in phases that are
 *     not equivariant; empty for none
 */
public record RecordSpec(
    int every, Unit unit, AugmentedRisk augmentedRisk, int probe, OptionalInt distances) {
  /** The most group elements that the probe's examples are moved by. */
  public static final int PROBE_ELEMENTS = 64;

  public RecordSpec {
    if (every < 1) {
      throw InvalidInput.of("every must be at least 1", "got " + every, "give 1 epoch or 10 step");
    }
    if (probe < 1) {
      throw InvalidInput.of("probe must be at least 1", "got " + probe, "give 32");
    }
    if (distances.isPresent() && distances.getAsInt() < 1) {
      throw InvalidInput.of(
          "distances must be at least 1 step", "got " + distances.getAsInt(), "give 1 step");
    }
  }

  /** Without rows of distances alone. */
  public RecordSpec(int every, Unit unit, AugmentedRisk augmentedRisk, int probe) {
    this(every, unit, augmentedRisk, probe, OptionalInt.empty());
  }

  /** The unit of {@code every}. */
  public enum Unit {
    EPOCH,
    STEP
  }

  /** How R^aug is evaluated. */
  public sealed interface AugmentedRisk {
    /** Not at all: the column is null. */
    record None() implements AugmentedRisk {}

    /** Over all of G; refused above 10⁶ elements. */
    record Exact() implements AugmentedRisk {}

    /** Over fixed uniform draws, one per example and sample, keyed by the seed. */
    record Samples(int samples) implements AugmentedRisk {
      public Samples {
        if (samples < 1) {
          throw InvalidInput.of("samples must be at least 1", "got " + samples, "give 100");
        }
      }
    }
  }
}
