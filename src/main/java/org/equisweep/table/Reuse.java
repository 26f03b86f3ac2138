package org.equisweep.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Trial;
import org.equisweep.table.Ledger.Committed;

/**
 * Takes over what another sweep has trained. A trial is the same wherever its id is the same, so
 * the record that names it is put into this folder's log as it is, after its part files; other
 * trials that it names do no harm.
 */
public final class Reuse {
  private Reuse() {}

  /**
   * Takes every result of {@code source} that these cohorts want and {@code target} does not have.
   *
   * @return how many trials
   */
  public static long take(SweepFolder source, SweepFolder target, List<Cohort> cohorts) {
    Ledger theirs = source.ledger();
    Ledger ours = target.ledger();
    Set<String> taken = new HashSet<>();
    Set<CommitRecord> records = new HashSet<>();
    for (Cohort cohort : cohorts) {
      for (Trial trial : cohort.trials()) {
        Committed their = theirs.find(trial.id());
        Committed our = ours.find(trial.id());
        boolean wanted = our == null || !our.entry().isResult();
        if (wanted && their != null && their.entry().isResult()) {
          taken.add(trial.id());
          records.add(their.record());
        }
      }
    }
    for (CommitRecord record : records) {
      copyParts(record, source, target);
      target.log().commit(record);
    }
    Ledger now = target.ledger();
    return taken.stream()
        .map(now::find)
        .filter(trial -> trial != null && trial.entry().isResult())
        .count();
  }

  private static void copyParts(CommitRecord record, SweepFolder source, SweepFolder target) {
    List<String> names = new ArrayList<>();
    record.parts().forEach(part -> names.add(PartFiles.FOLDER + "/" + part.file()));
    for (String name : new HashSet<>(names)) {
      // names are unique to the attempt that wrote them: one that is there is the same file
      target.files().createIfAbsent(name, source.files().read(name));
    }
  }
}
