package org.equisweep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.equisweep.table.Column;
import org.equisweep.table.Row;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Table;
import org.equisweep.table.TableReader;
import org.equisweep.table.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of a sweep hold but for the trajectories, in the page's order.
 *
 * @param strategies in the order of colours; see {@link Strategy#ORDER}
 * @param settings cells that differ in their strategy only, by their axes
 * @param engines distinct engine versions, as are numerics and precisions
 */
record SweepResults(
    List<TrialEnd> trials,
    List<Strategy> strategies,
    List<Setting> settings,
    List<Row> geometry,
    List<Row> optimisers,
    List<Row> cells,
    List<Row> comparisons,
    List<Row> importance,
    List<String> engines,
    List<String> numerics,
    List<String> precisions) {

  private static final List<String> FIXED_AXES = List.of("group", "architecture", "initialization");

  static SweepResults read(SweepFolder folder) {
    return new Reader(folder).read();
  }

  /** All cells, setting by setting. */
  List<CellKey> cellKeys() {
    return settings.stream().flatMap(setting -> setting.cells().stream()).toList();
  }

  /** The rows of the cells table by cell, each cell's in the order of its quantities. */
  Map<String, List<Row>> cellRows() {
    Map<String, List<Row>> byCell = new HashMap<>();
    for (Row row : cells) {
      byCell.computeIfAbsent(row.string("cell_id"), id -> new ArrayList<>()).add(row);
    }
    return byCell;
  }

  Map<String, List<TrialEnd>> trialsByCell() {
    Map<String, List<TrialEnd>> byCell = new HashMap<>();
    for (TrialEnd trial : trials) {
      byCell.computeIfAbsent(trial.cellId(), id -> new ArrayList<>()).add(trial);
    }
    return byCell;
  }

  /** An axis' value as the page shows it. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "none";
    }
    return value instanceof Double number ? plain(number) : value.toString();
  }

  /** As short as it reads back: 1e-4, 0.5. */
  private static String plain(double value) {
    String text = Double.toString(value).replace("E", "e");
    return text.replace(".0e", "e").replaceAll("\\.0$", "");
  }

  /** Collects the trials table in one pass, then the small tables. */
  private static final class Reader {
    private final SweepFolder folder;
    private final Table table;
    private final List<String> axes = new ArrayList<>(FIXED_AXES);
    private final List<TrialEnd> trials = new ArrayList<>();
    private final Map<String, CellKey> cells = new LinkedHashMap<>();
    private final TreeSet<String> engines = new TreeSet<>();
    private final TreeSet<String> numerics = new TreeSet<>();
    private final TreeSet<String> precisions = new TreeSet<>();

    Reader(SweepFolder folder) {
      this.folder = folder;
      Table whole = TableReader.shape(folder, Tables.TRIALS);
      for (Column column : whole.columns()) {
        if (!Tables.TRIALS.has(column.name())) {
          axes.add(column.name());
        }
      }
      axes.add("precision");
      List<String> columns = new ArrayList<>(TrialEnd.COLUMNS);
      columns.add("strategy");
      columns.addAll(axes);
      columns.addAll(List.of("engine_version", "numerics"));
      table = TableReader.projection(whole, columns);
    }

    SweepResults read() {
      TableReader.forEach(folder, table, this::add);
      trials.sort(Comparator.comparing(TrialEnd::cellId).thenComparing(TrialEnd::seed));
      return new SweepResults(
          List.copyOf(trials),
          strategies(),
          settings(),
          all(Tables.GEOMETRY),
          all(Tables.OPTIMISERS),
          all(Tables.CELLS),
          all(Tables.COMPARISONS),
          all(Tables.IMPORTANCE),
          List.copyOf(engines),
          List.copyOf(numerics),
          List.copyOf(precisions));
    }

    private List<Row> all(Table declared) {
      return TableReader.rows(folder, TableReader.shape(folder, declared));
    }

    private void add(Row row) {
      TrialEnd trial = TrialEnd.of(row);
      trials.add(trial);
      cells.computeIfAbsent(trial.cellId(), id -> key(row));
      engines.add(row.string("engine_version"));
      numerics.add(row.string("numerics"));
      precisions.add(row.string("precision"));
    }

    private CellKey key(Row row) {
      Map<String, String> values = new LinkedHashMap<>();
      for (String axis : axes) {
        values.put(axis, text(row.get(axis)));
      }
      return new CellKey(row.string("cell_id"), row.string("strategy"), values);
    }

    private List<Setting> settings() {
      List<String> varying =
          axes.stream()
              .filter(
                  axis ->
                      cells.values().stream().map(c -> c.axes().get(axis)).distinct().count() > 1)
              .toList();
      Map<String, List<CellKey>> groups = new TreeMap<>(NaturalOrder.TEXT);
      for (CellKey cell : cells.values()) {
        groups
            .computeIfAbsent(String.join("\u0000", cell.axes().values()), k -> new ArrayList<>())
            .add(cell);
      }
      List<Setting> settings = new ArrayList<>();
      for (List<CellKey> group : groups.values()) {
        Map<String, String> values = new LinkedHashMap<>();
        varying.forEach(axis -> values.put(axis, group.get(0).axes().get(axis)));
        settings.add(new Setting(values, group));
      }
      return settings;
    }

    /** One pass over the trajectories' narrowest columns finds each strategy's last flow. */
    private List<Strategy> strategies() {
      Map<String, String> strategyOf = new HashMap<>();
      for (TrialEnd trial : trials) {
        strategyOf.put(trial.trialId(), cells.get(trial.cellId()).strategy());
      }
      Map<String, String> flows = new TreeMap<>();
      cells.values().forEach(cell -> flows.put(cell.strategy(), ""));
      Map<String, Integer> phases = new HashMap<>();
      Table narrow =
          TableReader.projection(Tables.TRAJECTORIES, List.of("trial_id", "phase", "flow"));
      TableReader.forEach(
          folder,
          narrow,
          row -> {
            String strategy = strategyOf.get(row.string("trial_id"));
            int phase = (int) row.whole("phase");
            if (strategy != null && phases.getOrDefault(strategy, -1) < phase) {
              phases.put(strategy, phase);
              flows.put(strategy, row.string("flow"));
            }
          });
      return flows.entrySet().stream()
          .map(entry -> new Strategy(entry.getKey(), entry.getValue()))
          .sorted(Strategy.ORDER)
          .toList();
    }
  }
}
