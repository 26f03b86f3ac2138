package org.equisweep.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equisweep.network.Coefficients;
import org.jspecify.annotations.Nullable;

/**
 * One trial of a cohort: where it stands, what was recorded, whether it is still running. What
 * happens in one lane never touches another.
 */
final class Lane implements AutoCloseable {
  private final int index;
  private final long seed;
  private final List<TrajectoryRow> rows = new ArrayList<>();
  private final List<StabilityReport.SpectrumRow> spectra = new ArrayList<>();
  private final Measured measured = new Measured();
  private @Nullable Point point;
  private @Nullable Point first;
  private @Nullable Coefficients gradient;
  private double firstNorm;
  private double norm;
  private TrialOutcome.@Nullable Status end;
  private TrialOutcome.@Nullable Status phaseEnd;
  private @Nullable String reason;
  private long epoch;
  private long step;
  private long epochsBegun;
  private double time;
  private double timeBefore;
  private long stepBefore;
  private @Nullable Start start;
  private @Nullable EndState state;

  /**
   * @param index place in the cohort
   */
  Lane(int index, long seed) {
    this.index = index;
    this.seed = seed;
  }

  int index() {
    return index;
  }

  long seed() {
    return seed;
  }

  Measured measured() {
    return measured;
  }

  List<TrajectoryRow> rows() {
    return rows;
  }

  /** Eigenvalues at states on its way. */
  List<StabilityReport.SpectrumRow> spectra() {
    return spectra;
  }

  /** Where it stands. */
  Point point() {
    return present(point);
  }

  boolean hasPoint() {
    return point != null;
  }

  /** The gradient in the coefficients of {@link #point}. */
  Coefficients gradient() {
    return present(gradient);
  }

  /** A(0), once the first row is due. */
  Point first() {
    return present(first);
  }

  /** ‖A(0)‖. */
  double firstNorm() {
    return firstNorm;
  }

  /** ‖A‖ at the last row. */
  double norm() {
    return norm;
  }

  void setNorm(double newNorm) {
    norm = newNorm;
  }

  /** Another lane that stands where this one does, with the same past. */
  Lane fork() {
    Lane fork = new Lane(index, seed);
    fork.rows.addAll(rows);
    fork.spectra.addAll(spectra);
    fork.point = point == null ? null : point.copy();
    fork.first = first == null ? null : first.copy();
    fork.gradient = point == null ? null : point.newDirection();
    fork.firstNorm = firstNorm;
    fork.norm = norm;
    fork.end = end;
    fork.phaseEnd = phaseEnd;
    fork.reason = reason;
    fork.epoch = epoch;
    fork.step = step;
    fork.epochsBegun = epochsBegun;
    fork.time = time;
    return fork;
  }

  /** Starts the next phase from a kept state. */
  void startFrom(Start kept) {
    start = kept;
  }

  /** Where the next phase starts from, once; null for where the lane stands. */
  @Nullable Start takeStart() {
    Start taken = start;
    start = null;
    return taken;
  }

  /** Has the past of a kept state. */
  void remember(Start kept) {
    rows.clear();
    rows.addAll(kept.rows());
    spectra.clear();
    spectra.addAll(kept.onTheWay());
    epoch = kept.state().epochs();
    step = kept.state().steps();
    epochsBegun = kept.state().epochsBegun();
    time = kept.state().time();
    timeBefore = kept.state().timeBefore();
    stepBefore = step - kept.state().phaseSteps();
  }

  /** Epochs begun, over the trial. */
  long epochsBegun() {
    return epochsBegun;
  }

  /** Notes where the phase ended. */
  void setState(EndState newState) {
    state = newState;
  }

  /** Takes over the point a phase starts from. */
  void stand(Point newPoint) {
    if (point != null) {
      point.close();
    }
    point = newPoint;
    if (gradient != null) {
      gradient.close();
    }
    gradient = newPoint.newDirection();
  }

  /** Takes over a copy of where it stands as A(0). */
  void setFirst(Point newFirst) {
    first = newFirst;
  }

  void setFirstNorm(double norm) {
    firstNorm = norm;
  }

  /** Completed epochs of the trial. */
  long epoch() {
    return epoch;
  }

  /** Updates of the trial. */
  long step() {
    return step;
  }

  /** Counts an epoch as begun and gives its number over the trial, the key of its draws. */
  long beginEpoch() {
    return epochsBegun++;
  }

  /**
   * @param duration of each step of this phase in the time of the flow; NaN where it has none
   */
  void completeStep(boolean completesEpoch, double duration) {
    step++;
    if (completesEpoch) {
      epoch++;
    }
    time = timeBefore + (step - stepBefore) * duration;
  }

  /** The same at the beginning of the phase. */
  double timeBefore() {
    return timeBefore;
  }

  /** Time of the flow over the trial; NaN where that is not defined. */
  double time() {
    return time;
  }

  /** Completes a step of an integrated phase, which is an epoch too. */
  void arrive(double sinceBeginOfPhase) {
    step++;
    epoch++;
    time = timeBefore + sinceBeginOfPhase;
  }

  boolean running() {
    return end == null;
  }

  /** How it ended, or else how its last phase did; budget while nothing else is known. */
  TrialOutcome.Status end() {
    TrialOutcome.Status known = end == null ? phaseEnd : end;
    return known == null ? TrialOutcome.Status.BUDGET : known;
  }

  void beginPhase() {
    phaseEnd = null;
    timeBefore = time;
    stepBefore = step;
    state = null;
  }

  /** Whether it waits for others in a phase that it has ended. */
  boolean hasEndedPhase() {
    return phaseEnd != null;
  }

  /** Notes how a phase ended; the lane may go on with another. */
  void endPhase(TrialOutcome.Status status) {
    phaseEnd = status;
  }

  @Nullable String reason() {
    return reason;
  }

  void end(TrialOutcome.Status status, @Nullable String why) {
    if (end == null) {
      end = status;
      reason = why;
    }
  }

  /** Ends it as failed, with the class and message of what was thrown on one line. */
  void fail(Throwable fault) {
    end(TrialOutcome.Status.FAILED, describe(fault));
  }

  static String describe(Throwable fault) {
    String message = fault.getMessage() == null ? "no message" : fault.getMessage();
    return String.format(Locale.ROOT, "%s: %s", fault.getClass().getSimpleName(), message)
        .replaceAll("\\s+", " ");
  }

  /**
   * What became of it, as a trial of these settings.
   *
   * @param seconds its share of the time
   */
  TrialOutcome outcome(TrialSettings settings, boolean keepLayers, double seconds) {
    List<TrajectoryRow> named = new ArrayList<>();
    for (TrajectoryRow row : rows) {
      named.add(row.withPhaseName(settings.phases().get(row.phase()).name()));
    }
    ConvergenceFit fit = ConvergenceFit.of(named, settings.phases().size() - 1);
    return new TrialOutcome(
        end(),
        reason,
        epoch,
        step,
        fit == null ? null : fit.rate(),
        fit == null ? null : fit.error(),
        List.copyOf(named),
        List.copyOf(spectra),
        keepLayers && point != null && end() != TrialOutcome.Status.FAILED
            ? point.allLayers()
            : List.of(),
        seconds,
        end == null ? state : null,
        null);
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the lane has not started");
    }
    return value;
  }

  @Override
  public void close() {
    if (point != null) {
      point.close();
    }
    if (first != null) {
      first.close();
    }
    if (gradient != null) {
      gradient.close();
    }
  }
}
