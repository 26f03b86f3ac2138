package org.equisweep.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.equisweep.report.Report;
import org.equisweep.spark.RunResult;

/** What a run says at its end. */
record RunSummary(
    String sweep, String folder, RunResult result, Report.Written report, Duration elapsed) {
  private static final int SHOWN = 5;

  void print(Console console) {
    if (console.json()) {
      console.print(json());
      return;
    }
    sayFailures(console);
    if (console.quiet()) {
      return;
    }
    console.print(
        result.trained() == 0
            ? "nothing to train: all %d trials are there".formatted(result.total())
            : "%d trials trained in %s; %s of %d"
                .formatted(result.trained(), Durations.text(elapsed), statuses(), result.total()));
    console.print("");
    console.print(report.finding());
    console.print("");
    console.print("report  " + report.path());
    console.print(
        "tables  " + folder + "/{trials,trajectories,geometry,cells,comparisons,importance}");
  }

  private String statuses() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(result.statuses())
        .forEach(
            (status, count) ->
                text.append(text.isEmpty() ? "" : ", ").append(status).append(' ').append(count));
    return text.toString();
  }

  private void sayFailures(Console console) {
    result.failures().stream()
        .limit(SHOWN)
        .forEach(
            failure ->
                console.warn(
                    "trial %s %s: %s"
                        .formatted(failure.trialId(), failure.status(), failure.reason())));
    if (result.failures().size() > SHOWN) {
      console.warn(
          "… and %d more; see 'status %s'".formatted(result.failures().size() - SHOWN, folder));
    }
    if (result.stopped()) {
      console.warn("stopped early: execution.stop_after_failures is reached");
    }
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sweep", sweep);
    json.put("folder", folder);
    json.put("total", result.total());
    json.put("present", result.present());
    json.put("trained", result.trained());
    json.put("statuses", new TreeMap<>(result.statuses()));
    json.put("failures", result.failures());
    json.put("stopped", result.stopped());
    json.put("training_seconds", result.trainingSeconds());
    json.put("elapsed_seconds", elapsed.toMillis() / 1000.0);
    json.put("warnings", result.warnings());
    json.put("finding", report.finding());
    json.put("report", report.path());
    return json;
  }
}
