package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.equisweep.problem.InvalidInput;
import org.junit.jupiter.api.Test;

class CohortListTest {
  private static final CohortList.Shared SETTINGS =
      new CohortList.Shared(
          Sweeps.load(Sweeps.SMALL).cells().get(0).settings(), new byte[] {1, 2, 3}, 8);

  private static CohortList cohorts(long... seeds) {
    return new CohortList(
        List.of(SETTINGS), LongStream.of(seeds).boxed().toList(), Execution.Order.SEEDS_FIRST);
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
                    List.of(SETTINGS, SETTINGS), List.of(0L), Execution.Order.SEEDS_FIRST))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("ids of trials must be distinct");
  }

  @Test
  void ordersBySeedOrByCell() {
    String grid = "{strategy: [plain, both]}";
    assertThat(firstPhases(Sweeps.withGrid(grid, "seeds=[0, 5000]"))).containsExactly(1, 2, 1, 2);
    assertThat(firstPhases(Sweeps.withGrid(grid, "seeds=[0, 5000]", "execution.order=cells_first")))
        .containsExactly(1, 1, 2, 2);
  }

  private static List<Integer> firstPhases(Sweep sweep) {
    return sweep.cohorts().stream().map(cohort -> cohort.settings().phases().size()).toList();
  }
}
