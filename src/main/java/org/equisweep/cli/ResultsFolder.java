package org.equisweep.cli;

import java.util.List;
import org.equisweep.sweep.Sweep;
import org.equisweep.table.Design;
import org.equisweep.table.SweepFolder;
import picocli.CommandLine.Parameters;

/** The argument that names a folder with results. */
final class ResultsFolder {
  @Parameters(index = "0", paramLabel = "DIR", description = "The folder that 'run' wrote.")
  private String path = "";

  SweepFolder open() {
    return SweepFolder.open(path);
  }

  /** What the folder's sweep asks for, as it was run last. */
  static Design design(SweepFolder folder) {
    return Design.of(sweep(folder));
  }

  static Sweep sweep(SweepFolder folder) {
    return Sweep.load(folder.sweepPath(), List.of());
  }
}
