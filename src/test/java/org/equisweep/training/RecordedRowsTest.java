package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.equisweep.training.PhaseSpec.Update.EVERY_BATCH;
import static org.equisweep.training.PhaseSpec.Update.EVERY_EPOCH;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.equisweep.training.TrialOutcome.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows a trial has, how epochs and steps are counted, and how phases end. */
class RecordedRowsTest {
  private static final double RATE = 0.1;

  @TempDir Path folder;

  @Test
  void epochsAndStepsCountOverTheTrialAndBoundariesShowTwice() {
    PhaseSpec.Orbit samples = new PhaseSpec.Orbit.Samples(2, PhaseSpec.Per.EXAMPLE);
    TrialSettings settings =
        Settings.with(
            Settings.with(
                Case.Z10_NODES.settings(folder),
                Settings.equivariant(2, RATE, EVERY_BATCH),
                Settings.augmented(samples, 1, RATE, EVERY_BATCH),
                Settings.nominal(0, RATE, EVERY_EPOCH)),
            new RecordSpec(4, RecordSpec.Unit.STEP, new RecordSpec.AugmentedRisk.None(), 1));
    TrialOutcome outcome = Settings.train(settings, 1);
    // three steps an epoch, then two passes of three
    assertThat(outcome.rows().stream().map(r -> List.of(r.phase(), r.epoch(), r.step())))
        .containsExactly(
            List.of(0, 0L, 0L),
            List.of(0, 1L, 4L),
            List.of(0, 2L, 6L),
            List.of(1, 2L, 6L),
            List.of(1, 2L, 10L),
            List.of(1, 3L, 12L),
            List.of(2, 3L, 12L));
    assertThat(outcome.rows().stream().map(TrajectoryRow::flow).distinct())
        .containsExactly("equivariant", "augmented", "nominal");
    assertThat(outcome.rows().stream().map(r -> r.batchLoss() == null))
        .containsExactly(false, false, true, false, false, true, true);
    assertThat(outcome.epochs()).isEqualTo(3);
    assertThat(outcome.steps()).isEqualTo(12);
    TrajectoryRow before = outcome.rows().get(2);
    TrajectoryRow after = outcome.rows().get(3);
    assertThat(after.distanceTravelled()).isCloseTo(before.distanceTravelled(), within(1e-13));
    assertThat(after.nominalRisk()).isCloseTo(before.nominalRisk(), within(1e-13));
    assertThat(after.gradientNorm()).as("no estimator, no gradient norm").isNull();
    assertThat(after.augmentedRisk()).isNull();
    assertThat(outcome.rows().get(0).distanceTravelled()).isZero();
  }

  @Test
  void rowsOfDistancesStandBetweenTheOthersAndChangeNothingElse() {
    TrialSettings phases =
        Settings.with(
            Case.Z10_NODES.settings(folder),
            Settings.equivariant(1, RATE, EVERY_BATCH),
            Settings.nominal(3, RATE, EVERY_BATCH));
    RecordSpec.AugmentedRisk none = new RecordSpec.AugmentedRisk.None();
    TrialSettings all = Settings.with(phases, new RecordSpec(1, RecordSpec.Unit.STEP, none, 1));
    TrialSettings sketched =
        Settings.with(phases, new RecordSpec(2, RecordSpec.Unit.EPOCH, none, 1, OptionalInt.of(2)));
    Map<Long, TrajectoryRow> whole = new HashMap<>();
    Settings.train(all, 4).rows().stream()
        .filter(row -> row.phase() == 1)
        .forEach(row -> whole.put(row.step(), row));
    List<TrajectoryRow> rows =
        Settings.train(sketched, 4).rows().stream().filter(row -> row.phase() == 1).toList();
    // three steps an epoch; whole rows at steps 0, 6 and 9 of the phase
    assertThat(rows.stream().map(TrajectoryRow::step)).containsExactly(3L, 5L, 7L, 9L, 11L, 12L);
    assertThat(rows.stream().map(row -> row.nominalRisk() != null))
        .containsExactly(true, false, false, true, false, true);
    for (TrajectoryRow row : rows) {
      TrajectoryRow same = whole.get(row.step());
      assertThat(row.distanceToEquivariant()).isEqualTo(same.distanceToEquivariant());
      assertThat(row.distanceTravelledByLayer()).isEqualTo(same.distanceTravelledByLayer());
      assertThat(row.batchLoss()).isEqualTo(same.batchLoss());
      assertThat(row.batchGradientNorm()).isEqualTo(same.batchGradientNorm());
      if (row.nominalRisk() == null) {
        assertThat(row.gradientNorm()).isNull();
        assertThat(row.equivarianceErrorMax()).isNull();
      } else {
        assertThat(row.nominalRisk()).isEqualTo(same.nominalRisk());
      }
    }
  }

  @Test
  void aPhaseMayHaveABatchOfItsOwn() {
    TrialSettings base = Settings.shuffled(Case.Z10_NODES.settings(folder), 4);
    PhaseSpec phase = Settings.nominal(2, RATE, EVERY_BATCH);
    PhaseSpec own =
        new PhaseSpec(
            phase.name(),
            phase.flow(),
            null,
            phase.epochs(),
            phase.learningRate(),
            phase.update(),
            phase.optimiser(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            null,
            OptionalInt.of(3));
    TrialOutcome outcome = Settings.train(Settings.with(base, own), 2);
    TrialSettings three = Settings.shuffled(base, 3);
    TrialOutcome same = Settings.train(Settings.with(three, phase), 2);
    TrialOutcome other = Settings.train(Settings.with(base, phase), 2);
    assertThat(outcome.steps()).isEqualTo(same.steps()).isNotEqualTo(other.steps());
    assertThat(outcome.layers().get(0)).isEqualTo(same.layers().get(0));
  }

  @Test
  void rowsEveryFewEpochsKeepTheLast() {
    TrialSettings settings =
        Settings.with(
            Settings.with(Case.Z10_NODES.settings(folder), Settings.nominal(5, RATE, EVERY_BATCH)),
            new RecordSpec(2, RecordSpec.Unit.EPOCH, new RecordSpec.AugmentedRisk.None(), 1));
    assertThat(Settings.train(settings, 1).rows().stream().map(TrajectoryRow::epoch))
        .containsExactly(0L, 2L, 4L, 5L);
  }

  @Test
  void aConvergedPhaseHandsOverAndTheLastPhaseDecidesTheStatus() {
    TrialSettings settings =
        Settings.convergedBelow(
            Settings.with(
                Case.Z10_NODES.settings(folder),
                Settings.equivariant(50, RATE, EVERY_EPOCH),
                Settings.nominal(2, RATE, EVERY_EPOCH)),
            1e9);
    TrialOutcome converged = Settings.train(settings, 1);
    assertThat(converged.status()).isEqualTo(Status.CONVERGED);
    assertThat(converged.steps()).isZero();
    assertThat(converged.rows()).hasSize(2);
    TrialSettings never =
        Settings.with(
            settings, new StopSpec(OptionalDouble.empty(), new StopSpec.Plateau(0.999, 1)));
    TrialOutcome plateau = Settings.train(never, 1);
    assertThat(plateau.status()).isEqualTo(Status.PLATEAU);
    assertThat(plateau.steps()).isEqualTo(2);
  }

  @Test
  void hugeStepsDivergeWithAReason() {
    TrialSettings settings =
        Settings.with(
            Settings.offEquivariant(Case.Z10_NODES.settings(folder)),
            Settings.nominal(500, 1e9, EVERY_EPOCH));
    TrialOutcome outcome = Settings.train(settings, 1);
    assertThat(outcome.status()).isEqualTo(Status.DIVERGED);
    assertThat(outcome.reason()).contains("‖A‖").contains("step 1");
    assertThat(last(outcome).step()).isEqualTo(1);
  }

  private static TrajectoryRow last(TrialOutcome outcome) {
    assertThat(outcome.status().isResult()).as(outcome.reason()).isTrue();
    return outcome.rows().get(outcome.rows().size() - 1);
  }
}
