package org.equisweep.spark;

import java.util.List;
import java.util.Map;
import org.equisweep.table.Publication;

/**
 * What a run did.
 *
 * @param total distinct trials it was to have
 * @param present those that needed no training
 * @param trained those it committed
 * @param statuses of all that are committed now, lower case
 * @param failures of this run, the first ones
 * @param trainingSeconds summed over cores
 * @param stopped whether it ended early because of {@code stop_after_failures}
 * @param publication what the tables hold now
 * @param warnings to be shown: damaged records, differing executors
 */
public record RunResult(
    long total,
    long present,
    long trained,
    Map<String, Long> statuses,
    List<Failure> failures,
    double trainingSeconds,
    boolean stopped,
    Publication.Summary publication,
    List<String> warnings) {
  public RunResult {
    statuses = Map.copyOf(statuses);
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }

  /** A trial without a result. */
  public record Failure(String trialId, String status, String reason) {}

  /** Whether every trial has a result. */
  public boolean isComplete() {
    long results =
        statuses.entrySet().stream()
            .filter(
                status -> !status.getKey().equals("failed") && !status.getKey().equals("timeout"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return results == total;
  }
}
