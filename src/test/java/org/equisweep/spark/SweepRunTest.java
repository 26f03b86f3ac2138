package org.equisweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.equisweep.sweep.Execution;
import org.equisweep.table.Column;
import org.equisweep.table.Design;
import org.equisweep.table.MadeUp;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepRunTest {
  private static final Execution PLAIN =
      new Execution(Duration.ZERO, true, 0, Execution.Order.SEEDS_FIRST);
  private static final Trainer GOOD = new MadeUpTrainer(-1, -1, 3);

  @TempDir Path directory;

  private SweepFolder folder(String name) {
    SweepFolder folder = SweepFolder.prepare(directory.resolve(name).toString());
    folder.hold().close();
    return folder;
  }

  private static RunResult run(
      SweepFolder folder, Design design, Execution execution, Trainer trainer) {
    return new SweepRun(LocalSpark.context(), folder, design, execution, trainer)
        .run(design.cohorts(), cohort -> cohort.trials().size(), progress -> {});
  }

  @Test
  void a_finished_sweep_trains_nothing() {
    Design design = MadeUp.design(3, 10, 4);
    SweepFolder folder = folder("out");
    RunResult first = run(folder, design, PLAIN, GOOD);
    assertThat(first.trained()).isEqualTo(30);
    assertThat(first.isComplete()).isTrue();
    assertThat(first.statuses()).isEqualTo(Map.of("budget", 30L));

    long before = MadeUpTrainer.TRAINED.get();
    RunResult second = run(folder, design, PLAIN, GOOD);
    assertThat(MadeUpTrainer.TRAINED.get()).isEqualTo(before);
    assertThat(second.trained()).isZero();
    assertThat(second.present()).isEqualTo(30);
  }

  @Test
  void an_exception_in_a_cohort_is_a_status_and_the_sweep_goes_on() {
    Design design = MadeUp.design(2, 6, 2);
    SweepFolder folder = folder("out");
    RunResult result = run(folder, design, PLAIN, new MadeUpTrainer(0, 5, 3));
    assertThat(result.trained()).isEqualTo(12);
    assertThat(result.statuses()).isEqualTo(Map.of("budget", 6L, "failed", 6L));
    assertThat(result.isComplete()).isFalse();
    assertThat(result.failures().stream().map(RunResult.Failure::reason))
        .anyMatch(reason -> reason.contains("drawn to throw"))
        .anyMatch(reason -> reason.contains("drawn to end so"));

    RunResult again = run(folder, design, PLAIN, GOOD);
    assertThat(again.trained()).isEqualTo(6);
    assertThat(again.isComplete()).isTrue();
    assertThat(folder.ledger().statuses()).isEqualTo(Map.of("budget", 12L));
  }

  @Test
  void failures_are_kept_when_they_are_not_to_be_tried_again() {
    Design design = MadeUp.design(1, 4, 2);
    SweepFolder folder = folder("out");
    run(folder, design, PLAIN, new MadeUpTrainer(1, -1, 3));
    Execution once = new Execution(Duration.ZERO, false, 0, Execution.Order.SEEDS_FIRST);
    assertThat(run(folder, design, once, GOOD).trained()).isZero();
  }

  @Test
  void a_run_ends_early_at_the_given_number_of_failures_and_goes_on_from_there() {
    Design design = MadeUp.design(1, 2000, 2);
    SweepFolder folder = folder("out");
    Execution impatient = new Execution(Duration.ZERO, true, 1, Execution.Order.SEEDS_FIRST);
    RunResult result = run(folder, design, impatient, new MadeUpTrainer(3, -1, 1));
    assertThat(result.stopped()).isTrue();
    assertThat(result.trained()).isBetween(1L, 1500L);
    assertThat(run(folder, design, PLAIN, GOOD).isComplete()).isTrue();
  }

  @Test
  void progress_ends_with_all_trials() {
    Design design = MadeUp.design(2, 20, 2);
    List<Progress> seen = Collections.synchronizedList(new ArrayList<>());
    new SweepRun(LocalSpark.context(), folder("out"), design, PLAIN, GOOD)
        .run(design.cohorts(), cohort -> 1, seen::add);
    Progress last = seen.get(seen.size() - 1);
    assertThat(last.done()).isEqualTo(40);
    assertThat(last.total()).isEqualTo(40);
    assertThat(last.toString()).startsWith("40/40 trials");
  }

  @Test
  void a_part_damaged_since_is_trained_again_by_the_same_run() throws IOException {
    Design design = MadeUp.design(1, 4, 2);
    SweepFolder folder = folder("out");
    run(folder, design, PLAIN, GOOD);
    Path part;
    try (Stream<Path> parts = Files.list(directory.resolve("out/_parts"))) {
      part = parts.filter(file -> file.toString().contains("trials")).findFirst().orElseThrow();
    }
    byte[] content = Files.readAllBytes(part);
    content[content.length / 3] ^= 4;
    Files.write(part, content);

    RunResult result = run(folder, design, PLAIN, GOOD);
    assertThat(result.warnings()).anyMatch(warning -> warning.contains("checksum"));
    assertThat(result.trained()).isPositive();
    assertThat(result.publication().trials()).isEqualTo(4);
    assertThat(result.isComplete()).isTrue();
    assertThat(run(folder, design, PLAIN, GOOD).warnings()).isEmpty();
  }

  @Test
  void spark_reads_the_tables_with_descriptions_and_units() {
    Design design = MadeUp.design(2, 3, 2);
    SweepFolder folder = folder("out");
    run(folder, design, PLAIN, GOOD);
    Dataset<Row> trials = LocalSpark.session().read().parquet(folder.tablePath(Tables.TRIALS));
    assertThat(trials.count()).isEqualTo(6);
    assertThat(trials.columns())
        .containsExactly(
            design.trials().columns().stream().map(Column::name).toArray(String[]::new));
    for (Column column : design.trials().columns()) {
      StructField field = trials.schema().fields()[design.trials().position(column.name())];
      assertThat(field.getComment().get()).isEqualTo(column.description());
      assertThat(field.dataType().simpleString())
          .isEqualTo(column.type().sqlName().replace("integer", "int").replace("long", "bigint"));
      if (!column.unit().isEmpty()) {
        assertThat(field.metadata().getString("unit")).isEqualTo(column.unit());
      }
    }
    Dataset<Row> states =
        LocalSpark.session().read().parquet(folder.tablePath(Tables.TRAJECTORIES));
    assertThat(states.join(trials, "trial_id").where("`phases.plain.learning_rate` > 0.15").count())
        .isEqualTo(9);
  }
}
