package org.equisweep.spark;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.equisweep.sweep.Sweep;
import org.equisweep.table.Design;
import org.equisweep.table.SweepFolder;

/** Runs a sweep file in a process of its own, so that a test can kill it. */
final class RunOneSweep {
  private RunOneSweep() {}

  /** Arguments: sweep file, output folder, master. */
  public static void main(String[] arguments) throws IOException {
    Sweep sweep = Sweep.load(arguments[0], List.of());
    SweepFolder folder = SweepFolder.prepare(arguments[1]);
    try (SweepFolder.Hold hold = folder.hold();
        SparkSession session = SparkSessions.open("one sweep", arguments[2])) {
      run(sweep, folder, session);
    }
  }

  static RunResult run(Sweep sweep, SweepFolder folder, SparkSession session) {
    return new SweepRun(
            JavaSparkContext.fromSparkContext(session.sparkContext()),
            folder,
            Design.of(sweep),
            sweep.execution(),
            Trainer.engine(sweep.keepsStates()))
        .run(sweep.cohorts(), cohort -> cohort.trials().size(), progress -> {});
  }
}
