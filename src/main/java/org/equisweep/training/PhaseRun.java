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
  private final PhaseSpec firstPhase;
  private final boolean keepStates;
  private final OnTheWay onTheWay;
  private final int index;
  private final Stepper stepper;
  private final Recorder recorder;
  private final PhaseProgress[] progress;
  private final double duration;

  /**
   * @param index of the phase in its strategies
   * @param firstPhase of its strategies
   * @param keepStates whether lanes note where they end the phase
   */
  PhaseRun(
      Cohort cohort,
      PhaseSpec phase,
      int index,
      PhaseSpec firstPhase,
      boolean keepStates,
      OnTheWay onTheWay) {
    this.cohort = cohort;
    this.phase = phase;
    this.index = index;
    this.onTheWay = onTheWay;
    this.firstPhase = firstPhase;
    this.keepStates = keepStates;
    this.entry = new PhaseEntry(cohort, phase);
    Evaluation evaluation = entry.newEvaluation();
    this.stepper = new Stepper(cohort, phase, evaluation);
    this.recorder = new Recorder(cohort, phase, index, evaluation, stepper);
    this.progress = new PhaseProgress[cohort.lanes()];
    this.duration =
        phase.optimiser() instanceof OptimiserSpec.Sgd ? phase.learningRate() : Double.NaN;
  }

  void run(List<Lane> lanes) {
    try {
      train(lanes);
    } finally {
      for (PhaseProgress own : progress) {
        if (own != null) {
          own.close();
        }
      }
    }
  }

  private void train(List<Lane> lanes) {
    long steps = (long) phase.epochs() * stepper.stepsPerEpoch();
    for (Lane lane : lanes) {
      start(lane, steps);
    }
    List<Lane> waiting = new ArrayList<>(lanes);
    dropEnded(waiting);
    List<Lane> active = new ArrayList<>();
    for (long k = 0; !active.isEmpty() || !waiting.isEmpty(); k++) {
      join(k, waiting, active);
      onTheWay.look(phase, index, k, stepper.stepsPerEpoch(), active);
      dropEnded(active);
      if (k == steps || isRecorded(k)) {
        record(k, active);
      } else if (isSketched(k)) {
        sketch(k, active);
      }
      if (k == steps) {
        active.forEach(lane -> endPhase(lane, TrialOutcome.Status.BUDGET, steps));
        active.clear();
      } else if (!active.isEmpty()) {
        step(k, active);
      }
    }
  }

  /** Lanes that went on from a kept state have steps of the phase behind them. */
  private void join(long k, List<Lane> waiting, List<Lane> active) {
    if (waiting.isEmpty()) {
      return;
    }
    for (Lane lane : List.copyOf(waiting)) {
      if (progress[lane.index()].from() == k) {
        active.add(lane);
        waiting.remove(lane);
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
    List<Lane> due = withoutRow(k, lanes);
    recorder.sketch(due);
    due.forEach(lane -> progress[lane.index()].lastRow = k);
    dropEnded(lanes);
  }

  /** Whether row k has distances alone. */
  private boolean isSketched(long k) {
    OptionalInt every = cohort.settings().record().distances();
    return every.isPresent()
        && k % every.getAsInt() == 0
        && phase.flow() != PhaseSpec.Flow.EQUIVARIANT;
  }

  /** Brings a lane to where it starts. */
  private void start(Lane lane, long steps) {
    try {
      Start kept = lane.takeStart();
      if (kept == null) {
        entry.bring(lane);
      } else {
        entry.bring(lane, kept, firstPhase);
      }
      StopRule stop = new StopRule(cohort.settings().stop(), stepper.stepsPerEpoch());
      PhaseProgress own = new PhaseProgress(Optimiser.of(phase, lane.point()), stop);
      progress[lane.index()] = own;
      if (kept != null) {
        resume(lane, own, kept.state(), steps);
      }
    } catch (RuntimeException | OutOfMemoryError fault) {
      lane.fail(fault);
    }
  }

  /** A phase's last row is always recorded; a longer phase has it only where it is due. */
  private void resume(Lane lane, PhaseProgress own, EndState state, long steps) {
    long k = state.phaseSteps();
    boolean goesOn = state.status() == TrialOutcome.Status.BUDGET && k < steps;
    own.resume(state, goesOn && !isRecorded(k) ? k : Long.MAX_VALUE);
    if (!goesOn) {
      endPhase(lane, state.status(), k);
    } else if (isRecorded(k)) {
      int last = lane.rows().size() - 1;
      lane.rows().set(last, lane.rows().get(last).withFilters(null));
      own.lastRow = k;
      own.lastWholeRow = k;
    } else {
      TrajectoryRow last = lane.rows().remove(lane.rows().size() - 1);
      if (isSketched(k)) {
        lane.rows().add(last.distancesAlone());
        own.lastRow = k;
      }
    }
  }

  /** Records row k of each lane and ends what is to end there. */
  private void record(long k, List<Lane> lanes) {
    List<Lane> due = withoutRow(k, lanes);
    recorder.record(due);
    for (Lane lane : due) {
      if (lane.running()) {
        progress[lane.index()].lastRow = k;
        progress[lane.index()].lastWholeRow = k;
        settle(lane, k);
      }
    }
    dropEnded(lanes);
  }

  private List<Lane> withoutRow(long k, List<Lane> lanes) {
    List<Lane> due = new ArrayList<>(lanes);
    due.removeIf(lane -> progress[lane.index()].lastRow == k);
    return due;
  }

  private void settle(Lane lane, long k) {
    TrajectoryRow row = lane.rows().get(lane.rows().size() - 1);
    String divergence = Divergence.atRow(row, lane.norm(), lane.firstNorm());
    if (divergence != null) {
      lane.end(TrialOutcome.Status.DIVERGED, divergence);
      return;
    }
    progress[lane.index()]
        .stop()
        .atRow(k, row.gradientNorm(), lane.measured().objectiveRisk)
        .ifPresent(status -> endPhase(lane, status, k));
  }

  /** A state is of use where a longer phase would have come by it, and ended there or gone on. */
  private void endPhase(Lane lane, TrialOutcome.Status status, long k) {
    lane.endPhase(status);
    recorder.endPhase(lane);
    if (keepStates && (status == TrialOutcome.Status.BUDGET || isRecorded(k))) {
      lane.setState(progress[lane.index()].state(lane, status, k));
    }
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
    PhaseProgress own = progress[lane.index()];
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
      own.optimiser().step(lane.point().coefficients(), lane.gradient());
      lane.completeStep(completesEpoch, duration);
    } catch (RuntimeException | OutOfMemoryError fault) {
      lane.fail(fault);
    }
  }

  /** Adds to row k what belongs to the step from k to k + 1. */
  private void completeRow(Lane lane) {
    int last = lane.rows().size() - 1;
    double norm = GradientNorms.total(lane.point(), lane.gradient(), cohort.scratch());
    lane.rows().set(last, lane.rows().get(last).withBatch(lane.measured().batchLoss, norm));
  }

  private void dropEnded(List<Lane> lanes) {
    lanes.removeIf(lane -> !lane.running() || lane.hasEndedPhase());
  }
}
