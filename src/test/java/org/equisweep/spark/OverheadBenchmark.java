package org.equisweep.spark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.equisweep.report.Report;
import org.equisweep.statistics.Statistics;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Execution;
import org.equisweep.table.Design;
import org.equisweep.table.MadeUp;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.SweepStatus;

/**
 * What everything but training costs, in milliseconds a trial: trials that take no time, from the
 * empty folder to published tables, statistics and report. Run by bench/run overhead.
 */
final class OverheadBenchmark {
  private static final double MEBI = 1.0 / (1 << 20);

  private OverheadBenchmark() {}

  /** Arguments: trials, seeds of a cell, lanes of a cohort, recorded states of a trial. */
  public static void main(String[] arguments) throws Exception {
    int trials = Integer.parseInt(arguments[0]);
    int seeds = Integer.parseInt(arguments[1]);
    int lanes = Integer.parseInt(arguments[2]);
    int states = Integer.parseInt(arguments[3]);
    Design design = MadeUp.design(trials / seeds, seeds, lanes);
    Path directory = Files.createTempDirectory("equisweep-overhead");
    SweepFolder folder = SweepFolder.prepare(directory.resolve("out").toString());
    Files.createDirectories(directory.resolve("out"));
    Execution execution = new Execution(Duration.ZERO, true, 0, Execution.Order.SEEDS_FIRST);
    Map<String, Double> laps = new LinkedHashMap<>();
    Clock clock = new Clock(trials, laps);
    try (SweepFolder.Hold hold = folder.hold();
        SparkSession session = SparkSessions.open("overhead", "local[2]")) {
      clock.lap("start");
      for (String round : new String[] {"train and publish", "again, nothing to do"}) {
        RunResult result =
            new SweepRun(
                    JavaSparkContext.fromSparkContext(session.sparkContext()),
                    folder,
                    design,
                    execution,
                    new MadeUpTrainer(-1, -1, states))
                .run(design.cohorts(), Cohort::size, progress -> {});
        clock.lap(round);
        if (!result.isComplete()) {
          throw new IllegalStateException("not complete: " + result);
        }
      }
      SweepStatus.of(folder, design);
      clock.lap("status");
      Statistics.write(session, folder);
      clock.lap("statistics");
      Report.write(folder);
      clock.lap("report");
      say(trials, laps, directory.resolve("out"));
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  /** One line of JSON: everything but the start of Spark, per trial. */
  private static void say(int trials, Map<String, Double> laps, Path results) throws IOException {
    long published;
    try (Stream<Path> files = Files.walk(results)) {
      published =
          files
              .filter(Files::isRegularFile)
              .map(file -> results.relativize(file).getName(0).toString())
              .filter(top -> !top.startsWith("_"))
              .count();
    }
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    double all =
        laps.get("start")
            + laps.get("train and publish")
            + laps.get("statistics")
            + laps.get("report");
    System.out.printf(
        Locale.ROOT,
        "{\"trials\": %d, \"milliseconds_per_trial\": %.4f, \"start_seconds\": %.2f,"
            + " \"train_seconds\": %.2f, \"statistics_seconds\": %.2f, \"report_seconds\": %.2f,"
            + " \"resume_seconds\": %.2f, \"status_seconds\": %.2f, \"heap_mebibytes\": %.0f,"
            + " \"heap_limit\": %.0f, \"files\": %d}%n",
        trials,
        1e3 * all / trials,
        laps.get("start"),
        laps.get("train and publish"),
        laps.get("statistics"),
        laps.get("report"),
        laps.get("again, nothing to do"),
        laps.get("status"),
        peak * MEBI,
        Runtime.getRuntime().maxMemory() * MEBI,
        published);
  }

  private static final class Clock {
    private final OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final int trials;
    private final Map<String, Double> laps;
    private long wall = System.nanoTime();
    private long cpu = system.getProcessCpuTime();

    Clock(int trials, Map<String, Double> laps) {
      this.trials = trials;
      this.laps = laps;
    }

    void lap(String what) {
      long wallNow = System.nanoTime();
      long cpuNow = system.getProcessCpuTime();
      System.out.printf(
          "%-22s %8.3f s   %.3f ms a trial, %.3f ms of CPU%n",
          what,
          (wallNow - wall) * 1e-9,
          (wallNow - wall) * 1e-6 / trials,
          (cpuNow - cpu) * 1e-6 / trials);
      laps.put(what, (wallNow - wall) * 1e-9);
      wall = wallNow;
      cpu = cpuNow;
    }
  }
}
