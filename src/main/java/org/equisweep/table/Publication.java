package org.equisweep.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Trial;
import org.equisweep.table.Ledger.Committed;
import org.equisweep.table.Ledger.Damage;

/**
 * Rewrites what is committed into plain files: {@code trials} with a row per (cell, seed), {@code
 * trajectories} and {@code spectra} with the rows of each trial once, all in the order of the
 * cohorts. The tables are a function of the sweep and the committed results alone. Streams: a
 * trial's rows are in memory, never a table.
 */
public final class Publication {
  private Publication() {}

  /**
   * What was published.
   *
   * @param trials rows of {@code trials}
   * @param states rows of {@code trajectories}
   * @param damages records whose parts turned out damaged; their trials are not published, and the
   *     next run trains them again
   */
  public record Summary(long trials, long states, List<Damage> damages) {}

  /** Publishes what is committed now; waits for another publication of the folder to end. */
  public static Summary publish(SweepFolder folder, Design design) {
    Ledger ledger = folder.ledger();
    List<Damage> damages = new ArrayList<>(ledger.damages());
    Set<String> damaged = new HashSet<>();
    try (SweepFolder.Hold hold = folder.holdPublication();
        PartReader parts = new PartReader(folder.files());
        TableWriter trials = new TableWriter(folder.files(), design.trials());
        TableWriter trajectories = new TableWriter(folder.files(), Tables.TRAJECTORIES);
        TableWriter spectra = new TableWriter(folder.files(), Tables.SPECTRA)) {
      for (Cohort cohort : design.cohorts()) {
        for (Trial trial : cohort.trials()) {
          Committed committed = ledger.find(trial.id());
          if (committed == null || damaged.contains(committed.record().name())) {
            continue;
          }
          try {
            parts.verify(committed.record());
            Row trained = parts.trial(committed);
            for (Cell cell : design.cellsOf(trial.id())) {
              trials.write(design.published(trained, cell));
            }
            parts.trajectory(committed, trajectories::write);
            parts.spectrum(committed, spectra::write);
          } catch (DamagedPart e) {
            damaged.add(committed.record().name());
            damages.add(new Damage(committed.record().name(), e.getMessage()));
          }
        }
      }
      if (spectra.rows() > 0) {
        spectra.publish();
      }
      trajectories.publish();
      trials.publish();
      return new Summary(trials.rows(), trajectories.rows(), List.copyOf(damages));
    }
  }

  /**
   * What publishing would give: rows counted by the records, every part looked at for its checksum,
   * nothing written.
   */
  public static Summary check(SweepFolder folder, Design design) {
    Ledger ledger = folder.ledger();
    List<Damage> damages = new ArrayList<>(ledger.damages());
    Set<CommitRecord> records = Collections.newSetFromMap(new IdentityHashMap<>());
    long rows = 0;
    long states = 0;
    for (Cohort cohort : design.cohorts()) {
      for (Trial trial : cohort.trials()) {
        Committed committed = ledger.find(trial.id());
        if (committed != null) {
          records.add(committed.record());
          rows += design.cellsOf(trial.id()).size();
          states += committed.entry().rows();
        }
      }
    }
    try (PartReader parts = new PartReader(folder.files())) {
      for (CommitRecord record : records) {
        try {
          parts.verify(record);
        } catch (DamagedPart e) {
          damages.add(new Damage(record.name(), e.getMessage()));
        }
      }
    }
    return new Summary(rows, states, List.copyOf(damages));
  }
}
