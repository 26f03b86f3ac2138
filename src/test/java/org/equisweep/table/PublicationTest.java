package org.equisweep.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Cohort;
import org.equisweep.table.Ledger.Work;
import org.equisweep.training.TrialOutcome.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTest {
  @TempDir Path directory;

  private SweepFolder folder(String name) {
    SweepFolder folder = SweepFolder.prepare(directory.resolve(name).toString());
    folder.hold().close();
    return folder;
  }

  private static void commit(SweepFolder folder, List<Cohort> cohorts) {
    try (Committer committer = new Committer(folder, "run", "numerics", record -> {})) {
      for (Cohort cohort : cohorts) {
        committer.add(new Work(cohort, 0), MadeUp.outcomes(cohort, Status.BUDGET), 1);
      }
    }
  }

  static List<Row> rows(SweepFolder folder, Table table) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(folder.tablePath(table)))) {
      for (Path file : files.sorted().toList()) {
        try (RowReader reader =
            RowReader.of(table, new org.apache.parquet.io.LocalInputFile(file))) {
          for (Row row = reader.next(); row != null; row = reader.next()) {
            rows.add(row);
          }
        }
      }
    }
    return rows;
  }

  @Test
  void a_row_per_cell_and_seed_and_the_states_of_each_trial_once() throws IOException {
    SweepFolder folder = folder("out");
    Design design = MadeUp.design(3, 4, 2);
    commit(folder, design.cohorts().subList(0, 5));
    Publication.Summary summary = Publication.publish(folder, design);
    assertThat(summary).isEqualTo(new Publication.Summary(10, 30, List.of()));

    List<Row> trials = rows(folder, design.trials());
    assertThat(trials).hasSize(10);
    assertThat(trials.get(2).string("cell_id")).isEqualTo("c1");
    assertThat(trials.get(2).string("strategy")).isEqualTo("plain");
    assertThat(trials.get(2).number("phases.plain.learning_rate")).isEqualTo(0.2);
    assertThat(rows(folder, Tables.TRAJECTORIES).stream().map(row -> row.string("trial_id")))
        .hasSize(30)
        .startsWith("c0s0", "c0s0", "c0s0", "c0s1");
  }

  @Test
  void cells_of_equal_settings_share_the_trained_trial() throws IOException {
    SweepFolder folder = folder("out");
    List<Cell> cells = MadeUp.cells(2);
    List<Cohort> cohorts = MadeUp.cohorts(cells.subList(0, 1), List.of(0L, 1L), 2);
    Design design =
        new Design(
            cells,
            List.of(0L, 1L),
            cohorts,
            List.of("phases.plain.learning_rate"),
            (cell, seed) -> "c0s" + seed);
    commit(folder, cohorts);
    Publication.publish(folder, design);
    assertThat(rows(folder, design.trials()).stream().map(row -> row.string("cell_id")))
        .containsExactly("c0", "c1", "c0", "c1");
    assertThat(rows(folder, Tables.TRAJECTORIES)).hasSize(6);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void the_files_do_not_depend_on_who_committed_what_when(long seed) throws IOException {
    Design design = MadeUp.design(4, 6, 2);
    SweepFolder one = folder("one");
    commit(one, design.cohorts());
    SweepFolder other = folder("other");
    List<Cohort> shuffled = new ArrayList<>(design.cohorts());
    Collections.shuffle(shuffled, new Random(seed));
    commit(other, shuffled.subList(0, 3));
    commit(other, shuffled.subList(3, 10));
    commit(other, shuffled.subList(10, shuffled.size()));
    Publication.publish(one, design);
    Publication.publish(other, design);
    for (String table : List.of("trials", "trajectories")) {
      assertThat(directory.resolve("other/" + table + "/part-00000.parquet"))
          .hasSameBinaryContentAs(directory.resolve("one/" + table + "/part-00000.parquet"));
    }
  }

  @Test
  void a_reader_always_finds_a_whole_table() throws Exception {
    SweepFolder folder = folder("out");
    Design design = MadeUp.design(2, 4, 2);
    commit(folder, design.cohorts().subList(0, 1));
    Publication.publish(folder, design);
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger reads = new AtomicInteger();
    List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
    Thread reader =
        new Thread(
            () -> {
              try {
                while (!done.get()) {
                  assertThat(rows(folder, design.trials()).size()).isIn(2, 4, 6, 8);
                  reads.incrementAndGet();
                }
              } catch (Throwable e) {
                faults.add(e);
              }
            });
    reader.start();
    for (Cohort cohort : design.cohorts()) {
      commit(folder, List.of(cohort));
      for (int i = 0; i < 10; i++) {
        Publication.publish(folder, design);
      }
    }
    done.set(true);
    reader.join();
    assertThat(faults).isEmpty();
    assertThat(reads.get()).isPositive();
    assertThat(rows(folder, design.trials())).hasSize(8);
    assertThat(directory.resolve("out/_publication")).doesNotExist();
  }

  @Test
  void a_publication_killed_between_two_renames_is_mended_by_the_next() throws IOException {
    SweepFolder folder = folder("out");
    Design design = MadeUp.design(1, 2, 2);
    commit(folder, design.cohorts());
    Publication.publish(folder, design);
    Path out = directory.resolve("out");
    Files.createDirectories(out.resolve("_publication"));
    Files.move(out.resolve("trials"), out.resolve("_publication/trials.old"));

    TableWriter.recover(folder.files(), design.trials());
    assertThat(rows(folder, design.trials())).hasSize(2);
  }

  @Test
  void a_part_with_a_flipped_bit_is_left_out_and_said() throws IOException {
    SweepFolder folder = folder("out");
    Design design = MadeUp.design(2, 2, 2);
    commit(folder, design.cohorts().subList(0, 1));
    commit(folder, design.cohorts().subList(1, 2));
    CommitRecord record = folder.ledger().find("c0s0").record();
    Path part = directory.resolve("out/_parts/" + record.parts().get(1).file());
    byte[] content = Files.readAllBytes(part);
    content[content.length / 2] ^= 1;
    Files.write(part, content);

    Publication.Summary summary = Publication.publish(folder, design);
    assertThat(summary.damages())
        .singleElement()
        .satisfies(damage -> assertThat(damage.reason()).contains("checksum"));
    assertThat(rows(folder, design.trials()).stream().map(row -> row.string("cell_id")))
        .containsExactly("c1", "c1");
    summary.damages().forEach(folder::dismiss);
    assertThat(folder.ledger().missing(design.cohorts(), true)).hasSize(1);
  }

  @Test
  void nothing_committed_is_a_table_without_rows() throws IOException {
    SweepFolder folder = folder("out");
    Design design = MadeUp.design(1, 1, 1);
    Publication.publish(folder, design);
    assertThat(rows(folder, design.trials())).isEmpty();
    assertThat(folder.has(design.trials())).isTrue();
  }
}
