package org.equisweep.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.equisweep.storage.Storage;
import org.equisweep.sweep.Cohort;
import org.equisweep.table.Ledger.Work;
import org.equisweep.training.TrialOutcome.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep's folder on a file system that is not this machine's own. */
class RemoteFolderTest {
  @TempDir Path directory;

  @BeforeEach
  void installFileSystem() {
    Storage.configure(
        Map.of(
            "fs.elsewhere.impl",
            Elsewhere.class.getName(),
            "fs.elsewhere.impl.disable.cache",
            "true"));
  }

  /** Local files under another scheme, without hard links or locks. */
  static class Elsewhere extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("elsewhere:///");
    }

    @Override
    public String getScheme() {
      return "elsewhere";
    }
  }

  private String uri(String name) {
    return "elsewhere://" + directory.resolve(name);
  }

  @Test
  void commits_are_put_published_and_read_as_on_a_local_disk() {
    SweepFolder folder = SweepFolder.prepare(uri("out"));
    Design design = MadeUp.design(2, 4, 2);
    try (SweepFolder.Hold hold = folder.hold()) {
      assertThat(hold).isNotNull();
      folder.writeSweep("sweep: made-up\n");
      for (Cohort cohort : design.cohorts()) {
        try (Committer committer = new Committer(folder, "run", "numerics", record -> {})) {
          committer.add(new Work(cohort, 0), MadeUp.outcomes(cohort, Status.BUDGET), 1);
        }
        Publication.publish(folder, design);
      }
    }
    SweepFolder opened = SweepFolder.open(uri("out"));
    assertThat(TableReader.rows(opened, design.trials())).hasSize(8);
    assertThat(TableReader.rows(opened, Tables.TRAJECTORIES)).hasSize(24);
    assertThat(opened.ledger().missing(design.cohorts(), true)).isEmpty();
    assertThat(directory.resolve("out/_publication")).doesNotExist();
    assertThat(Storage.read(opened.sweepPath())).asString().isEqualTo("sweep: made-up\n");
  }

  @Test
  void a_second_commit_of_a_cohort_loses() {
    SweepFolder folder = SweepFolder.prepare(uri("out"));
    folder.hold().close();
    Cohort cohort = MadeUp.design(1, 2, 2).cohorts().get(0);
    List<Status> won = new ArrayList<>();
    for (Status status : List.of(Status.BUDGET, Status.PLATEAU)) {
      try (Committer committer =
          new Committer(folder, "run", "numerics", record -> won.add(status))) {
        committer.add(new Work(cohort, 0), MadeUp.outcomes(cohort, status), 1);
      }
    }
    assertThat(won).containsExactly(Status.BUDGET);
    assertThat(folder.ledger().statuses()).isEqualTo(Map.of("budget", 2L));
  }

  @Test
  void a_living_owner_keeps_others_out_and_a_dead_one_does_not() throws Exception {
    SweepFolder folder = SweepFolder.prepare(uri("out"));
    try (SweepFolder.Hold hold = folder.hold()) {
      assertThat(hold).isNotNull();
      assertThatThrownBy(folder::hold)
          .isInstanceOf(OutputInUse.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
    assertThat(directory.resolve("out/_lock")).as("released").doesNotExist();

    String dead = "process 1 on gone since then\ntoken\n" + Instant.now().minusSeconds(600) + "\n";
    Files.write(directory.resolve("out/_lock"), dead.getBytes(StandardCharsets.UTF_8));
    try (SweepFolder.Hold hold = folder.hold()) {
      assertThat(hold).isNotNull();
      assertThat(directory.resolve("out/_lock"))
          .content()
          .contains("process " + ProcessHandle.current().pid());
    }
  }
}
