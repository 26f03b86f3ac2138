package org.equisweep.table;

import static org.equisweep.table.Column.optional;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.equisweep.training.EndState;
import org.equisweep.training.Filters;
import org.equisweep.training.StabilityReport;
import org.equisweep.training.TrajectoryRow;
import org.equisweep.training.TrialOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Where trials ended, among the parts: a row for each trial of a cohort that keeps them, in the
 * order of the trials, all but its id null where a trial cannot be gone on from. The engine's own,
 * never published.
 */
final class EndStates {
  static final Table TABLE =
      new Table(
          "states",
          "One row per trial that can be gone on from",
          List.of(
              TrialColumns.TRIAL_ID,
              optional("status", ColumnType.STRING, "", "How its last phase ended"),
              optional("phase_steps", ColumnType.LONG, "steps", "Steps of the last phase"),
              optional("epochs", ColumnType.LONG, "epochs", "Completed epochs"),
              optional("steps", ColumnType.LONG, "steps", "Updates made"),
              optional("epochs_begun", ColumnType.LONG, "epochs", "Epochs begun"),
              optional("time", ColumnType.DOUBLE, "", "Time of the flow"),
              optional("time_before", ColumnType.DOUBLE, "", "At the beginning of the phase"),
              optional("point", ColumnType.DOUBLES, "weight", "Coefficients as stored"),
              optional("memory", ColumnType.DOUBLES, "", "What the optimiser remembers"),
              optional("looked_back_on", ColumnType.DOUBLES, "steps", "Of the plateau rule"),
              optional("risks", ColumnType.DOUBLES, "loss", "At those steps")));

  private EndStates() {}

  static Row row(String trialId, @Nullable EndState state) {
    if (state == null) {
      return new Row(
          TABLE, trialId, null, null, null, null, null, null, null, null, null, null, null);
    }
    return new Row(
        TABLE,
        trialId,
        state.status().name().toLowerCase(Locale.ROOT),
        state.phaseSteps(),
        state.epochs(),
        state.steps(),
        state.epochsBegun(),
        state.time(),
        state.timeBefore(),
        state.point(),
        state.memory(),
        state.lookedBackOn(),
        state.risks());
  }

  static EndState state(Row row) {
    return new EndState(
        TrialOutcome.Status.valueOf(row.string("status").toUpperCase(Locale.ROOT)),
        row.whole("phase_steps"),
        row.whole("epochs"),
        row.whole("steps"),
        row.whole("epochs_begun"),
        row.number("time"),
        row.number("time_before"),
        numbers(row, "point"),
        numbers(row, "memory"),
        numbers(row, "looked_back_on"),
        numbers(row, "risks"));
  }

  /** Rows of {@code trajectories} as the trainer has them. */
  static List<TrajectoryRow> trajectory(List<Row> rows) {
    List<TrajectoryRow> states = new ArrayList<>();
    for (Row row : rows) {
      states.add(
          new TrajectoryRow(
              Math.toIntExact(row.whole("phase")),
              row.string("phase_name"),
              row.string("flow"),
              row.whole("epoch"),
              row.whole("step"),
              (Double) row.get("time"),
              (Double) row.get("batch_loss"),
              (Double) row.get("batch_gradient_norm"),
              (Double) row.get("train_accuracy"),
              (Double) row.get("test_accuracy"),
              (Double) row.get("nominal_risk"),
              (Double) row.get("augmented_risk"),
              (Double) row.get("test_risk"),
              (Double) row.get("gradient_norm"),
              (Double) row.get("gradient_norm_tangent"),
              (Double) row.get("gradient_norm_normal"),
              (Double) Objects.requireNonNull(row.get("distance_to_equivariant")),
              (Double) Objects.requireNonNull(row.get("distance_travelled")),
              (Double) row.get("equivariance_error_mean"),
              (Double) row.get("equivariance_error_max"),
              (Double) row.get("balance_drift"),
              (Double) row.get("norm_balance_drift"),
              numbers(row, "distance_to_equivariant_by_layer"),
              numbers(row, "distance_travelled_by_layer"),
              filters(row)));
    }
    return states;
  }

  /** Rows of {@code spectra}, those of states on the way, as the trainer has them. */
  static List<StabilityReport.SpectrumRow> onTheWay(List<Row> rows) {
    List<StabilityReport.SpectrumRow> spectrum = new ArrayList<>();
    for (Row row : rows) {
      if (TrainedRows.PASSED.equals(row.get("point"))) {
        spectrum.add(
            new StabilityReport.SpectrumRow(
                Math.toIntExact(row.whole("phase")),
                row.whole("step"),
                false,
                row.string("space").equals("normal"),
                Math.toIntExact(row.whole("rank")),
                row.number("eigenvalue"),
                row.number("residual"),
                (String) row.get("component")));
      }
    }
    return spectrum;
  }

  private static @Nullable Filters filters(Row row) {
    return row.get("filter_size") instanceof Integer size
        ? new Filters(size, numbers(row, "filters"), numbers(row, "filters_equivariant"))
        : null;
  }

  private static double[] numbers(Row row, String column) {
    return (double[]) Objects.requireNonNull(row.get(column));
  }
}
