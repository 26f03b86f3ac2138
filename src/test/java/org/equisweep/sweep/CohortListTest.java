package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.equisweep.problem.InvalidInput;
import org.equisweep.training.CohortMemory;
import org.equisweep.training.TrialSettings;
import org.junit.jupiter.api.Test;

class CohortListTest {
  private static final int LANES = 8;

  /** Costs that make cohorts of {@link #LANES} seeds. */
  private static Family.Member member(int id, Map<String, Double> phases) {
    List<TrainingCost.Phase> costs =
        phases.values().stream()
            .map(share -> share * TrainingCost.COHORT_MULTIPLY_ADDS / LANES)
            .map(multiplyAdds -> new TrainingCost.Phase(1, 10, multiplyAdds))
            .toList();
    return new Family.Member(
        Sweeps.load(Sweeps.SMALL).cells().get(0).settings(),
        new byte[] {(byte) id, 2, 3},
        List.copyOf(phases.keySet()),
        new TrainingCost(costs, 0, new CohortMemory(0, 0, 0)));
  }

  private static Map<String, Double> phases(Object... namesAndCosts) {
    Map<String, Double> phases = new LinkedHashMap<>();
    for (int i = 0; i < namesAndCosts.length; i += 2) {
      phases.put((String) namesAndCosts[i], (Double) namesAndCosts[i + 1]);
    }
    return phases;
  }

  private static CohortList cohorts(long... seeds) {
    return new CohortList(
        List.of(new Family(List.of(member(1, phases("p", 1.0))))),
        LongStream.of(seeds).boxed().toList(),
        Execution.Order.SEEDS_FIRST);
  }

  @Test
  void strategiesThatBeginAlikeGoTogetherAsATree() {
    List<Family> families =
        Family.of(
            List.of(
                member(1, phases("a", 1.0, "ab", 0.1)),
                member(2, phases("x", 1.0)),
                member(3, phases("a", 1.0, "ac", 0.1, "acd", 0.1)),
                member(4, phases("a", 1.0)),
                member(5, phases("a", 1.0, "ab", 0.1, "abe", 0.1))));
    assertThat(families)
        .extracting(family -> family.members().stream().map(m -> (int) m.digest()[0]).toList())
        .containsExactly(List.of(4, 1, 5, 3), List.of(2));
    assertThat(families.get(0).lanes()).isEqualTo(LANES / 2);
    CohortList cohorts = new CohortList(families, List.of(0L, 1L, 2L), Execution.Order.SEEDS_FIRST);
    Cohort tree = cohorts.get(0);
    assertThat(tree.size()).isEqualTo(12);
    CohortCost cost = CohortCost.of(tree, families.get(0).members());
    assertThat(cost.sharedPhases()).as("a and ab of three seeds").isEqualTo(6);
    assertThat(cost.steps()).isEqualTo(3 * 50);
    assertThat(cost.repeatedSteps()).as("a thrice and ab once more").isEqualTo(3 * 40);
    double unit = TrainingCost.COHORT_MULTIPLY_ADDS / LANES;
    assertThat(cost.multiplyAdds()).isCloseTo(3 * 1.4 * unit, within(1e-6 * unit));
    assertThat(cost.repeatedMultiplyAdds()).isCloseTo(3 * 3.1 * unit, within(1e-6 * unit));
    CohortCost left =
        CohortCost.of(tree.only(trial -> trial.seed() == 1), families.get(0).members());
    assertThat(left.steps()).isEqualTo(50);
  }

  @Test
  void aLargeTreeIsCutWhereLittleIsRepeated() {
    List<Family.Member> members = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      members.add(member(i, phases("warm-up", 4.0, "warm-up, " + i, 2.0)));
    }
    List<Family> families = Family.of(members);
    assertThat(families).hasSizeGreaterThan(3);
    double repeated = 4.0 * (families.size() - 1);
    assertThat(repeated).isLessThan(0.5 * (4.0 + 40 * 2.0));
    assertThat(families.stream().flatMap(family -> family.members().stream()))
        .containsExactlyElementsOf(members);
  }

  @Test
  void moreSeedsLeaveFullBlocksAsTheyAre() {
    CohortList few = cohorts(LongStream.range(0, 10).toArray());
    CohortList many = cohorts(LongStream.range(0, 30).toArray());
    assertThat(few).extracting(cohort -> cohort.trials().size()).containsExactly(8, 2);
    assertThat(many).extracting(cohort -> cohort.trials().size()).containsExactly(8, 8, 8, 6);
    assertThat(many.get(0)).isEqualTo(few.get(0));
    assertThat(many.get(1).id()).isNotEqualTo(few.get(1).id());
  }

  @Test
  void blocksAreAlignedWhereverTheSeedsBegin() {
    assertThat(cohorts(5, 6, 7, 8, 9, 16))
        .extracting(cohort -> cohort.trials().stream().map(Trial::seed).toList())
        .containsExactly(List.of(5L, 6L, 7L), List.of(8L, 9L), List.of(16L));
  }

  @Test
  void aHundredThousandTrialsStandOnceEach() {
    Sweep sweep = Sweeps.withGrid("{data.seed: 1..100, strategy: plain}", "seeds=1000");
    Set<String> ids = new HashSet<>();
    int count = 0;
    for (Cohort cohort : sweep.cohorts()) {
      for (Trial trial : cohort.trials()) {
        ids.add(trial.id());
        count++;
      }
    }
    assertThat(count).isEqualTo(100_000);
    assertThat(ids).hasSize(100_000);
    assertThat(sweep.cohorts()).hasSizeLessThan(1_000);
  }

  @Test
  void trialsThatShareAnIdAreRefused() {
    assertThatThrownBy(
            () ->
                new CohortList(
                    List.of(
                        new Family(
                            List.of(member(1, phases("p", 1.0)), member(1, phases("q", 1.0))))),
                    List.of(0L),
                    Execution.Order.SEEDS_FIRST))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("ids of trials must be distinct");
  }

  @Test
  void ordersBySeedOrByCell() {
    String grid = "{data.seed: [4, 5], strategy: plain}";
    assertThat(dataSeeds(Sweeps.withGrid(grid, "seeds=[0, 5000]"))).containsExactly(4L, 5L, 4L, 5L);
    assertThat(dataSeeds(Sweeps.withGrid(grid, "seeds=[0, 5000]", "execution.order=cells_first")))
        .containsExactly(4L, 4L, 5L, 5L);
  }

  private static List<Long> dataSeeds(Sweep sweep) {
    Map<TrialSettings, Object> seeds = new IdentityHashMap<>();
    sweep.cells().forEach(cell -> seeds.put(cell.settings(), cell.axes().get("data.seed")));
    return sweep.cohorts().stream()
        .map(cohort -> (Long) seeds.get(cohort.branches().get(0).settings()))
        .toList();
  }

  @Test
  void aPrefixIsNamedByWhatDeterminesItAlone() {
    String grid = "{strategy: [plain, both], phases.turned.learning_rate: [0.1, 0.2]}";
    Sweep sweep = Sweeps.withGrid(grid, "seeds=0..3");
    assertThat(sweep.cohorts()).hasSize(1);
    assertThat(sweep.cohorts().get(0).size()).as("plain does not use the axis").isEqualTo(12);
    CohortCost cost = sweep.cost(sweep.cohorts().get(0));
    assertThat(cost.sharedPhases()).isEqualTo(4);
    assertThat(cost.repeatedSteps()).isEqualTo(4 * 2 * 2);
    for (String other : List.of("data.seed=1", "record.probe=4", "precision=float")) {
      assertThat(Sweeps.withGrid(grid, "seeds=0..3", other).cohorts().get(0).id())
          .isNotEqualTo(sweep.cohorts().get(0).id());
    }
  }
}
