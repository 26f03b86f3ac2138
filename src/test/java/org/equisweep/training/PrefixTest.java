package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.equisweep.training.PhaseSpec.Update.EVERY_BATCH;
import static org.equisweep.training.PhaseSpec.Update.EVERY_EPOCH;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.ArchitectureSpec.Tap;
import org.equisweep.tensor.Precision;
import org.equisweep.training.TrialOutcome.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Strategies that begin alike train what they have in common once, and no bit shows it. */
class PrefixTest {
  private static final List<Long> SEEDS = List.of(3L, 8L, 11L);
  private static final double RATE = 0.2;

  @TempDir Path folder;

  private static PhaseSpec warmUp(int epochs) {
    return Settings.equivariant(epochs, RATE, EVERY_BATCH);
  }

  private static PhaseSpec adam(String name, double rate) {
    return new PhaseSpec(
        name,
        PhaseSpec.Flow.AUGMENTED,
        new PhaseSpec.Orbit.Samples(2, PhaseSpec.Per.EXAMPLE),
        2,
        rate,
        EVERY_BATCH,
        new OptimiserSpec.Adam(0.9, 0.99, 1e-8),
        OptionalDouble.of(0.1),
        OptionalDouble.of(1e-3),
        null,
        OptionalInt.empty());
  }

  /** Different depths, one that ends where others go on, a phase under two names, one alone. */
  private static List<List<PhaseSpec>> strategies() {
    PhaseSpec nominal = Settings.nominal(2, RATE, EVERY_BATCH);
    PhaseSpec exact = Settings.exact(1, RATE, EVERY_BATCH);
    return List.of(
        List.of(warmUp(2), exact, nominal),
        List.of(warmUp(2)),
        List.of(warmUp(2), adam("random", 0.01)),
        List.of(nominal),
        List.of(warmUp(2), exact, Settings.nominal(2, RATE / 2, EVERY_EPOCH)),
        List.of(warmUp(2).unnamed(), adam("random", 0.02)),
        List.of(warmUp(3), exact));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aTrialHasTheSameBitsWhetherItsPrefixIsSharedOrNot(Precision precision) {
    TrialSettings base =
        Settings.shuffled(Settings.with(Case.S4_EDGES.settings(folder), precision), 4);
    List<Strand> strands = new ArrayList<>();
    for (List<PhaseSpec> phases : strategies()) {
      strands.add(new Strand(Settings.with(base, phases.toArray(PhaseSpec[]::new)), SEEDS));
    }
    List<TrialOutcome> shared = CohortTrainer.train(strands, Duration.ZERO, true);
    for (int i = 0; i < shared.size(); i++) {
      TrialSettings settings = strands.get(i / SEEDS.size()).settings();
      TrialOutcome alone = Settings.train(settings, SEEDS.get(i % SEEDS.size()));
      assertThat(alone.reason()).isNull();
      assertThat(shared.get(i))
          .usingRecursiveComparison()
          .withComparatorForType(Double::compare, Double.class)
          .ignoringFields("wallSeconds")
          .isEqualTo(alone);
    }
  }

  @Test
  void whatStrandsHaveInCommonIsOneNode() {
    TrialSettings base = Case.S4_EDGES.settings(folder);
    List<Strand> strands =
        strategies().stream()
            .map(phases -> new Strand(Settings.with(base, phases.toArray(PhaseSpec[]::new)), SEEDS))
            .toList();
    List<PhaseTree> roots = PhaseTree.roots(strands, List.of(0, 1, 2, 3, 4, 5, 6));
    assertThat(roots)
        .extracting(PhaseTree::strands)
        .containsExactly(List.of(0, 1, 2, 4, 5), List.of(3), List.of(6));
    PhaseTree warmUp = roots.get(0);
    assertThat(warmUp.ending(strands)).containsExactly(1);
    assertThat(warmUp.trials(strands)).isEqualTo(15);
    assertThat(warmUp.children())
        .extracting(PhaseTree::strands)
        .containsExactly(List.of(0, 4), List.of(2), List.of(5));
  }

  /** The paper's cross and non-unitary cross: one equivariant phase, which L plays no part in. */
  @Test
  void anEquivariantPhaseIsSharedByArchitecturesThatDifferInTheirParametrisationsAlone() {
    TrialSettings base = Case.C4_CROSS.settings(folder);
    PhaseSpec exact = Settings.exact(1, RATE, EVERY_BATCH);
    PhaseSpec expanded = Settings.augmented(new PhaseSpec.Orbit.Expanded(), 1, RATE, EVERY_BATCH);
    List<Strand> strands = new ArrayList<>();
    for (KernelBasis basis : List.of(new KernelBasis.Taps(), new KernelBasis.Random(5))) {
      TrialSettings arm = Settings.with(base, SmallNetworks.convolutions(Tap.cross(3), basis));
      strands.add(new Strand(Settings.with(arm, warmUp(2), exact), SEEDS));
      strands.add(new Strand(Settings.with(arm, warmUp(2), expanded), SEEDS));
    }
    assertThat(PhaseTree.roots(strands, List.of(0, 1, 2, 3)))
        .singleElement()
        .satisfies(root -> assertThat(root.children()).hasSize(4));
    List<TrialOutcome> shared = CohortTrainer.train(strands, Duration.ZERO, true);
    for (int i = 0; i < shared.size(); i++) {
      TrialOutcome alone = Settings.train(strands.get(i / 3).settings(), SEEDS.get(i % 3));
      assertThat(alone.reason()).isNull();
      assertThat(shared.get(i))
          .usingRecursiveComparison()
          .withComparatorForType(Double::compare, Double.class)
          .ignoringFields("wallSeconds")
          .isEqualTo(alone);
    }
    assertThat(shared.get(0).layers().get(0)).isNotEqualTo(shared.get(6).layers().get(0));
  }

  @Test
  void strandsMayHaveDifferentSeeds() {
    TrialSettings base = Case.Z10_NODES.settings(folder);
    PhaseSpec nominal = Settings.nominal(1, RATE, EVERY_BATCH);
    List<Strand> strands =
        List.of(
            new Strand(Settings.with(base, warmUp(1), nominal), List.of(5L, 2L)),
            new Strand(Settings.with(base, warmUp(1)), List.of(9L, 5L)));
    List<TrialOutcome> outcomes = CohortTrainer.train(strands, Duration.ZERO, true);
    assertThat(outcomes).hasSize(4);
    for (int i = 0; i < 4; i++) {
      Strand strand = strands.get(i / 2);
      assertThat(outcomes.get(i).rows())
          .usingRecursiveComparison()
          .isEqualTo(Settings.train(strand.settings(), strand.seeds().get(i % 2)).rows());
    }
  }

  @Test
  void aLaneThatDivergesInThePrefixDivergesInEveryStrandAndInNoOther() {
    TrialSettings base = Settings.offEquivariant(Case.Z10_NODES.settings(folder));
    PhaseSpec wild = Settings.nominal(200, 1e6, EVERY_BATCH);
    List<Strand> strands =
        List.of(
            new Strand(Settings.with(base, wild, warmUp(1)), SEEDS),
            new Strand(Settings.with(base, wild, Settings.exact(1, RATE, EVERY_BATCH)), SEEDS),
            new Strand(Settings.with(base, warmUp(1)), SEEDS));
    List<TrialOutcome> outcomes = CohortTrainer.train(strands, Duration.ZERO, true);
    assertThat(outcomes.subList(0, 6)).allMatch(o -> o.status() == Status.DIVERGED);
    assertThat(outcomes.subList(6, 9)).allMatch(o -> o.status() == Status.BUDGET);
    assertThat(outcomes.get(0).rows()).isEqualTo(outcomes.get(3).rows());
  }

  @Test
  void theTimeOfAPrefixIsSharedOutOverItsTrials() {
    TrialSettings base = Case.Z10_NODES.settings(folder);
    PhaseSpec nominal = Settings.nominal(1, RATE, EVERY_BATCH);
    List<Strand> strands =
        List.of(
            new Strand(Settings.with(base, warmUp(60), nominal), SEEDS),
            new Strand(Settings.with(base, warmUp(60), Settings.exact(1, 1, EVERY_BATCH)), SEEDS));
    long start = System.nanoTime();
    List<TrialOutcome> outcomes = CohortTrainer.train(strands, Duration.ZERO, false);
    double elapsed = (System.nanoTime() - start) * 1e-9;
    double sum = outcomes.stream().mapToDouble(TrialOutcome::wallSeconds).sum();
    assertThat(sum).isBetween(0.5 * elapsed, elapsed);
    assertThat(outcomes).allMatch(outcome -> outcome.wallSeconds() > sum / 12);
  }
}
