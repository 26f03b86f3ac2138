package org.equisweep.cli;

import org.equisweep.problem.InvalidInput;
import org.equisweep.table.Design;
import org.equisweep.table.Ledger.Committed;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.TrialStore;

/** The trained trials of a results folder, by any unique beginning of their ids. */
final class TrialArchive implements AutoCloseable {
  private final TrialStore store;
  private final Design design;

  TrialArchive(SweepFolder folder) {
    design = ResultsFolder.design(folder);
    store = new TrialStore(folder);
  }

  TrialStory story(String prefix) {
    Committed trial = store.find(prefix);
    return new TrialStory(
        store.trial(trial),
        store.trajectory(trial),
        store.spectrum(trial),
        design.cellsOf(trial.entry().id()));
  }

  /** A story whose settings are known, so that it can be trained again. */
  TrialStory repeatable(String prefix) {
    TrialStory story = story(prefix);
    if (story.cells().isEmpty()) {
      throw InvalidInput.of(
          "a trial must be one of the sweep as it was run last",
          story.id() + " is not",
          "run the sweep that has it again");
    }
    return story;
  }

  @Override
  public void close() {
    store.close();
  }
}
