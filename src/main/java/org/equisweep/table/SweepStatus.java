package org.equisweep.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Trial;
import org.equisweep.table.Ledger.Committed;
import org.jspecify.annotations.Nullable;

/**
 * How far a sweep is, from its commit records alone.
 *
 * @param total distinct trials of the sweep
 * @param statuses its committed trials by status
 * @param trialsPerSecond over the last commits, 0 when nothing was committed lately
 * @param remaining at that rate; null when unknown or done
 * @param failures id and reason of the trials that failed, timed out or diverged
 */
public record SweepStatus(
    int total,
    Map<String, Long> statuses,
    double trialsPerSecond,
    @Nullable Duration remaining,
    Map<String, String> failures) {
  /** How far back the rate looks, seconds. */
  private static final long WINDOW_SECONDS = 300;

  public SweepStatus {
    statuses = Map.copyOf(statuses);
    failures = Map.copyOf(failures);
  }

  /** Committed trials, whatever became of them. */
  public long done() {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Those that failed or timed out. */
  public long failed() {
    return statuses.getOrDefault("failed", 0L) + statuses.getOrDefault("timeout", 0L);
  }

  /** Reads the records of the folder. */
  public static SweepStatus of(SweepFolder folder, Design design) {
    return of(folder.ledger(), design.cohorts(), Instant.now());
  }

  static SweepStatus of(Ledger ledger, List<Cohort> cohorts, Instant now) {
    Map<String, Long> statuses = new TreeMap<>();
    Map<String, String> failures = new TreeMap<>();
    Set<String> ids = new HashSet<>();
    List<Instant> recent = new ArrayList<>();
    for (Cohort cohort : cohorts) {
      for (Trial trial : cohort.trials()) {
        Committed committed = ledger.find(trial.id());
        if (!ids.add(trial.id()) || committed == null) {
          continue;
        }
        CommitRecord.Entry entry = committed.entry();
        statuses.merge(entry.status(), 1L, Long::sum);
        if (entry.reason() != null) {
          failures.put(entry.id(), entry.reason());
        }
        Instant at = Instant.parse(committed.record().committedAt());
        if (at.isAfter(now.minusSeconds(WINDOW_SECONDS))) {
          recent.add(at);
        }
      }
    }
    double rate = rate(recent, now);
    long left = ids.size() - statuses.values().stream().mapToLong(Long::longValue).sum();
    Duration remaining =
        left > 0 && rate > 0 ? Duration.ofMillis(Math.round(1000 * left / rate)) : null;
    return new SweepStatus(ids.size(), statuses, rate, remaining, failures);
  }

  private static double rate(List<Instant> recent, Instant now) {
    if (recent.size() < 2) {
      return 0;
    }
    Instant first = recent.stream().min(Instant::compareTo).orElse(now);
    double seconds = Duration.between(first, now).toMillis() / 1000.0;
    return seconds > 0 ? recent.size() / seconds : 0;
  }
}
