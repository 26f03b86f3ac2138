package org.equisweep.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.equisweep.report.Report;
import org.equisweep.spark.ProgressLine;
import org.equisweep.spark.RunResult;
import org.equisweep.spark.SparkSessions;
import org.equisweep.spark.SweepRun;
import org.equisweep.spark.Trainer;
import org.equisweep.statistics.Statistics;
import org.equisweep.storage.Storage;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Sweep;
import org.equisweep.sweep.Trial;
import org.equisweep.table.Design;
import org.equisweep.table.Ledger;
import org.equisweep.table.Publication;
import org.equisweep.table.Reuse;
import org.equisweep.table.SweepFolder;
import org.jspecify.annotations.Nullable;

/** What {@code run} does once its arguments are known to be good. */
final class SweepRunner {
  private final Console console;
  private final Sweep sweep;
  private final List<Cohort> cohorts;
  private final List<SweepFolder> sources;
  private final @Nullable String master;

  /**
   * A runner.
   *
   * @param cohorts what to train of the sweep
   * @param sources folders to take trained trials from
   */
  SweepRunner(
      Console console,
      Sweep sweep,
      List<Cohort> cohorts,
      List<SweepFolder> sources,
      @Nullable String master) {
    this.console = console;
    this.sweep = sweep;
    this.cohorts = cohorts;
    this.sources = sources;
    this.master = master;
  }

  /** Says what would be trained. */
  int rehearse(String target) {
    boolean begun = Storage.exists(Storage.resolve(target, "_commits"));
    List<Ledger.Work> works =
        begun
            ? SweepFolder.open(target).ledger().missing(cohorts, sweep.execution().retry())
            : List.of();
    List<Cohort> missing = begun ? works.stream().map(Ledger.Work::cohort).toList() : cohorts;
    long continuing = works.stream().mapToLong(work -> work.continuations().size()).sum();
    PlanSummary plan = PlanSummary.of(sweep, missing);
    double speed = MatrixSpeed.measure(sweep.cells().get(0).settings().precision());
    int cores = Runtime.getRuntime().availableProcessors();
    if (console.json()) {
      Map<String, Object> json = plan.json(speed, cores);
      json.put("continuing_trials", continuing);
      console.print(json);
    } else {
      plan.lines(speed, cores).forEach(console::print);
      if (continuing > 0) {
        console.print(
            continuing
                + " of the trials go on from kept end states and train only the rest, so that it"
                + " takes less than said");
      }
    }
    return Exit.DONE;
  }

  private List<Cohort> missing(Ledger ledger) {
    return ledger.missing(cohorts, sweep.execution().retry()).stream()
        .map(Ledger.Work::cohort)
        .toList();
  }

  /** Runs to the end; the exit code. */
  int run(SweepFolder folder) throws IOException {
    long start = System.nanoTime();
    try (SweepFolder.Hold hold = folder.hold()) {
      boolean sameSweep = LastRun.was(sweep, folder);
      folder.writeSweep(sweep.yaml());
      Geometries.publish(sweep, folder);
      takeOver(folder);
      RunResult result = sameSweep ? finished(folder).orElse(null) : null;
      Report.Written report = result == null ? null : Report.last(folder).orElse(null);
      if (result == null) {
        try (SparkSession spark = SparkSessions.open("equisweep " + sweep.name(), master)) {
          result = train(spark, folder);
          Statistics.write(spark, folder);
        }
      }
      result.warnings().forEach(console::warn);
      if (report == null) {
        report = Report.write(folder);
      }
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      new RunSummary(sweep.name(), folder.path(), result, report, elapsed).print(console);
      return result.isComplete() ? Exit.DONE : Exit.SOME_FAILED;
    }
  }

  private void takeOver(SweepFolder folder) {
    long reused = 0;
    for (SweepFolder source : sources) {
      Reuse.Taken taken = Reuse.take(source, folder, cohorts);
      taken.damages().forEach(damage -> console.warn(source.path() + "/" + damage));
      reused += taken.trials();
    }
    if (reused > 0) {
      console.remark(reused + " trials taken from other sweeps");
    }
  }

  /**
   * What a run says that finds everything done, and its tables and page made of it: no Spark is
   * started, nothing is written. Empty when anything is missing or damaged.
   */
  private Optional<RunResult> finished(SweepFolder folder) {
    Ledger ledger = folder.ledger();
    if (!missing(ledger).isEmpty() || !LastRun.isAggregated(folder)) {
      return Optional.empty();
    }
    Publication.Summary published = Publication.check(folder, Design.of(sweep));
    if (!published.damages().isEmpty()) {
      return Optional.empty();
    }
    Map<String, Long> statuses = new TreeMap<>();
    for (Cohort cohort : cohorts) {
      for (Trial trial : cohort.trials()) {
        Ledger.Committed committed = ledger.find(trial.id());
        if (committed != null) {
          statuses.merge(committed.entry().status(), 1L, Long::sum);
        }
      }
    }
    long total = statuses.values().stream().mapToLong(Long::longValue).sum();
    return Optional.of(
        new RunResult(total, total, 0, statuses, List.of(), 0, false, published, List.of()));
  }

  private RunResult train(SparkSession spark, SweepFolder folder) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    SweepRun run =
        new SweepRun(
            context,
            folder,
            Design.of(sweep),
            sweep.execution(),
            Trainer.engine(sweep.keepsStates()));
    try (ProgressLine line = new ProgressLine(console.err(), Console.isTerminal())) {
      return run.run(
          cohorts,
          this::cost,
          progress -> {
            if (!console.quiet()) {
              line.accept(progress);
            }
          });
    }
  }

  private double cost(Cohort cohort) {
    return sweep.cost(cohort).multiplyAdds();
  }
}
