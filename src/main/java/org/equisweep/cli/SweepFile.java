package org.equisweep.cli;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.sweep.Sweep;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that name a sweep. */
final class SweepFile {
  @Parameters(paramLabel = "SWEEP.yaml", description = "The sweep file.")
  private String file = "";

  @Option(
      names = "--set",
      paramLabel = "path=value",
      description =
          "Replace a node of the file, such as seeds=0..2 or phases.plain.epochs=5; the value is"
              + " YAML. Again for more.")
  private List<String> sets = new ArrayList<>();

  Sweep load() {
    return Sweep.load(file, sets);
  }
}
