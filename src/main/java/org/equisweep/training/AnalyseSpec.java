package org.equisweep.training;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * How the stability of a trial's end point is judged.
 *
 * @param polish the gradient norm to descend to within 𝓔 before judging; empty for no polishing
 * @param eigenvalues of each space that are found where not all are; empty for {@value
 *     #EIGENVALUES}
 * @param samples draws of R^aug's estimator where G is too large to be listed and none is recorded;
 *     empty for {@value #SAMPLES}
 * @param escape whether the escape test is made
 * @param every spacing of the states on the way whose lowest eigenvalues are found, too; null for
 *     none
 * @param density random vectors from which the spectral density of each space is estimated; empty
 *     for none
 */
public record AnalyseSpec(
    OptionalDouble polish,
    OptionalInt eigenvalues,
    OptionalInt samples,
    boolean escape,
    @Nullable Every every,
    OptionalInt density) {
  public static final int EIGENVALUES = 6;
  public static final int SAMPLES = 25;
  private static final double TOLERANCE = 1e-8;

  public AnalyseSpec {
    if (polish.isPresent() && !(polish.getAsDouble() > 0 && polish.getAsDouble() < 1)) {
      throw InvalidInput.of(
          "polish must be a gradient norm in (0, 1)", "got " + polish.getAsDouble(), "give 1e-8");
    }
    requirePositive("eigenvalues", eigenvalues);
    requirePositive("samples", samples);
    requirePositive("density", density);
  }

  /** Without a spectral density. */
  public AnalyseSpec(
      OptionalDouble polish,
      OptionalInt eigenvalues,
      OptionalInt samples,
      boolean escape,
      @Nullable Every every) {
    this(polish, eigenvalues, samples, escape, every, OptionalInt.empty());
  }

  /** Of the end point alone. */
  public AnalyseSpec(
      OptionalDouble polish, OptionalInt eigenvalues, OptionalInt samples, boolean escape) {
    this(polish, eigenvalues, samples, escape, null);
  }

  /**
   * States of a phase after multiples of so many epochs or steps of it; of an integrated phase,
   * after multiples of so many rows.
   */
  public record Every(int count, RecordSpec.Unit unit) {
    public Every {
      if (count < 1) {
        throw InvalidInput.of(
            "every must be at least 1", "got " + count, "give 1 epoch, 10 step, or none");
      }
    }

    /** Whether the state after {@code k} steps of a phase is one of them. */
    boolean includes(long k, long stepsPerEpoch) {
      return k % (unit == RecordSpec.Unit.EPOCH ? count * stepsPerEpoch : count) == 0;
    }
  }

  /** What determines the spectra on the way; null where there are none. */
  @Nullable AnalyseSpec onTheWay() {
    return every == null
        ? null
        : new AnalyseSpec(OptionalDouble.empty(), eigenvalues, samples, false, every);
  }

  private static void requirePositive(String key, OptionalInt value) {
    if (value.isPresent() && value.getAsInt() < 1) {
      throw InvalidInput.of(
          key + " must be at least 1", "got " + value.getAsInt(), "leave it out for the default");
    }
  }

  /** The gradient norm above which a point is not stationary. */
  public double stationary() {
    return polish.orElse(TOLERANCE);
  }

  /** Eigenvalues of each space, where not all are found. */
  public int eigenvaluesOrDefault() {
    return eigenvalues.orElse(EIGENVALUES);
  }

  /** Draws where neither G is listed nor an estimator recorded. */
  public int samplesOrDefault() {
    return samples.orElse(SAMPLES);
  }
}
