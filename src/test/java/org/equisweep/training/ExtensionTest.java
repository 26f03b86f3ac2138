package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.equisweep.training.PhaseSpec.Update.EVERY_BATCH;
import static org.equisweep.training.PhaseSpec.Update.EVERY_EPOCH;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.equisweep.tensor.Precision;
import org.equisweep.training.TrialOutcome.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A trial that goes on from a kept end state has the bits of one trained in one go. */
class ExtensionTest {
  private static final List<Long> SEEDS = List.of(2L, 5L);
  private static final double RATE = 0.1;
  private static final Keep STATES = new Keep(true, true);

  @TempDir Path folder;

  private static PhaseSpec phase(
      PhaseSpec.Flow flow, PhaseSpec.Orbit orbit, int epochs, OptimiserSpec optimiser) {
    return new PhaseSpec(
        "phase " + epochs,
        flow,
        orbit,
        epochs,
        RATE,
        EVERY_BATCH,
        optimiser,
        OptionalDouble.of(flow == PhaseSpec.Flow.NOMINAL ? 0.2 : 0),
        OptionalDouble.empty(),
        null,
        OptionalInt.empty());
  }

  static Stream<Arguments> kinds() {
    PhaseSpec.Orbit samples = new PhaseSpec.Orbit.Samples(2, PhaseSpec.Per.BATCH);
    OptimiserSpec sgd = new OptimiserSpec.Sgd();
    OptimiserSpec nesterov = new OptimiserSpec.Momentum(0.8, true);
    OptimiserSpec adam = new OptimiserSpec.Adam(0.9, 0.99, 1e-8);
    Map<String, IntFunction<PhaseSpec>> phases =
        Map.of(
            "nominal, penalty",
            epochs -> phase(PhaseSpec.Flow.NOMINAL, null, epochs, sgd),
            "sampled, Nesterov",
            epochs -> phase(PhaseSpec.Flow.AUGMENTED, samples, epochs, nesterov),
            "expanded, Adam",
            epochs -> phase(PhaseSpec.Flow.AUGMENTED, new PhaseSpec.Orbit.Expanded(), epochs, adam),
            "equivariant",
            epochs -> Settings.equivariant(epochs, RATE, EVERY_BATCH),
            "whole orbits by epoch",
            epochs -> Settings.exact(epochs, RATE, EVERY_EPOCH));
    Map<String, RecordSpec> records =
        Map.of(
            "every step", record(1, RecordSpec.Unit.STEP, 0),
            "every 7 steps, distances between", record(7, RecordSpec.Unit.STEP, 3),
            "every 2 epochs", record(2, RecordSpec.Unit.EPOCH, 0));
    List<Arguments> kinds = new ArrayList<>();
    phases.forEach(
        (name, phase) ->
            records.forEach(
                (every, record) -> kinds.add(Arguments.of(name + ", " + every, phase, record))));
    return kinds.stream();
  }

  private static RecordSpec record(int every, RecordSpec.Unit unit, int distances) {
    return new RecordSpec(
        every,
        unit,
        new RecordSpec.AugmentedRisk.None(),
        2,
        distances == 0 ? OptionalInt.empty() : OptionalInt.of(distances));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void goingOnIsTheSameAsNotStopping(String name, IntFunction<PhaseSpec> phase, RecordSpec record) {
    for (Precision precision : Precision.values()) {
      TrialSettings base =
          Settings.shuffled(
              Settings.with(Settings.with(Case.Z10_NODES.settings(folder), record), precision), 4);
      PhaseSpec before = Settings.equivariant(1, RATE, EVERY_BATCH);
      TrialSettings shorter = Settings.with(base, before, phase.apply(3));
      TrialSettings longer = Settings.with(base, before, phase.apply(5));
      Strand extended = new Strand(longer, SEEDS, starts(shorter, 1));
      assertSameAsAlone(extended, CohortTrainer.train(List.of(extended), Duration.ZERO, STATES));
    }
  }

  @Test
  void strategiesGoOnFromWhereOneOfThemEndedAndFromOtherDepthsSideBySide() {
    TrialSettings base = Settings.shuffled(Case.C4_CROSS.settings(folder), 4);
    PhaseSpec warmUp = Settings.equivariant(2, RATE, EVERY_BATCH);
    PhaseSpec exact = Settings.exact(1, RATE, EVERY_BATCH);
    PhaseSpec longer = Settings.exact(2, RATE, EVERY_BATCH);
    Map<Long, Start> warm = starts(Settings.with(base, warmUp), 0);
    Map<Long, Start> further = starts(Settings.with(base, warmUp, exact), 1);
    List<Strand> strands =
        List.of(
            new Strand(Settings.with(base, warmUp, longer), SEEDS, Map.of(2L, further.get(2L))),
            new Strand(
                Settings.with(base, warmUp, Settings.nominal(1, RATE, EVERY_BATCH)),
                SEEDS,
                Map.of(5L, warm.get(5L))),
            new Strand(Settings.with(base, warmUp, longer, exact), SEEDS, further));
    List<TrialOutcome> outcomes = CohortTrainer.train(strands, Duration.ZERO, STATES);
    for (int i = 0; i < strands.size(); i++) {
      assertSameAsAlone(strands.get(i), outcomes.subList(2 * i, 2 * i + 2));
    }
  }

  @Test
  void aTrialThatConvergedIsWhatALongerOneIsToo() {
    TrialSettings base =
        Settings.convergedBelow(
            Settings.with(Case.BAND_MASK.settings(folder), record(3, RecordSpec.Unit.STEP, 0)),
            1e-2);
    TrialSettings shorter = Settings.with(base, Settings.exact(4000, 1, EVERY_EPOCH));
    TrialSettings longer = Settings.with(base, Settings.exact(5000, 1, EVERY_EPOCH));
    Map<Long, Start> starts = starts(shorter, 0);
    assertThat(starts.values()).allMatch(start -> start.state().status() == Status.CONVERGED);
    Strand extended = new Strand(longer, SEEDS, starts);
    assertSameAsAlone(extended, CohortTrainer.train(List.of(extended), Duration.ZERO, STATES));
  }

  @Test
  void thePlateauRuleLooksBackOnWhatWasBefore() {
    TrialSettings base =
        Settings.with(Case.Z10_NODES.settings(folder), record(2, RecordSpec.Unit.STEP, 0));
    int stopped = 0;
    for (double relative : new double[] {1e-4, 3e-3, 1e-2}) {
      TrialSettings stopping =
          Settings.with(
              base, new StopSpec(OptionalDouble.empty(), new StopSpec.Plateau(relative, 6)));
      Map<Long, Start> starts =
          starts(Settings.with(stopping, Settings.nominal(5, RATE, EVERY_EPOCH)), 0);
      Strand extended =
          new Strand(
              Settings.with(stopping, Settings.nominal(120, RATE, EVERY_EPOCH)), SEEDS, starts);
      List<TrialOutcome> outcomes = CohortTrainer.train(List.of(extended), Duration.ZERO, STATES);
      assertSameAsAlone(extended, outcomes);
      stopped += (int) outcomes.stream().filter(o -> o.status() == Status.PLATEAU).count();
    }
    assertThat(stopped).as("some of them stopped").isPositive();
  }

  /** Where these trials end, as starts of others. */
  private static Map<Long, Start> starts(TrialSettings settings, int phase) {
    List<TrialOutcome> outcomes =
        CohortTrainer.train(List.of(new Strand(settings, SEEDS)), Duration.ZERO, STATES);
    Map<Long, Start> starts = new HashMap<>();
    for (int i = 0; i < SEEDS.size(); i++) {
      EndState state = outcomes.get(i).state();
      assertThat(state).as(outcomes.get(i).reason()).isNotNull();
      starts.put(
          SEEDS.get(i),
          new Start(phase, state, outcomes.get(i).rows(), outcomes.get(i).onTheWay()));
    }
    return starts;
  }

  private static void assertSameAsAlone(Strand strand, List<TrialOutcome> outcomes) {
    List<TrialOutcome> whole =
        CohortTrainer.train(List.of(new Strand(strand.settings(), SEEDS)), Duration.ZERO, STATES);
    for (int i = 0; i < SEEDS.size(); i++) {
      assertThat(whole.get(i).reason()).isNull();
      assertThat(outcomes.get(i))
          .usingRecursiveComparison()
          .withComparatorForType(Double::compare, Double.class)
          .ignoringFields("wallSeconds")
          .isEqualTo(whole.get(i));
    }
  }
}
