package org.equisweep.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one trial.
 *
 * @param reason why it failed, timed out or diverged; null otherwise
 * @param convergenceRate fitted slope of log(gradient_norm) per step over the last phase's second
 *     half, and its standard error; null where it cannot be fitted
 * @param rows every recorded state, in order; as far as it came when it did not end well
 * @param layers the final A₁ … A_L, each (c_out, c_in, n_out, n_in) row-major; empty unless asked
 *     for
 * @param wallSeconds the trial's share of its cohort's time
 */
public record TrialOutcome(
    Status status,
    @Nullable String reason,
    long epochs,
    long steps,
    @Nullable Double convergenceRate,
    @Nullable Double convergenceRateError,
    List<TrajectoryRow> rows,
    List<double[]> layers,
    double wallSeconds) {

  /** How a trial ended. All but the last two are results. */
  public enum Status {
    CONVERGED,
    PLATEAU,
    BUDGET,
    DIVERGED,
    FAILED,
    TIMEOUT;

    public boolean isResult() {
      return this != FAILED && this != TIMEOUT;
    }
  }
}
