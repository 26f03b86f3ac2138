package org.equisweep.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.SweepStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "status",
    description = "How far a running or finished sweep is, from what is committed.")
final class StatusCommand implements Callable<Integer> {
  private static final int SHOWN = 10;

  @ParentCommand private Equisweep equisweep;
  @Mixin private ResultsFolder results;

  @Override
  public Integer call() {
    Console console = equisweep.console();
    SweepFolder folder = results.open();
    SweepStatus status = SweepStatus.of(folder, ResultsFolder.design(folder));
    if (console.json()) {
      console.print(json(status));
    } else {
      print(console, status);
    }
    return Exit.DONE;
  }

  private static void print(Console console, SweepStatus status) {
    console.print(
        "%d of %d trials done%s"
            .formatted(status.done(), status.total(), remaining(status.remaining())));
    new TreeMap<>(status.statuses())
        .forEach((name, count) -> console.print("  %-10s %d".formatted(name, count)));
    if (status.trialsPerSecond() > 0) {
      console.print("  %s trials/s lately".formatted(TextTable.text(status.trialsPerSecond())));
    }
    new TreeMap<>(status.failures())
        .entrySet().stream()
            .limit(SHOWN)
            .forEach(failure -> console.print("  " + failure.getKey() + ": " + failure.getValue()));
    if (status.failures().size() > SHOWN) {
      console.print("  … and %d more with a reason".formatted(status.failures().size() - SHOWN));
    }
  }

  private static String remaining(@Nullable Duration remaining) {
    return remaining == null ? "" : ", about " + Durations.text(remaining) + " to go";
  }

  private static Map<String, Object> json(SweepStatus status) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("total", status.total());
    json.put("done", status.done());
    json.put("failed", status.failed());
    json.put("statuses", new TreeMap<>(status.statuses()));
    json.put("trials_per_second", status.trialsPerSecond());
    Duration remaining = status.remaining();
    json.put("remaining_seconds", remaining == null ? null : remaining.toMillis() / 1000.0);
    json.put("reasons", new TreeMap<>(status.failures()));
    return json;
  }
}
