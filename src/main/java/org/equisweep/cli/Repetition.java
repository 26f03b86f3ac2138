package org.equisweep.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.equisweep.stability.JudgedTraining;
import org.equisweep.sweep.Trial;
import org.equisweep.table.Column;
import org.equisweep.table.Row;
import org.equisweep.table.TrainedRows;
import org.equisweep.tensor.Numerics;
import org.equisweep.training.Keep;
import org.equisweep.training.Strand;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.TrialSettings;

/** A trained trial, trained again from its settings and seed alone. */
final class Repetition {
  private final TrialStory story;
  private final TrialOutcome outcome;
  private final List<Difference> differences = new ArrayList<>();
  private long compared;

  /**
   * A value that came out otherwise.
   *
   * @param where such as {@code trials} or {@code trajectories[12]}
   */
  record Difference(String where, String column, String recorded, String repeated) {}

  private Repetition(TrialStory story, TrialOutcome outcome) {
    this.story = story;
    this.outcome = outcome;
  }

  static Repetition of(TrialStory story, boolean keepLayers) {
    Numerics.initialise();
    TrialSettings settings = story.cells().get(0).settings();
    Trial trial = new Trial(story.id(), story.trial().whole("seed"));
    TrialOutcome outcome =
        JudgedTraining.train(
                List.of(new Strand(settings, List.of(trial.seed()))),
                Duration.ZERO,
                new Keep(keepLayers, false))
            .get(0);
    Repetition repetition = new Repetition(story, outcome);
    repetition.compare(
        "trials", story.trial(), TrainedRows.trial(trial, settings, outcome, Numerics.describe()));
    List<Row> states =
        outcome.rows().stream().map(row -> TrainedRows.state(trial.id(), row)).toList();
    repetition.compare("trajectories", story.trajectory(), states);
    List<Row> spectrum =
        outcome.spectra().stream().map(row -> TrainedRows.eigenvalue(trial.id(), row)).toList();
    repetition.compare("spectra", story.spectrum(), spectrum);
    return repetition;
  }

  private void compare(String table, List<Row> recorded, List<Row> repeated) {
    if (recorded.size() != repeated.size()) {
      differences.add(
          new Difference(
              table, "rows", String.valueOf(recorded.size()), String.valueOf(repeated.size())));
    }
    for (int i = 0; i < Math.min(recorded.size(), repeated.size()); i++) {
      compare(table + "[" + i + "]", recorded.get(i), repeated.get(i));
    }
  }

  private void compare(String where, Row recorded, Row repeated) {
    for (Column column : recorded.table().columns()) {
      if (column.isVolatile() || column.name().equals("numerics")) {
        continue;
      }
      compared++;
      Object one = recorded.get(column.name());
      Object other = repeated.get(column.name());
      if (!Bits.equal(one, other)) {
        differences.add(new Difference(where, column.name(), Rows.exact(one), Rows.exact(other)));
      }
    }
  }

  TrialOutcome outcome() {
    return outcome;
  }

  /** Values compared: all but volatile ones and {@code numerics}, which they depend on. */
  long compared() {
    return compared;
  }

  List<Difference> differences() {
    return List.copyOf(differences);
  }
}
