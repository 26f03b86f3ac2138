package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.equisweep.tensor.PeakMemory;
import org.equisweep.training.CohortTrainer;
import org.equisweep.training.TrialOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cohort takes of native memory, against what was planned before its data were read. */
class CohortMemoryTest {
  /** A tensor is aligned, and looking takes time. */
  private static final long SLACK = 64 << 10;

  /** The plan cannot know that the data span less than there is. */
  private static final double MOST_OVER = 2;

  @ParameterizedTest(name = "{0}, {1} lanes, {2}")
  @CsvSource({
    "nominal, 1, float",
    "nominal, 8, float",
    "nominal, 8, double",
    "augmented, 1, float",
    "augmented, 8, float",
    "equivariant, 8, float"
  })
  void noMoreIsTakenThanPlannedAndNotMuchLess(String strategy, int lanes, String precision) {
    Sweep sweep =
        Sweep.load(
            "jobs/paper/permutations.yaml",
            List.of(
                "precision=" + precision,
                "grid.strategy=[" + strategy + "]",
                "seeds=0.." + (lanes - 1),
                "data.examples=300",
                "phases.random.orbit.samples=2",
                "phases.symmetric.epochs=3",
                "phases.random.epochs=3",
                "phases.plain.epochs=3"));
    assertThat(sweep.cohorts()).hasSize(1);
    Cohort cohort = sweep.cohorts().get(0);
    long planned = sweep.cost(cohort).bytes();
    long taken;
    try (PeakMemory memory = new PeakMemory()) {
      assertThat(CohortTrainer.train(cohort.strands(), Duration.ZERO, false))
          .allMatch(outcome -> outcome.status() == TrialOutcome.Status.BUDGET);
      taken = memory.bytes();
    }
    assertThat(taken).isBetween((long) (planned / MOST_OVER), planned + SLACK);
  }
}
