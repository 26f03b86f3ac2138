package org.equisweep.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.equisweep.sweep.Cohort;
import org.jspecify.annotations.Nullable;

/**
 * What is committed, as read from the records at one moment. Of several records that name a trial
 * the one counts that holds a result, then the one of the highest retry. Immutable.
 */
public final class Ledger {
  private static final Comparator<Committed> PRECEDENCE =
      Comparator.comparing((Committed committed) -> committed.entry().isResult())
          .thenComparing(committed -> committed.record().retry())
          .thenComparing(committed -> committed.record().cohort());

  private final List<CommitRecord> records;
  private final List<Damage> damages;
  private final Set<String> names;
  private final Map<String, Committed> trials = new HashMap<>();

  Ledger(List<CommitRecord> records, List<Damage> damages, Collection<String> names) {
    this.records = List.copyOf(records);
    this.damages = List.copyOf(damages);
    this.names = new HashSet<>(names);
    for (CommitRecord record : records) {
      for (int i = 0; i < record.trials().size(); i++) {
        Committed committed = new Committed(record, i);
        trials.merge(
            committed.entry().id(),
            committed,
            (one, other) -> PRECEDENCE.compare(one, other) >= 0 ? one : other);
      }
    }
  }

  /**
   * A trial in its record.
   *
   * @param index its place among the record's trials
   */
  public record Committed(CommitRecord record, int index) {
    public CommitRecord.Entry entry() {
      return record.trials().get(index);
    }
  }

  /** A record that cannot be used, and why; its trials count as not committed. */
  public record Damage(String name, String reason) {
    @Override
    public String toString() {
      return "_commits/" + name + " does not count: " + reason;
    }
  }

  /**
   * What is left of a cohort for one task to train.
   *
   * @param cohort with only the trials to train
   * @param retry number of the record to write
   * @param continuations its trials that can go on from others
   */
  public record Work(Cohort cohort, int retry, List<Continuation> continuations) {
    public Work {
      continuations = List.copyOf(continuations);
    }

    /** All from the first point. */
    public Work(Cohort cohort, int retry) {
      this(cohort, retry, List.of());
    }
  }

  public List<CommitRecord> records() {
    return records;
  }

  /** What was found unusable. */
  public List<Damage> damages() {
    return damages;
  }

  public @Nullable Committed find(String trialId) {
    return trials.get(trialId);
  }

  /** Every committed trial, by id. */
  public Map<String, Committed> trials() {
    return Collections.unmodifiableMap(trials);
  }

  /** Committed trials by status. */
  public Map<String, Long> statuses() {
    Map<String, Long> counts = new TreeMap<>();
    trials.values().forEach(trial -> counts.merge(trial.entry().status(), 1L, Long::sum));
    return counts;
  }

  /**
   * What a run has to train, in the order of the cohorts.
   *
   * @param retry whether failed and timed-out trials are tried again
   */
  public List<Work> missing(List<Cohort> cohorts, boolean retry) {
    Continuations continuations = new Continuations(trials.values());
    List<Work> works = new ArrayList<>();
    for (Cohort cohort : cohorts) {
      Cohort missing = cohort.only(trial -> isMissing(trial.id(), retry));
      if (missing.size() > 0) {
        works.add(new Work(missing, firstFree(cohort.id()), continuations.of(missing)));
      }
    }
    return works;
  }

  private boolean isMissing(String trialId, boolean retry) {
    Committed committed = trials.get(trialId);
    return committed == null || (retry && !committed.entry().isResult());
  }

  /** The lowest number a new record of the cohort can have. */
  int firstFree(String cohort) {
    int retry = 0;
    while (names.contains(CommitRecord.name(cohort, retry))) {
      retry++;
    }
    return retry;
  }
}
