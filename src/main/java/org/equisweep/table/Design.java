package org.equisweep.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Sweep;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep asks for, as its tables show it: the cells each trial stands in, and a column for
 * every further axis. Immutable.
 */
public final class Design {
  private final List<Cohort> cohorts;
  private final Map<String, List<Cell>> cellsOfTrial;
  private final Table trials;
  private final List<String> axes;
  private final List<Cell> cells;

  /** Gives the id of (cell, seed). */
  @FunctionalInterface
  public interface Identity {
    String trialId(Cell cell, long seed);
  }

  public Design(
      List<Cell> cells,
      List<Long> seeds,
      List<Cohort> cohorts,
      List<String> axes,
      Identity identity) {
    this.cells = List.copyOf(cells);
    // not copied: a sweep makes its cohorts when they are asked for
    this.cohorts = Collections.unmodifiableList(cohorts);
    this.cellsOfTrial = new HashMap<>();
    for (Cell cell : cells) {
      for (long seed : seeds) {
        cellsOfTrial
            .computeIfAbsent(identity.trialId(cell, seed), id -> new ArrayList<>(1))
            .add(cell);
      }
    }
    List<Column> columns = new ArrayList<>();
    for (String axis : axes) {
      // an axis like precision already is a column of every trial
      if (!Tables.TRIALS.has(axis)) {
        columns.add(axisColumn(axis, cells));
      }
    }
    this.axes = columns.stream().map(Column::name).toList();
    this.trials = Tables.TRIALS.withAxes(columns, Tables.AXES_AFTER_IN_TRIALS);
  }

  public static Design of(Sweep sweep) {
    return new Design(sweep.cells(), sweep.seeds(), sweep.cohorts(), sweep.axes(), sweep::trialId);
  }

  public List<Cell> cells() {
    return cells;
  }

  public List<Cohort> cohorts() {
    return cohorts;
  }

  /** Distinct trials. */
  public int trialCount() {
    return cellsOfTrial.size();
  }

  /** The trials table with the sweep's axes. */
  public Table trials() {
    return trials;
  }

  /** The axes that are columns of their own, in order. */
  public List<String> axes() {
    return axes;
  }

  /** The cells a trial stands in, in the order of the sweep; none when it is no trial of it. */
  public List<Cell> cellsOf(String trialId) {
    return cellsOfTrial.getOrDefault(trialId, List.of());
  }

  /** The published row of a trained trial in one of its cells. */
  Row published(Row trained, Cell cell) {
    @Nullable Object[] values = new Object[trials.columns().size()];
    for (int i = 0; i < values.length; i++) {
      Column column = trials.columns().get(i);
      if (trained.table().has(column.name())) {
        values[i] = trained.get(column.name());
      }
    }
    values[trials.position("cell_id")] = cell.id();
    values[trials.position("group")] = cell.group();
    values[trials.position("architecture")] = cell.architecture();
    values[trials.position("initialization")] = cell.initialization();
    values[trials.position("strategy")] = cell.strategy();
    for (String axis : axes) {
      values[trials.position(axis)] = axisValue(trials.column(axis).type(), cell.axes().get(axis));
    }
    return new Row(trials, values);
  }

  private static Column axisColumn(String axis, List<Cell> cells) {
    ColumnType type = null;
    for (Cell cell : cells) {
      Object value = cell.axes().get(axis);
      if (value != null) {
        ColumnType own = typeOf(value);
        type = type == null ? own : common(type, own);
      }
    }
    return Column.optional(
        axis,
        type == null ? ColumnType.STRING : type,
        "",
        "Axis of the grid; as in the sweep file");
  }

  private static ColumnType typeOf(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return ColumnType.LONG;
    } else if (value instanceof Double) {
      return ColumnType.DOUBLE;
    } else if (value instanceof Boolean) {
      return ColumnType.BOOLEAN;
    }
    return ColumnType.STRING;
  }

  private static ColumnType common(ColumnType one, ColumnType other) {
    if (one == other) {
      return one;
    }
    boolean numbers =
        (one == ColumnType.LONG || one == ColumnType.DOUBLE)
            && (other == ColumnType.LONG || other == ColumnType.DOUBLE);
    return numbers ? ColumnType.DOUBLE : ColumnType.STRING;
  }

  private static @Nullable Object axisValue(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case LONG -> ((Number) value).longValue();
      case DOUBLE -> ((Number) value).doubleValue();
      case BOOLEAN -> value;
      default -> String.valueOf(value);
    };
  }
}
