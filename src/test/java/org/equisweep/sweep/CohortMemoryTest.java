package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.equisweep.stability.JudgedTraining;
import org.equisweep.tensor.PeakMemory;
import org.equisweep.training.IdleMemory;
import org.equisweep.training.Keep;
import org.equisweep.training.TrialOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cohort takes of native memory, against what was planned by counting. */
class CohortMemoryTest {
  /** Looking takes time, and the end of one call and the beginning of the next may look as one. */
  private static final long SLACK = 64 << 10;

  private static final double MOST_OVER = 1.1;

  private static final List<String> GRAPHS =
      List.of(
          "data.examples=300",
          "phases.random.orbit.samples=2",
          "phases.symmetric.epochs=3",
          "phases.random.epochs=3",
          "phases.plain.epochs=3");

  private static final List<String> DIGITS =
      List.of(
          "data.subset=120",
          "data.test={last: 60}",
          "phases.warm.epochs=1",
          "phases.expanded.epochs=1",
          "phases.whole.epochs=1",
          "phases.expanded_random.epochs=1",
          "phases.whole_random.epochs=1",
          "record.distances=none");

  @ParameterizedTest(name = "{0}, {1} lanes, {2}")
  @CsvSource({
    "nominal, 1, float",
    "nominal, 8, double",
    "augmented, 1, float",
    "augmented, 8, float",
    "augmented, 32, float",
    "equivariant, 1, float",
    "equivariant, 8, double",
    "equivariant, 32, float"
  })
  void denseLayersTakeWhatIsPlanned(String strategy, int lanes, String precision) {
    assertTaken("jobs/paper/permutations.yaml", GRAPHS, strategy, lanes, precision);
  }

  @ParameterizedTest(name = "{0}, {1} lanes, {2}")
  @CsvSource({
    "expanded, 1, float",
    "expanded, 4, double",
    "whole, 4, float",
    "whole_non_unitary, 4, float",
    "expanded_non_unitary, 1, double"
  })
  void convolutionsTakeWhatIsPlanned(String strategy, int lanes, String precision) {
    assertTaken("jobs/paper/rotations.yaml", DIGITS, strategy, lanes, precision);
  }

  @ParameterizedTest(name = "{0} lanes")
  @ValueSource(ints = {1, 4})
  void lanesThatForkTakeWhatIsPlanned(int lanes) {
    assertTaken("jobs/paper/rotations.yaml", DIGITS, "expanded, whole", lanes, "float");
  }

  private static void assertTaken(
      String file, List<String> small, String strategy, int lanes, String precision) {
    List<String> changes = new ArrayList<>(small);
    changes.add("precision=" + precision);
    changes.add(
        file.contains("rotations")
            ? "grids=[{group: [c4], architecture: [cross], initialization: [uniform], strategy: ["
                + strategy
                + "]}]"
            : "grid.strategy=[" + strategy + "]");
    changes.add("seeds=0.." + (lanes - 1));
    Sweep sweep = Sweep.load(file, changes);
    assertThat(sweep.cohorts()).hasSize(1);
    Cohort cohort = sweep.cohorts().get(0);
    long planned = sweep.cost(cohort).bytes();
    IdleMemory.free();
    long taken;
    try (PeakMemory memory = new PeakMemory()) {
      assertThat(JudgedTraining.train(cohort.strands(), Duration.ZERO, new Keep(false, false)))
          .allMatch(outcome -> outcome.status() == TrialOutcome.Status.BUDGET);
      taken = memory.bytes();
    }
    assertThat(taken).isBetween((long) (planned / MOST_OVER) - SLACK, planned + SLACK);
  }
}
