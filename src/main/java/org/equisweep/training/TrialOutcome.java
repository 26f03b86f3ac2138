package org.equisweep.training;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one trial.
 *
 * @param reason why it failed, timed out or diverged; null otherwise
 * @param convergenceRate fitted slope of log(gradient_norm) per step over the last phase's second
 *     half, and its standard error; null where it cannot be fitted
 * @param rows every recorded state, in order; as far as it came when it did not end well
 * @param onTheWay eigenvalues at states on the way, in order; as far as it came
 * @param layers the final A₁ … A_L, each (c_out, c_in, n_out, n_in) row-major; empty unless asked
 *     for
 * @param wallSeconds the trial's share of its cohort's time
 * @param state where it stood at its end; null unless asked for, and it can be gone on from
 * @param stability what its end point was judged to be; null unless asked for
 */
public record TrialOutcome(
    Status status,
    @Nullable String reason,
    long epochs,
    long steps,
    @Nullable Double convergenceRate,
    @Nullable Double convergenceRateError,
    List<TrajectoryRow> rows,
    List<StabilityReport.SpectrumRow> onTheWay,
    List<double[]> layers,
    double wallSeconds,
    @Nullable EndState state,
    @Nullable StabilityReport stability) {

  /** Not judged, and not to go on from. */
  public TrialOutcome(
      Status status,
      @Nullable String reason,
      long epochs,
      long steps,
      @Nullable Double convergenceRate,
      @Nullable Double convergenceRateError,
      List<TrajectoryRow> rows,
      List<double[]> layers,
      double wallSeconds) {
    this(
        status,
        reason,
        epochs,
        steps,
        convergenceRate,
        convergenceRateError,
        rows,
        List.of(),
        layers,
        wallSeconds,
        null,
        null);
  }

  /** The same, judged. */
  public TrialOutcome judged(StabilityReport report, double seconds) {
    return new TrialOutcome(
        status,
        reason,
        epochs,
        steps,
        convergenceRate,
        convergenceRateError,
        rows,
        onTheWay,
        layers,
        wallSeconds + seconds,
        state,
        report);
  }

  /** All eigenvalues found: at states on the way, then of the end point. */
  public List<StabilityReport.SpectrumRow> spectra() {
    List<StabilityReport.SpectrumRow> all = new ArrayList<>(onTheWay);
    if (stability != null) {
      all.addAll(stability.spectra());
    }
    return all;
  }

  /** Without its layers. */
  public TrialOutcome withoutLayers() {
    return new TrialOutcome(
        status,
        reason,
        epochs,
        steps,
        convergenceRate,
        convergenceRateError,
        rows,
        onTheWay,
        List.of(),
        wallSeconds,
        state,
        stability);
  }

  /** What the trial becomes when judging it fails: tried again, as one that fails in training. */
  public TrialOutcome failed(Throwable fault, double seconds) {
    Status end = fault instanceof Clock.DeadlineExceeded ? Status.TIMEOUT : Status.FAILED;
    String why = end == Status.TIMEOUT ? String.valueOf(fault.getMessage()) : Lane.describe(fault);
    return new TrialOutcome(
        end,
        why,
        epochs,
        steps,
        convergenceRate,
        convergenceRateError,
        rows,
        onTheWay,
        List.of(),
        wallSeconds + seconds,
        null,
        null);
  }

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
