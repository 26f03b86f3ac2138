package org.equisweep.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Trial;
import org.equisweep.table.Ledger.Committed;
import org.equisweep.table.Ledger.Damage;

/**
 * Takes over what another sweep has trained. A trial is the same wherever its id is the same, so
 * the record that names it is put into this folder's log, after its part files; other trials that
 * it names do no harm.
 */
public final class Reuse {
  private Reuse() {}

  /**
   * What was taken.
   *
   * @param trials how many results
   * @param damages records of the source whose part files are not what they say
   */
  public record Taken(long trials, List<Damage> damages) {
    public Taken {
      damages = List.copyOf(damages);
    }
  }

  /**
   * Takes every result of {@code source} that these cohorts want and {@code target} does not have.
   */
  public static Taken take(SweepFolder source, SweepFolder target, List<Cohort> cohorts) {
    Ledger theirs = source.ledger();
    Ledger ours = target.ledger();
    Map<CommitRecord, Integer> wanted = new LinkedHashMap<>();
    for (Cohort cohort : cohorts) {
      for (Trial trial : cohort.trials()) {
        Committed their = theirs.find(trial.id());
        if (their != null && their.entry().isResult() && !hasResult(ours, trial)) {
          wanted.merge(their.record(), 1, Integer::sum);
        }
      }
    }
    List<Damage> damages = new ArrayList<>();
    Set<String> copied = new HashSet<>();
    long trials = 0;
    try (PartReader parts = new PartReader(source.files())) {
      for (Map.Entry<CommitRecord, Integer> entry : wanted.entrySet()) {
        CommitRecord record = entry.getKey();
        try {
          copyParts(record, parts, target, copied);
        } catch (DamagedPart e) {
          damages.add(new Damage(record.name(), e.getMessage()));
          continue;
        }
        int number = ours.firstFree(record.cohort());
        while (!target.log().commit(record.withRetry(number))) {
          number++;
        }
        trials += entry.getValue();
      }
    }
    return new Taken(trials, damages);
  }

  private static boolean hasResult(Ledger ledger, Trial trial) {
    Committed committed = ledger.find(trial.id());
    return committed != null && committed.entry().isResult();
  }

  private static void copyParts(
      CommitRecord record, PartReader parts, SweepFolder target, Set<String> copied)
      throws DamagedPart {
    for (CommitRecord.Part part : record.parts()) {
      if (copied.add(part.file())) {
        // names are unique to the attempt that wrote them: one that is there is the same file
        target.files().createIfAbsent(PartFiles.FOLDER + "/" + part.file(), parts.content(part));
      }
    }
  }
}
