package org.equisweep.training;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * One phase of all running lanes, in lock-step: row, step, row, step …. A lane that ends the phase
 * early waits for the others; one that ends altogether is left out.
 */
final class PhaseRun {
  private final Cohort cohort;
  private final PhaseSpec phase;
  private final PhaseEntry entry;
  private final Stepper stepper;
  private final Recorder recorder;
  private final Progress[] progress;
  private final double duration;

  /**
   * @param index of the phase in its strategies
   */
  PhaseRun(Cohort cohort, PhaseSpec phase, int index) {
    this.cohort = cohort;
    this.phase = phase;
    this.entry = new PhaseEntry(cohort, phase);
    Evaluation evaluation = entry.newEvaluation();
    this.stepper = new Stepper(cohort, phase, evaluation);
    this.recorder = new Recorder(cohort, phase, index, evaluation, stepper);
    this.progress = new Progress[cohort.lanes()];
    this.duration =
        phase.optimiser() instanceof OptimiserSpec.Sgd ? phase.learningRate() : Double.NaN;
  }

  void run(List<Lane> lanes) {
    try {
      train(lanes);
    } finally {
      for (Progress own : progress) {
        if (own != null) {
          own.optimiser.close();
        }
      }
    }
  }

  private void train(List<Lane> lanes) {
    List<Lane> active = new ArrayList<>(lanes);
    for (Lane lane : lanes) {
      start(lane);
    }
    dropEnded(active);
    long steps = (long) phase.epochs() * stepper.stepsPerEpoch();
    for (long k = 0; !active.isEmpty(); k++) {
      if (k == steps || isRecorded(k)) {
        record(k, active);
      } else if (isSketched(k)) {
        sketch(k, active);
      }
      if (k == steps) {
        active.forEach(lane -> endPhase(lane, TrialOutcome.Status.BUDGET));
        active.clear();
      } else if (!active.isEmpty()) {
        step(k, active);
      }
    }
  }

  private boolean isRecorded(long k) {
    RecordSpec record = cohort.settings().record();
    long every =
        record.unit() == RecordSpec.Unit.EPOCH
            ? (long) record.every() * stepper.stepsPerEpoch()
            : record.every();
    return k % every == 0;
  }

  private void sketch(long k, List<Lane> lanes) {
    recorder.sketch(lanes);
    lanes.forEach(lane -> progress[lane.index()].lastRow = k);
    dropEnded(lanes);
  }

  /** Whether row k has distances alone. */
  private boolean isSketched(long k) {
    OptionalInt every = cohort.settings().record().distances();
    return every.isPresent()
        && k % every.getAsInt() == 0
        && phase.flow() != PhaseSpec.Flow.EQUIVARIANT;
  }

  /** Brings a lane to the phase's first point. */
  private void start(Lane lane) {
    try {
      entry.bring(lane);
      progress[lane.index()] =
          new Progress(
              Optimiser.of(phase, lane.point()),
              new StopRule(cohort.settings().stop(), stepper.stepsPerEpoch()));
    } catch (RuntimeException | OutOfMemoryError fault) {
      lane.fail(fault);
    }
  }

  /** Records row k of each lane and ends what is to end there. */
  private void record(long k, List<Lane> lanes) {
    recorder.record(lanes);
    for (Lane lane : lanes) {
      if (lane.running()) {
        progress[lane.index()].lastRow = k;
        progress[lane.index()].lastWholeRow = k;
        settle(lane, k);
      }
    }
    dropEnded(lanes);
  }

  private void settle(Lane lane, long k) {
    TrajectoryRow row = lane.rows().get(lane.rows().size() - 1);
    String divergence = Divergence.atRow(row, lane.norm(), lane.firstNorm());
    if (divergence != null) {
      lane.end(TrialOutcome.Status.DIVERGED, divergence);
      return;
    }
    progress[lane.index()]
        .stop
        .atRow(k, row.gradientNorm(), lane.measured().objectiveRisk)
        .ifPresent(status -> endPhase(lane, status));
  }

  private void endPhase(Lane lane, TrialOutcome.Status status) {
    lane.endPhase(status);
  }

  /** The step from k to k + 1. */
  private void step(long k, List<Lane> lanes) {
    int inEpoch = (int) (k % stepper.stepsPerEpoch());
    if (inEpoch == 0) {
      stepper.beginEpoch(lanes);
    }
    if (!isReady(lanes)) {
      stepper.compute(inEpoch, lanes);
    }
    boolean completesEpoch = inEpoch == stepper.stepsPerEpoch() - 1;
    boolean ended = false;
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      move(lane, k, completesEpoch);
      ended |= !lane.running();
    }
    if (ended) {
      dropEnded(lanes);
    }
  }

  private static boolean isReady(List<Lane> lanes) {
    for (int i = 0; i < lanes.size(); i++) {
      if (!lanes.get(i).measured().stepReady) {
        return false;
      }
    }
    return true;
  }

  private void move(Lane lane, long k, boolean completesEpoch) {
    if (!lane.running()) {
      return;
    }
    Measured measured = lane.measured();
    Progress own = progress[lane.index()];
    measured.stepReady = false;
    if (!Double.isFinite(measured.batchLoss)) {
      if (own.lastWholeRow != k) {
        if (own.lastRow == k) {
          lane.rows().remove(lane.rows().size() - 1);
        }
        recorder.record(List.of(lane));
      }
      lane.end(
          TrialOutcome.Status.DIVERGED,
          Divergence.notFinite("batch_loss", measured.batchLoss, lane.step()));
      return;
    }
    try {
      if (own.lastRow == k) {
        completeRow(lane);
      }
      own.optimiser.step(lane.point().coefficients(), lane.gradient());
      lane.completeStep(completesEpoch, duration);
    } catch (RuntimeException | OutOfMemoryError fault) {
      lane.fail(fault);
    }
  }

  /** Adds to row k what belongs to the step from k to k + 1. */
  private void completeRow(Lane lane) {
    int last = lane.rows().size() - 1;
    Double known = stepper.isWholeObjective() ? lane.rows().get(last).gradientNorm() : null;
    double norm =
        known == null
            ? GradientNorms.total(lane.point(), lane.gradient(), cohort.scratch())
            : known;
    lane.rows().set(last, lane.rows().get(last).withBatch(lane.measured().batchLoss, norm));
  }

  private void dropEnded(List<Lane> lanes) {
    lanes.removeIf(lane -> !lane.running() || lane.hasEndedPhase());
  }

  /** One lane's way through this phase. */
  private static final class Progress {
    private final Optimiser optimiser;
    private final StopRule stop;
    private long lastRow = -1;
    private long lastWholeRow = -1;

    Progress(Optimiser optimiser, StopRule stop) {
      this.optimiser = optimiser;
      this.stop = stop;
    }
  }
}
