package org.equisweep.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.equisweep.spark.SparkSessions;
import org.equisweep.statistics.Statistics;
import org.equisweep.table.SweepFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "aggregate",
    description = "Write cells/, comparisons/ and importance/ from what is published.")
final class AggregateCommand implements Callable<Integer> {
  @ParentCommand private Equisweep equisweep;
  @Mixin private ResultsFolder results;

  @Override
  public Integer call() throws IOException {
    Console console = equisweep.console();
    SweepFolder folder = results.open();
    try (SparkSession spark = SparkSessions.open("equisweep aggregate", null)) {
      Statistics.write(spark, folder);
    }
    if (console.json()) {
      console.print(Map.of("folder", folder.path()));
    } else {
      console.print("cells, comparisons and importance written in " + folder.path());
    }
    return Exit.DONE;
  }
}
