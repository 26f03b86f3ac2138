package org.equisweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.tensor.Npy;
import org.equisweep.training.CohortTrainer;
import org.equisweep.training.TrajectoryRow;
import org.equisweep.training.TrialOutcome;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The paper's permutation experiment on the authors' own graphs, with few seeds, epochs and passes.
 * The graphs are looked for in the folder that {@code EQUISWEEP_TEST_DATA} names, else in {@code
 * ../shared/data}; without them the tests are skipped.
 */
class AuthorsGraphsTest {
  /** Layers of norm about 20 in single precision; E's columns are equal to the last bit. */
  private static final double ROUNDING = 1e-12;

  private static Path graphs;

  @BeforeAll
  static void findGraphs() {
    String folder = System.getenv().getOrDefault("EQUISWEEP_TEST_DATA", "../shared/data");
    graphs = Path.of(folder, "graphs").toAbsolutePath().normalize();
    Assumptions.assumeTrue(
        Files.isRegularFile(graphs.resolve("adjacency.npy")), "no authors' graphs in " + graphs);
  }

  @Test
  void theLabelsAreTheAuthorsOwn() {
    double[] labels = Npy.read(graphs.resolve("connected.npy").toString()).values();
    assertThat(labels).hasSize(1000);
    assertThat(Arrays.stream(labels).sum()).isEqualTo(474);
  }

  @Test
  void augmentedRunsDriftLessPerDistanceTravelledThanNominalOnes() {
    Map<String, double[]> drift = new HashMap<>();
    for (Cell cell : sweep().cells()) {
      List<TrialOutcome> outcomes =
          CohortTrainer.train(cell.settings(), List.of(0L, 1L), Duration.ZERO, false);
      assertThat(outcomes).allMatch(o -> o.status() == TrialOutcome.Status.BUDGET);
      drift.put(cell.strategy(), outcomes.stream().mapToDouble(this::drift).toArray());
      if (cell.strategy().equals("equivariant")) {
        assertThat(outcomes)
            .flatMap(TrialOutcome::rows)
            .allMatch(row -> row.distanceToEquivariant() < ROUNDING);
      }
    }
    for (int seed = 0; seed < 2; seed++) {
      assertThat(drift.get("augmented")[seed])
          .isPositive()
          .isLessThan(drift.get("nominal")[seed] / 2);
    }
  }

  private double drift(TrialOutcome outcome) {
    TrajectoryRow last = outcome.rows().get(outcome.rows().size() - 1);
    return last.distanceToEquivariant() / last.distanceTravelled();
  }

  private static Sweep sweep() {
    String data =
        "data={kind: npy, inputs: '%s', targets: '%s', shift: -0.5, batch: 200}"
            .formatted(graphs.resolve("adjacency.npy"), graphs.resolve("connected.npy"));
    return Sweep.load(
        "jobs/paper/permutations.yaml",
        List.of(
            data,
            "seeds=0..1",
            "phases.symmetric.epochs=2",
            "phases.random.epochs=2",
            "phases.plain.epochs=2",
            "phases.random.orbit.samples=3"));
  }
}
