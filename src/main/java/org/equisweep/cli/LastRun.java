package org.equisweep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.equisweep.storage.Storage;
import org.equisweep.sweep.Sweep;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Table;
import org.equisweep.table.Tables;

/** What the last run left in a folder. */
final class LastRun {
  private static final List<Table> MADE =
      List.of(
          Tables.TRIALS, Tables.TRAJECTORIES, Tables.CELLS, Tables.COMPARISONS, Tables.IMPORTANCE);

  private LastRun() {}

  /** Whether it was of the same sweep. */
  static boolean was(Sweep sweep, SweepFolder folder) {
    if (!Storage.exists(folder.sweepPath())) {
      return false;
    }
    try (InputStream in = Storage.open(folder.sweepPath())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).equals(sweep.yaml());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether its tables and page are newer than every commit; never said of folders whose file
   * system has no clock of ours.
   */
  static boolean isAggregated(SweepFolder folder) {
    if (!Storage.isLocal(folder.path()) || !MADE.stream().allMatch(folder::has)) {
      return false;
    }
    Path root = Storage.localPath(folder.path());
    Path page = root.resolve("report.html");
    try {
      return Files.exists(page)
          && Files.getLastModifiedTime(page)
                  .compareTo(Files.getLastModifiedTime(root.resolve("_commits")))
              >= 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
