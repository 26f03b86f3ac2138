package org.equisweep.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.equisweep.sweep.Cohort;
import org.equisweep.table.Ledger.Work;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.TrialOutcome.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTest {
  @TempDir Path directory;

  private SweepFolder folder() {
    SweepFolder folder = SweepFolder.prepare(directory.resolve("out").toString());
    folder.hold().close();
    return folder;
  }

  private static void commit(SweepFolder folder, Work work, Status status) {
    try (Committer committer = new Committer(folder, "run", "numerics", record -> {})) {
      committer.add(work, MadeUp.outcomes(work.cohort(), status), 1);
    }
  }

  @Test
  void of_eight_attempts_at_a_cohort_one_wins_and_its_rows_are_read() throws Exception {
    SweepFolder folder = folder();
    Cohort cohort = MadeUp.design(1, 3, 3).cohorts().get(0);
    int attempts = 8;
    CyclicBarrier start = new CyclicBarrier(attempts);
    AtomicInteger winners = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(attempts);
    List<Future<Integer>> won = new ArrayList<>();
    for (int attempt = 0; attempt < attempts; attempt++) {
      int states = attempt + 1;
      Callable<Integer> task =
          () -> {
            List<TrialOutcome> outcomes =
                cohort.trials().stream()
                    .map(trial -> MadeUp.outcome(trial.id(), Status.BUDGET, states))
                    .toList();
            AtomicInteger committed = new AtomicInteger();
            try (Committer committer =
                new Committer(
                    folder,
                    "run",
                    "numerics",
                    record -> {
                      committed.set(states);
                      winners.incrementAndGet();
                    })) {
              start.await();
              committer.add(new Work(cohort, 0), outcomes, 1);
            }
            return committed.get();
          };
      won.add(threads.submit(task));
    }
    int states = 0;
    for (Future<Integer> future : won) {
      states = Math.max(states, future.get());
    }
    threads.shutdown();

    assertThat(winners).hasValue(1);
    try (TrialStore store = new TrialStore(folder)) {
      for (var trial : cohort.trials()) {
        assertThat(store.trajectory(store.find(trial.id()))).hasSize(states);
      }
    }
    assertThat(partNames()).as("losers take their files away").hasSize(2);
  }

  @Test
  void rows_come_back_as_they_were_whatever_shares_the_part() {
    SweepFolder folder = folder();
    Design design = MadeUp.design(3, 5, 2);
    try (Committer committer = new Committer(folder, "run", "numerics", record -> {})) {
      for (Cohort cohort : design.cohorts()) {
        committer.add(new Work(cohort, 0), MadeUp.outcomes(cohort, Status.BUDGET), 1);
      }
    }
    assertThat(partNames()).hasSize(2);
    try (TrialStore store = new TrialStore(folder)) {
      for (Cohort cohort : design.cohorts()) {
        for (var trial : cohort.trials()) {
          TrialOutcome outcome = MadeUp.outcome(trial.id(), Status.BUDGET, 3);
          var found = store.find(trial.id());
          Row row = store.trial(found);
          assertThat(row.string("trial_id")).isEqualTo(trial.id());
          assertThat(row.whole("seed")).isEqualTo(trial.seed());
          assertThat(row.string("status")).isEqualTo("budget");
          assertThat(row.get("reason")).isNull();
          assertThat(row.get("nominal_risk")).isEqualTo(outcome.rows().get(2).nominalRisk());
          assertThat(row.get("gradient_norm_normal"))
              .isEqualTo(outcome.rows().get(2).gradientNormNormal());
          assertThat(row.get("verdict")).isNull();
          assertThat(row.string("precision")).isEqualTo("double");
          assertThat(row.number("wall_seconds")).isEqualTo(0.25);
          List<Row> states = store.trajectory(found);
          assertThat(states).hasSize(3);
          for (int k = 0; k < 3; k++) {
            assertThat(states.get(k).get("batch_loss"))
                .isEqualTo(outcome.rows().get(k).batchLoss());
            assertThat(states.get(k).get("distance_to_equivariant_by_layer"))
                .isEqualTo(outcome.rows().get(k).distanceToEquivariantByLayer());
            assertThat((double[]) states.get(k).get("distance_travelled_by_layer")).isEmpty();
          }
        }
      }
    }
  }

  @Test
  void a_failed_trial_is_missing_until_a_retry_gives_a_result() {
    SweepFolder folder = folder();
    List<Cohort> cohorts = MadeUp.design(1, 2, 2).cohorts();
    commit(folder, new Work(cohorts.get(0), 0), Status.FAILED);
    assertThat(folder.ledger().missing(cohorts, false)).isEmpty();

    List<Work> again = folder.ledger().missing(cohorts, true);
    assertThat(again).singleElement().extracting(Work::retry).isEqualTo(1);
    commit(folder, again.get(0), Status.TIMEOUT);
    assertThat(folder.ledger().statuses()).isEqualTo(java.util.Map.of("timeout", 2L));

    commit(folder, folder.ledger().missing(cohorts, true).get(0), Status.CONVERGED);
    Ledger ledger = folder.ledger();
    assertThat(ledger.missing(cohorts, true)).isEmpty();
    assertThat(ledger.statuses()).isEqualTo(java.util.Map.of("converged", 2L));
    assertThat(directory.resolve("out/_commits/" + cohorts.get(0).id() + ".retry-2.json")).exists();
  }

  @Test
  void a_trial_that_another_cohort_committed_is_not_trained_again() {
    SweepFolder folder = folder();
    Cohort wide = MadeUp.design(1, 4, 4).cohorts().get(0);
    commit(folder, new Work(MadeUp.design(1, 2, 2).cohorts().get(0), 0), Status.BUDGET);
    Cohort renamed = new Cohort("wide", wide.branches());

    assertThat(folder.ledger().missing(List.of(renamed), true))
        .singleElement()
        .satisfies(
            work -> assertThat(work.cohort().trials()).isEqualTo(wide.trials().subList(2, 4)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"torn record", "altered record", "torn part", "missing part"})
  void a_damaged_commit_is_reported_and_trained_again(String damage) throws IOException {
    SweepFolder folder = folder();
    List<Cohort> cohorts = MadeUp.design(2, 2, 2).cohorts();
    commit(folder, new Work(cohorts.get(0), 0), Status.BUDGET);
    commit(folder, new Work(cohorts.get(1), 0), Status.BUDGET);
    damage(damage, cohorts.get(0));

    Ledger ledger = folder.ledger();
    assertThat(ledger.damages()).hasSize(1);
    assertThat(ledger.damages().get(0).toString()).contains(cohorts.get(0).id());
    List<Work> works = ledger.missing(cohorts, true);
    assertThat(works).singleElement().satisfies(w -> assertThat(w.retry()).isEqualTo(1));
    ledger.damages().forEach(folder::dismiss);
    commit(folder, works.get(0), Status.BUDGET);

    Ledger mended = folder.ledger();
    assertThat(mended.damages()).as("reported once").isEmpty();
    assertThat(mended.missing(cohorts, true)).isEmpty();
  }

  private void damage(String kind, Cohort cohort) throws IOException {
    Path record = directory.resolve("out/_commits/" + cohort.id() + ".json");
    byte[] content = Files.readAllBytes(record);
    switch (kind) {
      case "torn record" -> Files.write(record, java.util.Arrays.copyOf(content, 100));
      case "altered record" -> {
        String altered = new String(content, java.nio.charset.StandardCharsets.UTF_8);
        Files.writeString(record, altered.replace("\"seed\":1", "\"seed\":7"));
      }
      case "torn part", "missing part" -> {
        Path part =
            directory.resolve("out/_parts/" + CommitFormat.read(content).parts().get(0).file());
        if (kind.equals("missing part")) {
          Files.delete(part);
        } else {
          Files.write(part, java.util.Arrays.copyOf(Files.readAllBytes(part), 50));
        }
      }
      default -> throw new IllegalArgumentException(kind);
    }
  }

  @Test
  void results_of_another_folder_are_taken_over_unless_they_are_damaged() throws IOException {
    List<Cohort> cohorts = MadeUp.design(3, 2, 2).cohorts();
    SweepFolder source = folder();
    commit(source, new Work(cohorts.get(0), 0), Status.BUDGET);
    commit(source, new Work(cohorts.get(1), 0), Status.FAILED);
    commit(source, new Work(cohorts.get(2), 0), Status.BUDGET);
    Cohort half = cohorts.get(1).only(cohorts.get(1).trials().get(0)::equals);
    commit(source, new Work(half, 1), Status.BUDGET);
    Path part =
        directory.resolve(
            "out/_parts/" + source.ledger().find("c2s0").record().parts().get(0).file());
    byte[] content = Files.readAllBytes(part);
    content[20] ^= 1;
    Files.write(part, content);

    SweepFolder target = SweepFolder.prepare(directory.resolve("target").toString());
    target.hold().close();
    commit(target, new Work(cohorts.get(0), 0), Status.TIMEOUT);
    Reuse.Taken taken = Reuse.take(source, target, cohorts);
    assertThat(taken.trials()).isEqualTo(3);
    assertThat(taken.damages()).hasSize(1);
    assertThat(target.ledger().statuses()).isEqualTo(java.util.Map.of("budget", 3L));
    try (TrialStore store = new TrialStore(target)) {
      assertThat(store.trajectory(store.find("c0s1"))).hasSize(3);
    }
    assertThat(Reuse.take(source, target, cohorts.subList(0, 2)).trials()).isZero();
  }

  @Test
  void parts_no_record_names_are_removed_for_the_run_alone() throws IOException {
    SweepFolder folder = folder();
    commit(folder, new Work(MadeUp.design(1, 2, 2).cohorts().get(0), 0), Status.BUDGET);
    Files.writeString(directory.resolve("out/_parts/run-orphan.trials.parquet"), "half");
    Files.writeString(directory.resolve("out/_parts/other-orphan.trials.parquet"), "half");
    folder.removeOrphans("run");
    assertThat(partNames())
        .hasSize(3)
        .doesNotContain("run-orphan.trials.parquet")
        .contains("other-orphan.trials.parquet");
    assertThat(folder.ledger().damages()).isEmpty();
  }

  @Test
  void a_folder_has_one_run_at_a_time() {
    SweepFolder folder = folder();
    try (SweepFolder.Hold hold = folder.hold()) {
      assertThat(hold).isNotNull();
      assertThatThrownBy(folder::hold)
          .isInstanceOf(OutputInUse.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    folder.hold().close();
  }

  @Test
  void a_folder_that_holds_other_things_is_refused_and_left_alone() throws IOException {
    Files.writeString(directory.resolve("thesis.tex"), "x");
    assertThatThrownBy(() -> SweepFolder.prepare(directory.toString()))
        .hasMessageContaining("thesis.tex");
    assertThatThrownBy(() -> SweepFolder.prepare(directory.resolve("thesis.tex/out").toString()))
        .isInstanceOf(org.equisweep.problem.InvalidInput.class);
    assertThatThrownBy(() -> SweepFolder.open(directory.toString()))
        .isInstanceOf(org.equisweep.problem.InvalidInput.class);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  private List<String> partNames() {
    try (Stream<Path> files = Files.list(directory.resolve("out/_parts"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
