package org.equisweep.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.equisweep.problem.InvalidInput;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Sweep;
import org.equisweep.table.SweepFolder;
import org.equisweep.training.TrialSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "run",
    description = {
      "Train what is missing of a sweep, publish its tables, aggregate them and write the report.",
      "A finished sweep runs nothing and says so."
    })
final class RunCommand implements Callable<Integer> {
  private static final String MASTERS =
      "local|local\\[(\\*|\\d+)(,\\d+)?]|local-cluster\\[.+]|yarn|(spark|k8s)://.+";

  @ParentCommand private Equisweep equisweep;
  @Mixin private SweepFile file;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description = "Where results go; by default results/<sweep>.")
  private @Nullable String output;

  @Option(
      names = "--master",
      paramLabel = "M",
      description = "local[n], spark://host:port, k8s://url or yarn; by default local[*].")
  private @Nullable String master;

  @Option(names = "--dry-run", description = "Say what would be trained, and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--only",
      paramLabel = "CELL",
      description =
          "Train these cells alone: a beginning of a cell_id, or axes such as strategy=nominal."
              + " Again for more.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--reuse",
      paramLabel = "DIR",
      description = "Take trials that another sweep has trained. Again for more.")
  private List<String> reuse = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    requireMaster();
    Sweep sweep = file.load();
    List<Cohort> cohorts = cohorts(sweep);
    List<SweepFolder> sources = reuse.stream().map(SweepFolder::open).toList();
    Preflight.check(sweep);
    SweepRunner runner = new SweepRunner(equisweep.console(), sweep, cohorts, sources, master);
    String target = output == null ? Path.of("results", sweep.name()).toString() : output;
    return dryRun ? runner.rehearse(target) : runner.run(SweepFolder.prepare(target));
  }

  private void requireMaster() {
    if (master != null && !master.matches(MASTERS)) {
      throw InvalidInput.of(
          "--master must be local, local[n], spark://…, k8s://… or yarn",
          "got " + master,
          "leave it out for all cores of this machine");
    }
  }

  private List<Cohort> cohorts(Sweep sweep) {
    Set<TrialSettings> selected =
        CellSelection.of(sweep, only).stream()
            .map(Cell::settings)
            .collect(Collectors.toUnmodifiableSet());
    return only.isEmpty()
        ? sweep.cohorts()
        : sweep.cohorts().stream()
            .map(cohort -> cohort.onlyOf(selected::contains))
            .filter(cohort -> cohort.size() > 0)
            .toList();
  }
}
