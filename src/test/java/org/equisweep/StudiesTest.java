package org.equisweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Sweep;
import org.equisweep.sweep.Trial;
import org.equisweep.tensor.Numerics;
import org.equisweep.training.CohortTrainer;
import org.equisweep.training.TrajectoryRow;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.TrialOutcome.Status;
import org.equisweep.training.TrialSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every sweep file under {@code jobs/}, at a size of seconds: it trains, its rows are as many as
 * the plan says, and what it is expected to find holds where that is certain.
 */
class StudiesTest {
  private static final Duration NO_DEADLINE = Duration.ZERO;

  /** Distances to 𝓔 over way travelled, or over ‖A‖ where that is known: nothing but rounding. */
  private static final double FLOAT_ROUNDING = 1e-6;

  private static final double DOUBLE_ROUNDING = 1e-13;

  /** StabilityStudiesTest runs these. */
  private static final String STABILITY = "stability/";

  private static final Set<String> RUN =
      Set.of(
          "quickstart",
          "paper/permutations",
          "paper/translations",
          "paper/groups",
          "paper/segmentation",
          "paper/rotations",
          "followup/regularisation",
          "beyond/samples",
          "beyond/step-size",
          "beyond/batch-size",
          "beyond/depth");

  /** A trained trial and the cell it stands in. */
  private record Run(Cell cell, long seed, TrialOutcome outcome) {
    TrajectoryRow last() {
      return outcome.rows().get(outcome.rows().size() - 1);
    }

    double distance() {
      return last().distanceToEquivariant();
    }

    double drift() {
      return distance() / last().distanceTravelled();
    }

    double norm() {
      double squares = 0;
      for (double[] layer : outcome.layers()) {
        for (double entry : layer) {
          squares += entry * entry;
        }
      }
      return Math.sqrt(squares);
    }
  }

  @BeforeAll
  static void readyTheProcess() {
    Numerics.initialise();
  }

  @Test
  void everySweepFileIsAmongThese() throws IOException {
    Path jobs = Path.of("jobs");
    try (Stream<Path> all = Files.walk(jobs)) {
      assertThat(
              all.filter(file -> file.toString().endsWith(".yaml"))
                  .map(file -> jobs.relativize(file).toString().replace(".yaml", ""))
                  .filter(study -> !study.startsWith(STABILITY)))
          .containsExactlyInAnyOrderElementsOf(RUN);
    }
  }

  @Test
  void everyHeaderShowsHowToRunItAndEveryAboutWhatToExpect() throws IOException {
    for (String study : RUN) {
      String text = Files.readString(Path.of("jobs", study + ".yaml"));
      assertThat(text).as(study).startsWith("# ").contains("jobs/equisweep run jobs/" + study);
      assertThat(Sweep.load("jobs/" + study + ".yaml", List.of()).about())
          .as(study)
          .contains("Expected");
    }
  }

  @Test
  void quickstart() {
    List<Run> runs =
        run(
            "quickstart",
            "seeds=0..1",
            "data.examples=60",
            "phases.symmetric.epochs=4",
            "phases.random.epochs=4",
            "phases.plain.epochs=4");
    assertEquivariantStaysAndOthersLeave(runs);
  }

  @Test
  void permutations() {
    List<Run> runs =
        run(
            "paper/permutations",
            "seeds=0..1",
            "data.examples=40",
            "architectures.dense.layers.0.linear.channels=4",
            "architectures.dense.layers.2.linear.channels=8",
            "phases.symmetric.epochs=3",
            "phases.random.epochs=3",
            "phases.random.orbit.samples=2",
            "phases.plain.epochs=3");
    assertEquivariantStaysAndOthersLeave(runs);
  }

  @Test
  void translations() {
    List<Run> runs = run("paper/translations", small("dense", 0, 2));
    assertEquivariantStaysAndOthersLeave(runs);
  }

  @Test
  void groups() {
    List<String> sets = new ArrayList<>(List.of(small("tanh_head", 0, 2)));
    sets.addAll(List.of(small("leaky_head", 0, 2)));
    assertEquivariantStaysAndOthersLeave(run("paper/groups", sets.toArray(String[]::new)));
  }

  @Test
  void segmentation() {
    List<String> sets = new ArrayList<>(List.of(small("dense", 0, 2, 4)));
    sets.replaceAll(set -> set.replace("data.subset", "data.examples"));
    assertEquivariantStaysAndOthersLeave(run("paper/segmentation", sets.toArray(String[]::new)));
  }

  private static String[] small(String architecture, int... layers) {
    List<String> sets =
        new ArrayList<>(
            List.of(
                "seeds=[3]",
                "data.subset=20",
                "phases.symmetric.epochs=2",
                "phases.random.epochs=2",
                "phases.random.orbit.samples=2",
                "phases.plain.epochs=2"));
    for (int layer : layers) {
      sets.add("architectures.%s.layers.%d.linear.channels=2".formatted(architecture, layer));
    }
    return sets.toArray(String[]::new);
  }

  private static void assertEquivariantStaysAndOthersLeave(List<Run> runs) {
    assertThat(runs).extracting(run -> run.cell().strategy()).contains("equivariant", "nominal");
    for (Run run : runs) {
      if (run.cell().strategy().equals("equivariant")) {
        assertThat(run.distance()).as("%s", run.cell()).isLessThan(FLOAT_ROUNDING * run.norm());
      } else {
        assertThat(run.drift()).as("%s", run.cell()).isGreaterThan(1e-3);
      }
      if (run.cell().strategy().equals("augmented")) {
        assertThat(run.drift()).as("%s", run.cell()).isLessThan(nominalLike(run, runs).drift());
      }
    }
  }

  /** The nominal run of the same seed in the same group, architecture and axes. */
  private static Run nominalLike(Run run, List<Run> runs) {
    return runs.stream()
        .filter(other -> other.cell().strategy().equals("nominal") && other.seed() == run.seed())
        .filter(other -> other.cell().group().equals(run.cell().group()))
        .filter(other -> other.cell().architecture().equals(run.cell().architecture()))
        .filter(other -> other.cell().axes().equals(run.cell().axes()))
        .findFirst()
        .orElseThrow();
  }

  /** Whole orbits keep the cross on 𝓔; skew and non-unitary filters leave it in the first step. */
  @Test
  void rotationsInDouble() {
    List<Run> runs = rotations("double");
    assertThat(runs).hasSize(12);
    for (Run run : runs) {
      TrajectoryRow start = of(run, row -> row.phase() == 1).get(0);
      TrajectoryRow step = of(run, row -> row.phase() == 1).get(1);
      assertThat(start.distanceToEquivariant()).isLessThan(DOUBLE_ROUNDING * run.norm());
      assertThat(step.step()).isEqualTo(start.step() + 1);
      if (staysByTheory(run.cell())) {
        assertThat(run.outcome().rows())
            .allMatch(row -> row.distanceToEquivariant() < DOUBLE_ROUNDING * run.norm());
      } else {
        assertThat(step.distanceToEquivariant()).as("%s", run.cell()).isGreaterThan(1e-7);
      }
    }
  }

  /** With expanded batches every arm leaves, the cross least by far. */
  @Test
  void rotationsInFloat() {
    List<Run> runs = rotations("float");
    double cross =
        runs.stream()
            .filter(run -> run.cell().strategy().equals("expanded"))
            .filter(run -> run.cell().architecture().equals("cross"))
            .mapToDouble(Run::distance)
            .max()
            .orElseThrow();
    for (Run run : runs) {
      if (staysByTheory(run.cell())) {
        assertThat(run.outcome().rows())
            .allMatch(row -> row.distanceToEquivariant() < FLOAT_ROUNDING * run.norm());
      } else if (!isExpandedCross(run.cell())) {
        assertThat(run.distance()).as("%s", run.cell()).isGreaterThan(FLOAT_ROUNDING * run.norm());
        assertThat(run.distance()).as("%s", run.cell()).isGreaterThan(10 * cross);
      }
    }
  }

  private static boolean staysByTheory(Cell cell) {
    return cell.architecture().equals("cross") && cell.strategy().equals("whole");
  }

  private static boolean isExpandedCross(Cell cell) {
    return cell.architecture().equals("cross") && cell.strategy().equals("expanded");
  }

  private static List<Run> rotations(String precision) {
    List<String> sets =
        new ArrayList<>(
            List.of(
                "seeds=0..1", "data.subset=50", "data.test={last: 20}", "phases.warm.epochs=2"));
    sets.add("precision=" + precision);
    for (String phase : List.of("expanded", "whole", "expanded_random", "whole_random")) {
      sets.add("phases." + phase + ".epochs=1");
    }
    for (String architecture : List.of("cross", "skew")) {
      sets.add("architectures." + architecture + ".layers.0.conv.channels=4");
      sets.add("architectures." + architecture + ".layers.4.conv.channels=4");
      sets.add("architectures." + architecture + ".layers.8.conv.channels=8");
    }
    return run("paper/rotations", sets.toArray(String[]::new));
  }

  @Test
  void regularisation() {
    List<Run> runs =
        run(
            "followup/regularisation",
            "seeds=[1]",
            "data.subset=60",
            "data.test=none",
            "architectures.cnn.layers.0.conv.channels=4",
            "architectures.cnn.layers.4.conv.channels=4",
            "phases.plain.epochs=3",
            "phases.turned.epochs=3",
            "phases.symmetric.epochs=1");
    for (String strategy : List.of("nominal", "augmented")) {
      Map<Double, Double> distances = by(runs, strategy, "phases.plain.penalty");
      assertThat(distances).hasSize(5);
      assertThat(distances.get(10.0)).isLessThan(distances.get(1.0));
      assertThat(distances.get(1.0)).isLessThan(distances.get(0.0));
    }
    runs.stream()
        .filter(run -> run.cell().strategy().equals("equivariant"))
        .forEach(run -> assertThat(run.distance()).isLessThan(FLOAT_ROUNDING * run.norm()));
  }

  @Test
  void samples() {
    List<Run> runs =
        run(
            "beyond/samples",
            "seeds=0..1",
            "data.subset=20",
            "phases.sampled.epochs=5",
            "phases.whole.epochs=5");
    assertWholeOrbitsStay(runs);
    Map<Double, Double> distances = by(runs, "sampled", "phases.sampled.orbit.samples");
    assertThat(distances.get(64.0)).isLessThan(distances.get(8.0) / 1.5);
    assertThat(distances.get(8.0)).isLessThan(distances.get(1.0) / 1.5);
    // 1/√k: 8 for 64 times as many
    assertThat(distances.get(1.0) / distances.get(64.0)).isBetween(5.0, 12.0);
  }

  @Test
  void stepSize() {
    List<Run> runs = run("beyond/step-size", "seeds=0..1", "data.subset=40");
    Map<Double, Double> distances = by(runs, "sampled", "phases.sampled.learning_rate");
    assertThat(distances.get(0.025)).isLessThan(distances.get(0.4) / 2);
  }

  @Test
  void batchSize() {
    List<Run> runs =
        run("beyond/batch-size", "seeds=0..1", "data.subset=200", "phases.sampled.epochs=2");
    Map<Double, Double> distances = by(runs, "sampled", "data.batch");
    assertThat(distances.get(200.0)).isLessThan(distances.get(50.0) / 2);
    assertThat(distances.get(50.0)).isLessThan(distances.get(10.0) / 2);
  }

  @Test
  void depth() {
    List<Run> runs =
        run(
            "beyond/depth",
            "seeds=[0]",
            "data.subset=40",
            "phases.sampled.epochs=2",
            "phases.whole.epochs=2");
    assertWholeOrbitsStay(runs);
    List<Run> sampled = runs.stream().filter(r -> r.cell().strategy().equals("sampled")).toList();
    assertThat(sampled).hasSize(4).allMatch(run -> run.drift() > 1e-3);
    assertThat(sampled.stream().map(Run::distance).toList())
        .as("deeper, nearer")
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  private static void assertWholeOrbitsStay(List<Run> runs) {
    List<Run> whole = runs.stream().filter(run -> run.cell().strategy().equals("whole")).toList();
    assertThat(whole).isNotEmpty();
    whole.forEach(run -> assertThat(run.distance()).isLessThan(DOUBLE_ROUNDING * run.norm()));
  }

  /** The mean final distance to 𝓔 of a strategy by the value of an axis. */
  private static Map<Double, Double> by(List<Run> runs, String strategy, String axis) {
    return runs.stream()
        .filter(run -> run.cell().strategy().equals(strategy))
        .collect(
            Collectors.groupingBy(
                run -> ((Number) run.cell().axes().get(axis)).doubleValue(),
                TreeMap::new,
                Collectors.averagingDouble(Run::distance)));
  }

  private static List<TrajectoryRow> of(Run run, Predicate<TrajectoryRow> wanted) {
    return run.outcome().rows().stream().filter(wanted).toList();
  }

  private static List<Run> run(String study, String... sets) {
    Sweep sweep = Sweep.load("jobs/" + study + ".yaml", List.of(sets));
    List<Run> runs = new ArrayList<>();
    long planned = 0;
    for (Cohort cohort : sweep.cohorts()) {
      planned += sweep.cost(cohort).rows();
      List<TrialOutcome> outcomes = CohortTrainer.train(cohort.strands(), NO_DEADLINE, true);
      List<TrialSettings> settings = cohort.settingsOfTrials();
      for (int i = 0; i < outcomes.size(); i++) {
        TrialOutcome outcome = outcomes.get(i);
        Trial trial = cohort.trials().get(i);
        assertThat(outcome.status()).as(outcome.reason()).isEqualTo(Status.BUDGET);
        TrialSettings own = settings.get(i);
        sweep.cells().stream()
            .filter(cell -> cell.settings().equals(own))
            .forEach(cell -> runs.add(new Run(cell, trial.seed(), outcome)));
      }
    }
    assertThat(runs.stream().map(run -> run.outcome().rows().size()).toList()).doesNotContain(0);
    assertThat(rowsOf(sweep, runs)).as("rows as planned").isEqualTo(planned);
    return runs;
  }

  /** Rows over the distinct trials: a trial may stand in several cells. */
  private static long rowsOf(Sweep sweep, List<Run> runs) {
    Map<String, Integer> rows = new TreeMap<>();
    runs.forEach(
        run -> rows.put(sweep.trialId(run.cell(), run.seed()), run.outcome().rows().size()));
    return rows.values().stream().mapToLong(Integer::longValue).sum();
  }
}
