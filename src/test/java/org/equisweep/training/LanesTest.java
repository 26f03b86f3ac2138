package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.equisweep.training.PhaseSpec.Update.EVERY_BATCH;
import static org.equisweep.training.PhaseSpec.Update.EVERY_EPOCH;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.equisweep.data.DataSpec;
import org.equisweep.data.Dataset;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.Network;
import org.equisweep.tensor.Precision;
import org.equisweep.training.TrialOutcome.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LanesTest {
  private static final List<Long> SEEDS = List.of(7L, 1L, 30L);
  private static final double RATE = 0.2;

  @TempDir Path folder;

  static Stream<Arguments> strategies() {
    PhaseSpec.Orbit perExample = new PhaseSpec.Orbit.Samples(3, PhaseSpec.Per.EXAMPLE);
    PhaseSpec.Orbit perBatch = new PhaseSpec.Orbit.Samples(2, PhaseSpec.Per.BATCH);
    List<List<PhaseSpec>> strategies =
        List.of(
            List.of(Settings.nominal(3, RATE, EVERY_BATCH)),
            List.of(Settings.exact(2, RATE, EVERY_EPOCH)),
            List.of(Settings.augmented(new PhaseSpec.Orbit.Expanded(), 2, RATE, EVERY_BATCH)),
            List.of(
                Settings.equivariant(2, RATE, EVERY_BATCH),
                Settings.augmented(perExample, 2, RATE, EVERY_EPOCH),
                Settings.augmented(perBatch, 2, RATE, EVERY_BATCH)));
    return strategies.stream()
        .flatMap(
            s ->
                Stream.of(true, false)
                    .flatMap(
                        shuffled ->
                            Stream.of(Precision.values()).map(p -> Arguments.of(s, shuffled, p))));
  }

  @ParameterizedTest(name = "{index}: shuffled {1}, {2}")
  @MethodSource("strategies")
  void aTrialHasTheSameBitsAloneAndPacked(
      List<PhaseSpec> phases, boolean shuffled, Precision precision) {
    TrialSettings settings =
        Settings.with(
            Settings.with(
                Settings.with(Case.S4_EDGES.settings(folder), phases.toArray(PhaseSpec[]::new)),
                precision),
            new RecordSpec(1, RecordSpec.Unit.STEP, new RecordSpec.AugmentedRisk.Samples(2), 3));
    settings = shuffled ? Settings.shuffled(settings, 4) : settings;
    List<TrialOutcome> packed = CohortTrainer.train(settings, SEEDS, Duration.ZERO, true);
    for (int i = 0; i < SEEDS.size(); i++) {
      assertSame(packed.get(i), Settings.train(settings, SEEDS.get(i)));
      assertThat(packed.get(i).status()).isEqualTo(Status.BUDGET);
    }
    assertThat(packed.get(0).rows().get(0).nominalRisk())
        .isNotEqualTo(packed.get(1).rows().get(0).nominalRisk());
  }

  @Test
  void aDivergingLaneIsMaskedAndItsNeighboursDoNotNotice() {
    List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L, 6L);
    for (double rate = 0.5; rate < 100; rate *= 1.3) {
      TrialSettings settings =
          Settings.with(
              Settings.offEquivariant(Case.Z10_NODES.settings(folder)),
              Settings.nominal(150, rate, EVERY_EPOCH));
      settings =
          Settings.with(
              settings,
              new RecordSpec(4, RecordSpec.Unit.STEP, new RecordSpec.AugmentedRisk.None(), 1));
      List<TrialOutcome> packed = CohortTrainer.train(settings, seeds, Duration.ZERO, true);
      Set<Status> statuses = new HashSet<>(packed.stream().map(TrialOutcome::status).toList());
      if (statuses.equals(Set.of(Status.BUDGET, Status.DIVERGED))) {
        for (int i = 0; i < seeds.size(); i++) {
          assertSame(packed.get(i), Settings.train(settings, seeds.get(i)));
          assertEndedWell(packed.get(i));
        }
        return;
      }
    }
    throw new AssertionError("no learning rate at which some seeds diverge and others do not");
  }

  private static void assertEndedWell(TrialOutcome outcome) {
    TrajectoryRow last = outcome.rows().get(outcome.rows().size() - 1);
    assertThat(last.step()).isEqualTo(outcome.steps());
    assertThat(last.batchLoss()).isNull();
    if (outcome.status() == Status.DIVERGED) {
      assertThat(outcome.reason()).contains("step " + outcome.steps());
      assertThat(outcome.steps()).isLessThan(150);
    } else {
      assertThat(outcome.reason()).isNull();
      assertThat(outcome.steps()).isEqualTo(150);
    }
  }

  @Test
  void anExceptionInOneLaneIsItsOwn() {
    TrialSettings settings = Case.Z10_NODES.settings(folder);
    List<Lane> lanes = List.of(new Lane(0, 1), new Lane(1, 2));
    try (Cohort cohort =
        new Cohort(
            settings,
            org.equisweep.network.ArchitectureGeometry.of(
                settings.architecture(), settings.group()),
            2,
            new Clock(Duration.ZERO, 2))) {
      Cohort.Compiled compiled = cohort.compiled(Network.Space.ADMISSIBLE, true);
      Dataset data = compiled.inputs().data();
      LaneBatches batches = new LaneBatches(2, () -> new NominalBatches(data, 3, false));
      Evaluation.begin(batches, lanes);
      List<Integer> seen = new ArrayList<>();
      compiled
          .tiles()
          .runAll(
              batches,
              lanes,
              (lane, tile, batch) -> {
                if (lane.index() == 0 && batch == 1) {
                  throw new IllegalStateException("torn\n apart");
                }
                if (lane.index() == 1) {
                  seen.add(batch);
                }
              });
      assertThat(seen).containsExactly(0, 1, 2, 3);
      assertThat(lanes.get(1).running()).isTrue();
      assertThat(lanes.get(0).end()).isEqualTo(Status.FAILED);
      assertThat(lanes.get(0).reason()).isEqualTo("IllegalStateException: torn apart");
    }
  }

  @Test
  void aFaultInTheSetUpFailsEveryLaneWithItsReason() {
    TrialSettings settings =
        Settings.with(Case.Z10_NODES.settings(folder), Settings.nominal(1, RATE, EVERY_BATCH));
    double[] inputs = new double[3 * 20];
    inputs[25] = Double.NaN;
    DataSpec.Source.Npy files = (DataSpec.Source.Npy) settings.data().source();
    DataSpec bad =
        new DataSpec(
            new DataSpec.Source.Npy(
                SmallNetworks.npy(folder, "nan", inputs, 3, 20), files.targets()),
            0,
            settings.data().batch(),
            false,
            settings.data().subset(),
            null);
    List<TrialOutcome> outcomes =
        CohortTrainer.train(Settings.with(settings, bad), SEEDS, Duration.ZERO, true);
    assertThat(outcomes).hasSize(3);
    for (TrialOutcome outcome : outcomes) {
      assertThat(outcome.status()).isEqualTo(Status.FAILED);
      assertThat(outcome.reason()).startsWith("InvalidInput: ").doesNotContain("\n");
      assertThat(outcome.rows()).isEmpty();
      assertThat(outcome.layers()).isEmpty();
    }
  }

  @Test
  void anExceededDeadlineIsATimeoutWithTheRowsSoFar() {
    TrialSettings settings =
        Settings.with(
            Case.Z10_NODES.settings(folder), Settings.nominal(100_000_000, 1e-3, EVERY_BATCH));
    settings =
        Settings.with(
            settings,
            new RecordSpec(1000, RecordSpec.Unit.STEP, new RecordSpec.AugmentedRisk.None(), 1));
    for (TrialOutcome outcome :
        CohortTrainer.train(settings, List.of(1L, 2L), Duration.ofMillis(800), true)) {
      assertThat(outcome.status()).isEqualTo(Status.TIMEOUT);
      assertThat(outcome.reason()).contains("0.8 s");
      assertThat(outcome.wallSeconds()).isGreaterThan(0.8);
      assertThat(outcome.rows()).isNotEmpty();
      assertThat(outcome.steps()).isPositive();
    }
  }

  @Test
  void anInterruptedThreadStopsTraining() {
    TrialSettings settings =
        Settings.with(
            Case.Z10_NODES.settings(folder), Settings.nominal(100_000_000, 1e-3, EVERY_BATCH));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> CohortTrainer.train(settings, SEEDS, Duration.ZERO, false))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aViolatedAssumptionIsRefusedUnlessAllowed() {
    ArchitectureSpec oddPooling =
        SmallNetworks.network(
            new SpaceSpec.Grid(3, 3),
            1,
            ArchitectureSpec.Loss.Kind.MEAN_SQUARED_ERROR,
            SmallNetworks.linear(new SpaceSpec.Grid(3, 3), 2),
            new ArchitectureSpec.AveragePool(2),
            SmallNetworks.linear(new SpaceSpec.Scalar(), 2));
    TrialSettings base =
        Settings.with(
            Case.TURNS_AND_SHIFTS.settings(folder), Settings.nominal(1, RATE, EVERY_BATCH));
    TrialOutcome refused = Settings.train(violating(base, oddPooling, false), 1);
    assertThat(refused.status()).isEqualTo(Status.FAILED);
    assertThat(refused.reason()).contains("A2").contains("average_pool");
    assertThat(Settings.train(violating(base, oddPooling, true), 1).status())
        .isEqualTo(Status.BUDGET);
  }

  private static TrialSettings violating(
      TrialSettings s, ArchitectureSpec architecture, boolean allowed) {
    return new TrialSettings(
        new GroupSpec.Cyclic(4),
        architecture,
        s.data(),
        s.initialization(),
        s.phases(),
        s.record(),
        s.stop(),
        s.precision(),
        allowed);
  }

  private static void assertSame(TrialOutcome left, TrialOutcome right) {
    assertThat(left)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .ignoringFields("wallSeconds")
        .isEqualTo(right);
  }
}
