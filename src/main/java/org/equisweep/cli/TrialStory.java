package org.equisweep.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.sweep.Cell;
import org.equisweep.table.Column;
import org.equisweep.table.Row;
import org.jspecify.annotations.Nullable;

/**
 * One trained trial with all that is known of it.
 *
 * @param cells where it stands in its sweep
 */
record TrialStory(Row trial, List<Row> trajectory, List<Row> spectrum, List<Cell> cells) {
  private static final int SHOWN_STATES = 12;
  private static final List<String> STATE_COLUMNS =
      List.of(
          "phase_name",
          "epoch",
          "step",
          "nominal_risk",
          "augmented_risk",
          "test_risk",
          "gradient_norm",
          "distance_to_equivariant",
          "distance_travelled");

  String id() {
    return trial.string("trial_id");
  }

  /** Such as {@code s10 × dense × gaussian × augmented, seed 3}. */
  String title() {
    String names =
        cells.isEmpty()
            ? "in no cell of the sweep as it was run last"
            : String.join("; ", cells.stream().map(TrialStory::title).toList());
    return names + ", seed " + trial.whole("seed");
  }

  static String title(Cell cell) {
    StringBuilder title = new StringBuilder();
    title.append(cell.group()).append(" × ").append(cell.architecture());
    title.append(" × ").append(cell.initialization()).append(" × ").append(cell.strategy());
    cell.axes()
        .forEach((axis, value) -> title.append(", ").append(axis).append(" = ").append(value));
    return title.toString();
  }

  /** For the terminal. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("trial " + id());
    lines.add(title());
    lines.add("");
    TextTable values = new TextTable("quantity", "value", "unit");
    for (Column column : trial.table().columns()) {
      Object value = trial.get(column.name());
      if (value != null && !column.name().equals("trial_id")) {
        values.row(column.name(), TextTable.text(value), column.unit());
      }
    }
    lines.addAll(values.lines());
    if (!trajectory.isEmpty()) {
      lines.add("");
      lines.addAll(states());
    }
    return lines;
  }

  /** The columns that hold anything, of states spread evenly over the trajectory. */
  private List<String> states() {
    List<String> columns =
        STATE_COLUMNS.stream()
            .filter(column -> trajectory.stream().anyMatch(row -> row.get(column) != null))
            .toList();
    TextTable table = new TextTable(columns.toArray(String[]::new));
    int last = trajectory.size() - 1;
    int shown = Math.min(SHOWN_STATES, trajectory.size());
    for (int i = 0; i < shown; i++) {
      Row row = trajectory.get(shown == 1 ? last : (int) ((long) i * last / (shown - 1)));
      table.row(columns.stream().map(row::get).toArray());
    }
    List<String> lines = new ArrayList<>(table.lines());
    if (shown < trajectory.size()) {
      lines.add("(%d of %d recorded states)".formatted(shown, trajectory.size()));
    }
    return lines;
  }

  /** For programs. */
  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("trial", Rows.map(trial));
    json.put("cells", cells.stream().map(TrialStory::json).toList());
    json.put("trajectory", trajectory.stream().map(Rows::map).toList());
    if (!spectrum.isEmpty()) {
      json.put("spectrum", spectrum.stream().map(Rows::map).toList());
    }
    return json;
  }

  private static Map<String, Object> json(Cell cell) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cell_id", cell.id());
    json.put("group", cell.group());
    json.put("architecture", cell.architecture());
    json.put("initialization", cell.initialization());
    json.put("strategy", cell.strategy());
    json.putAll(cell.axes());
    return json;
  }
}
