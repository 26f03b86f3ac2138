package org.equisweep.training;

import java.util.List;
import org.equisweep.data.DataSpec;
import org.equisweep.data.Dataset;

/**
 * The loss and gradient of each step of a phase. With {@code every_batch} a step is a batch; with
 * {@code every_epoch} it is an epoch, its loss and gradient being means over all columns of all
 * passes.
 *
 * <p>Where examples only enter one sum they are not shuffled: if a step takes in a whole pass, or
 * with {@code every_epoch} unless a batch shares one draw of the group. Then {@code batch} plays no
 * part either, and the lanes can share their columns.
 */
final class Stepper {
  private final LaneBatches batches;
  private final Evaluation evaluation;
  private final Penalty penalty;
  private final boolean everyEpoch;
  private final boolean wholeObjective;

  Stepper(Cohort cohort, PhaseSpec phase, Evaluation evaluation) {
    this.evaluation = evaluation;
    this.penalty = Penalty.of(phase, cohort.scratch());
    this.everyEpoch = phase.update() == PhaseSpec.Update.EVERY_EPOCH;
    this.batches =
        new LaneBatches(
            cohort.lanes(), () -> batches(cohort.settings().data(), evaluation.inputs(), phase));
    this.wholeObjective =
        batches.any().perEpoch() == 1 && !(phase.orbit() instanceof PhaseSpec.Orbit.Samples);
  }

  private static Batches batches(DataSpec spec, PhaseInputs inputs, PhaseSpec phase) {
    Dataset data = inputs.data();
    boolean expanded = phase.orbit() instanceof PhaseSpec.Orbit.Expanded;
    if (expanded) {
      ExpandedBatches.requireAddressable(data, inputs.elements());
    }
    int items = expanded ? data.examples() * inputs.elements().size() : data.examples();
    int wanted = phase.batch().orElse(spec.batch().orElse(items));
    int batch = merges(phase) ? items : Math.min(wanted, items);
    boolean shuffled = spec.shuffled() && batch < items;
    if (batch == items && phase.orbit() == null) {
      return inputs.whole();
    }
    if (batch == items && phase.orbit() instanceof PhaseSpec.Orbit.Exact) {
      return inputs.orbits();
    }
    if (phase.orbit() == null) {
      return new NominalBatches(data, batch, shuffled);
    }
    if (phase.orbit() instanceof PhaseSpec.Orbit.Samples samples) {
      return new SampledBatches(data, inputs.newAction(), samples, batch, shuffled);
    }
    return expanded
        ? new ExpandedBatches(data, inputs.elements(), batch, shuffled)
        : new OrbitBatches(data, inputs.elements(), batch, shuffled);
  }

  /** Whether batches would only cut a sum. */
  private static boolean merges(PhaseSpec phase) {
    boolean drawsPerBatch =
        phase.orbit() instanceof PhaseSpec.Orbit.Samples samples
            && samples.per() == PhaseSpec.Per.BATCH;
    return phase.update() == PhaseSpec.Update.EVERY_EPOCH && !drawsPerBatch;
  }

  int stepsPerEpoch() {
    return everyEpoch ? 1 : batches.any().perEpoch();
  }

  /** Whether every step's gradient is that of the phase's full objective. */
  boolean isWholeObjective() {
    return wholeObjective;
  }

  void beginEpoch(List<Lane> lanes) {
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      batches.of(lane).begin(lane.seed(), lane.beginEpoch());
    }
  }

  /**
   * The one step of an epoch that is the phase's full objective, outside any epoch.
   *
   * @param counted whether right decisions are counted too, which only the network's own loss has
   */
  void computeWhole(List<Lane> lanes, boolean counted) {
    if (counted) {
      evaluation.lossGradientAndAccuracy(batches, lanes);
    } else {
      evaluation.lossAndGradient(batches, lanes);
    }
    finish(batches.any().columnsPerEpoch(), lanes);
  }

  /**
   * Loss of a step at where the lanes stand, and gradient of the loss with the penalty.
   *
   * @param step within the epoch
   */
  void compute(int step, List<Lane> lanes) {
    long columns;
    if (everyEpoch) {
      columns = batches.any().columnsPerEpoch();
      evaluation.lossAndGradient(batches, lanes);
    } else {
      columns = batches.any().columns(step);
      evaluation.lossAndGradient(batches, step, lanes);
    }
    finish(columns, lanes);
  }

  private void finish(long columns, List<Lane> lanes) {
    penalty.addGradient(lanes);
    for (int i = 0; i < lanes.size(); i++) {
      Measured measured = lanes.get(i).measured();
      measured.batchLoss = measured.lossSum / columns;
      measured.stepReady = true;
    }
  }

  /**
   * Loss and gradient over an epoch that is gone through again and again, with the same draws.
   *
   * @param epoch keys the draws
   */
  void computeAgain(long epoch, List<Lane> lanes) {
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      batches.of(lane).begin(lane.seed(), epoch);
    }
    compute(0, lanes);
  }
}
