package org.equisweep.training;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.equisweep.data.Dataset;
import org.equisweep.network.ArchitectureSpec;
import org.jspecify.annotations.Nullable;

/**
 * Measures where lanes stand and adds a row to each. Risks are means over the whole set; what was
 * not asked for is null; what is not finite is recorded as it is.
 *
 * <p>On 𝓔, with A1–A3 holding, Φ is equivariant and so R^aug = R whatever the draws: in an
 * equivariant phase augmented_risk is the nominal risk, and costs nothing.
 */
final class Recorder {
  private final PhaseSpec phase;
  private final int phaseIndex;
  private final RecordSpec record;
  private final Objective objective;
  private final Evaluation evaluation;
  private final Stepper stepper;
  private final Penalty penalty;
  private final Scratch scratch;
  private final ProbeError probeError;
  private final Balance balance;
  private final ArchitectureSpec architecture;
  private final boolean equivariant;
  private final LaneBatches nominal;
  private final @Nullable LaneBatches test;
  private final @Nullable LaneBatches orbit;
  private final @Nullable LaneBatches samples;

  Recorder(Cohort cohort, PhaseSpec phase, int phaseIndex, Evaluation evaluation, Stepper stepper) {
    TrialSettings settings = cohort.settings();
    PhaseInputs inputs = evaluation.inputs();
    Dataset data = inputs.data();
    int lanes = cohort.lanes();
    this.phaseIndex = phaseIndex;
    this.phase = phase;
    this.record = settings.record();
    this.objective = Objective.of(phase, record);
    this.evaluation = evaluation;
    this.stepper = stepper;
    this.penalty = Penalty.of(phase, cohort.scratch());
    this.scratch = cohort.scratch();
    this.probeError = new ProbeError(cohort, evaluation);
    this.architecture = settings.architecture();
    this.balance = new Balance(cohort.geometry(), phase);
    this.equivariant =
        phase.flow() == PhaseSpec.Flow.EQUIVARIANT && cohort.geometry().violations().isEmpty();
    this.nominal = new LaneBatches(lanes, inputs::whole);
    NominalBatches held = inputs.wholeTest();
    this.test = held == null ? null : new LaneBatches(lanes, () -> held);
    boolean exact = record.augmentedRisk() instanceof RecordSpec.AugmentedRisk.Exact;
    this.orbit =
        exact || objective == Objective.ORBIT ? new LaneBatches(lanes, inputs::orbits) : null;
    this.samples =
        record.augmentedRisk() instanceof RecordSpec.AugmentedRisk.Samples drawn
            ? new LaneBatches(
                lanes, () -> new FixedSamples(data, inputs.newAction(), drawn.samples()))
            : null;
  }

  /** Adds a row of distances alone to each lane; one that fails on the way gets none. */
  void sketch(List<Lane> lanes) {
    lanes.forEach(lane -> lane.measured().reset());
    addRows(lanes, lane -> row(lane, null, false));
  }

  /** Adds a row to each lane; one that fails on the way gets none. */
  void record(List<Lane> lanes) {
    lanes.forEach(lane -> lane.measured().reset());
    measureObjective(lanes);
    measureNominal(lanes);
    measureAugmented(lanes);
    measureTest(lanes);
    probeError.measure(lanes);
    addRows(lanes, this::wholeRow);
  }

  /** Completes a lane's row as the last of the phase. */
  void endPhase(Lane lane) {
    Filters filters = Filters.of(architecture, lane.point());
    if (filters != null) {
      int last = lane.rows().size() - 1;
      lane.rows().set(last, lane.rows().get(last).withFilters(filters));
    }
  }

  private static void addRows(List<Lane> lanes, Function<Lane, TrajectoryRow> row) {
    for (Lane lane : lanes) {
      if (lane.running()) {
        try {
          lane.rows().add(row.apply(lane));
        } catch (RuntimeException | OutOfMemoryError fault) {
          lane.fail(fault);
        }
      }
    }
  }

  /** The objective's risk, and its gradient with the penalty's into the lane's gradient. */
  private void measureObjective(List<Lane> lanes) {
    LaneBatches batches =
        switch (objective) {
          case NOMINAL, AVERAGED -> nominal;
          case ORBIT -> orbit;
          case ESTIMATED -> samples;
          case UNKNOWN -> null;
        };
    if (batches == null) {
      return;
    }
    if (stepper.isWholeObjective()) {
      stepper.computeWhole(lanes, objective == Objective.NOMINAL);
      lanes.forEach(lane -> lane.measured().objectiveRisk = lane.measured().batchLoss);
      return;
    }
    Evaluation.begin(batches, lanes);
    if (objective == Objective.NOMINAL) {
      evaluation.lossGradientAndAccuracy(batches, lanes);
    } else {
      evaluation.lossAndGradient(batches, lanes);
    }
    penalty.addGradient(lanes);
    lanes.forEach(lane -> lane.measured().objectiveRisk = meanLoss(lane, batches));
  }

  private void measureNominal(List<Lane> lanes) {
    if (objective == Objective.NOMINAL) {
      lanes.forEach(lane -> lane.measured().nominalRisk = lane.measured().objectiveRisk);
    } else {
      evaluation.lossAndAccuracy(nominal, lanes);
      lanes.forEach(lane -> lane.measured().nominalRisk = meanLoss(lane, nominal));
    }
    lanes.forEach(lane -> lane.measured().trainAccuracy = accuracy(lane, nominal));
  }

  private void measureAugmented(List<Lane> lanes) {
    LaneBatches asked = samples;
    boolean known = objective == Objective.ESTIMATED;
    if (record.augmentedRisk() instanceof RecordSpec.AugmentedRisk.Exact) {
      asked = orbit;
      known = objective == Objective.ORBIT;
    }
    if (asked == null) {
      return;
    }
    if (known || equivariant) {
      // objective and nominal risk are one in an equivariant phase
      lanes.forEach(lane -> lane.measured().augmentedRisk = lane.measured().objectiveRisk);
      return;
    }
    evaluation.loss(asked, lanes);
    for (Lane lane : lanes) {
      lane.measured().augmentedRisk = meanLoss(lane, asked);
    }
  }

  private void measureTest(List<Lane> lanes) {
    if (test == null) {
      return;
    }
    evaluation.lossAndAccuracy(test, lanes);
    for (Lane lane : lanes) {
      lane.measured().testRisk = meanLoss(lane, test);
      lane.measured().testAccuracy = accuracy(lane, test);
    }
  }

  private static double meanLoss(Lane lane, LaneBatches batches) {
    return lane.measured().lossSum / batches.any().columnsPerEpoch();
  }

  private @Nullable Double accuracy(Lane lane, LaneBatches batches) {
    return evaluation
        .decisions()
        .map(
            decisions ->
                lane.measured().correct / ((double) batches.any().columnsPerEpoch() * decisions))
        .orElse(null);
  }

  private TrajectoryRow wholeRow(Lane lane) {
    GradientNorms gradient =
        objective == Objective.UNKNOWN
            ? null
            : GradientNorms.of(lane.point(), lane.gradient(), scratch);
    return row(lane, gradient, true);
  }

  private TrajectoryRow row(Lane lane, @Nullable GradientNorms gradient, boolean probed) {
    Measured measured = lane.measured();
    Distances distances = Distances.of(lane.point(), lane.first(), scratch);
    lane.setNorm(distances.norm());
    return new TrajectoryRow(
        phaseIndex,
        phase.name(),
        phase.flow().name().toLowerCase(Locale.ROOT),
        lane.epoch(),
        lane.step(),
        Double.isNaN(lane.time()) ? null : lane.time(),
        null,
        null,
        measured.trainAccuracy,
        measured.testAccuracy,
        measured.nominalRisk,
        measured.augmentedRisk,
        measured.testRisk,
        gradient == null ? null : gradient.total(),
        gradient == null ? null : gradient.tangent(),
        gradient == null ? null : gradient.normal(),
        distances.toEquivariant(),
        distances.travelled(),
        probed ? measured.errorSum / probeError.pairs() : null,
        probed ? measured.errorMax : null,
        probed ? balance.drift(lane.point(), lane.first()) : null,
        probed ? balance.normDrift(lane.point(), lane.first()) : null,
        distances.toEquivariantByLayer(),
        distances.travelledByLayer(),
        null);
  }
}
