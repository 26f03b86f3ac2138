package org.equisweep.table;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.equisweep.problem.InvalidInput;
import org.equisweep.table.Ledger.Committed;

/** Looks up single trials among what is committed. Not thread-safe. */
public final class TrialStore implements AutoCloseable {
  private static final int SHOWN = 5;

  private final Ledger ledger;
  private final PartReader parts;

  public TrialStore(SweepFolder folder) {
    this.ledger = folder.ledger();
    this.parts = new PartReader(folder.files());
  }

  /**
   * The one committed trial whose id begins so; InvalidInput when there is none, or several.
   *
   * @param prefix any beginning of a trial id
   */
  public Committed find(String prefix) {
    TreeSet<String> found = new TreeSet<>();
    for (String id : ledger.trials().keySet()) {
      if (id.startsWith(prefix)) {
        found.add(id);
      }
    }
    Committed only = found.size() == 1 ? ledger.find(found.first()) : null;
    if (prefix.isEmpty() || only == null) {
      throw InvalidInput.of(
          "a trial must be named by a beginning of its id that no other has",
          found.isEmpty() || prefix.isEmpty()
              ? "no committed trial begins with '" + prefix + "'"
              : "'" + prefix + "' begins " + found.size() + ": " + some(found),
          found.isEmpty() ? "see trial_id in trials/" : "give more digits");
    }
    return only;
  }

  private static String some(TreeSet<String> ids) {
    List<String> first = ids.stream().limit(SHOWN).toList();
    return String.join(", ", first) + (ids.size() > SHOWN ? " …" : "");
  }

  /** The trial's row: the columns of {@code trials} but those that name a cell. */
  public Row trial(Committed trial) {
    try {
      return parts.trial(trial);
    } catch (DamagedPart e) {
      throw damaged(trial, e);
    }
  }

  /** The trial's rows of {@code trajectories}, in order. */
  public List<Row> trajectory(Committed trial) {
    List<Row> rows = new ArrayList<>();
    try {
      parts.trajectory(trial, rows::add);
    } catch (DamagedPart e) {
      throw damaged(trial, e);
    }
    return rows;
  }

  /** The trial's rows of {@code spectra}, in order. */
  public List<Row> spectrum(Committed trial) {
    List<Row> rows = new ArrayList<>();
    try {
      parts.spectrum(trial, rows::add);
    } catch (DamagedPart e) {
      throw damaged(trial, e);
    }
    return rows;
  }

  private static InvalidInput damaged(Committed trial, DamagedPart e) {
    return InvalidInput.of(
        "the results of " + trial.entry().id() + " must be intact",
        String.valueOf(e.getMessage()),
        "'run' trains it again");
  }

  @Override
  public void close() {
    parts.close();
  }
}
