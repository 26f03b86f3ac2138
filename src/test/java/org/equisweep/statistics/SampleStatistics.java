package org.equisweep.statistics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.equisweep.table.Column;
import org.equisweep.table.Row;
import org.equisweep.table.Table;
import org.equisweep.table.Tables;
import org.equisweep.training.TrialOutcome.Status;

/** The statistics tables of a {@link SampleSweep}, without Spark. */
final class SampleStatistics {
  private SampleStatistics() {}

  private static final Set<String> FINISHED = Set.of("converged", "plateau", "budget");

  static void write(Path folder, Table trials, List<Row> rows) {
    List<Column> axes =
        trials.columns().stream().filter(column -> !Tables.TRIALS.has(column.name())).toList();
    Table cells = axes.isEmpty() ? Tables.CELLS : Tables.CELLS.withAxes(axes, "strategy");
    Table pairs =
        axes.isEmpty() ? Tables.COMPARISONS : Tables.COMPARISONS.withAxes(axes, "initialization");
    Map<String, List<Row>> byCell = new TreeMap<>();
    rows.forEach(
        row -> byCell.computeIfAbsent(row.string("cell_id"), id -> new ArrayList<>()).add(row));
    SampleSweep.table(folder, cells, cells(cells, byCell));
    SampleSweep.table(folder, pairs, comparisons(pairs, List.copyOf(byCell.values()), axes));
    SampleSweep.table(folder, Tables.IMPORTANCE, axes.isEmpty() ? List.of() : importance(axes));
  }

  private static List<Row> cells(Table cells, Map<String, List<Row>> byCell) {
    List<Row> rows = new ArrayList<>();
    for (List<Row> trials : byCell.values()) {
      for (Quantity quantity : Quantity.all()) {
        Map<String, Object> values = axes(trials.get(0));
        Summary of =
            Summary.of(
                trials.stream()
                    .filter(trial -> FINISHED.contains(trial.string("status")))
                    .mapToDouble(trial -> value(trial, quantity))
                    .filter(Double::isFinite)
                    .toArray());
        values.put("quantity", quantity.column());
        values.put("count", of.count());
        values.put("median", of.median());
        values.put("lower_quartile", of.lowerQuartile());
        values.put("upper_quartile", of.upperQuartile());
        values.put("minimum", of.minimum());
        values.put("maximum", of.maximum());
        values.put("mean", of.mean());
        values.put("trials", (long) trials.size());
        for (Status status : Status.values()) {
          String name = status.name().toLowerCase(Locale.ROOT);
          long count = trials.stream().filter(t -> t.string("status").equals(name)).count();
          values.put("fraction_" + name, (double) count / trials.size());
        }
        values.put("judged", 0L);
        rows.add(SampleSweep.row(cells, values));
      }
    }
    return rows;
  }

  private static List<Row> comparisons(Table pairs, List<List<Row>> cells, List<Column> axes) {
    List<Row> rows = new ArrayList<>();
    for (List<Row> a : cells) {
      for (List<Row> b : cells) {
        boolean alike =
            a.get(0).string("group").equals(b.get(0).string("group"))
                && axes.stream()
                    .allMatch(x -> a.get(0).get(x.name()).equals(b.get(0).get(x.name())));
        if (alike && a.get(0).string("strategy").compareTo(b.get(0).string("strategy")) < 0) {
          rows.add(comparison(pairs, a, b));
        }
      }
    }
    return rows;
  }

  private static Row comparison(Table pairs, List<Row> a, List<Row> b) {
    double[] differences = new double[Math.min(a.size(), b.size())];
    for (int i = 0; i < differences.length; i++) {
      differences[i] =
          value(a.get(i), Quantity.NOMINAL_RISK) - value(b.get(i), Quantity.NOMINAL_RISK);
    }
    SignedRank test = SignedRank.of(differences);
    Map<String, Object> values = axes(a.get(0));
    values.put("strategy_a", a.get(0).string("strategy"));
    values.put("strategy_b", b.get(0).string("strategy"));
    values.put("cell_id_a", a.get(0).string("cell_id"));
    values.put("cell_id_b", b.get(0).string("cell_id"));
    values.put("quantity", "nominal_risk");
    values.put("pairs", test.pairs());
    values.put("median_difference", test.medianDifference());
    values.put("hodges_lehmann", test.hodgesLehmann());
    values.put("p_value", test.pValue());
    values.put("method", test.method());
    return SampleSweep.row(pairs, values);
  }

  private static List<Row> importance(List<Column> axes) {
    List<Row> rows = new ArrayList<>();
    double share = 0.75;
    for (String axis : List.of("strategy", axes.get(0).name())) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("target", "log10_drift_ratio");
      values.put("axis", axis);
      values.put("importance", share);
      values.put("r_squared", 0.875);
      values.put("trials", 60L);
      values.put("folds", 3);
      rows.add(SampleSweep.row(Tables.IMPORTANCE, values));
      share = 0.25;
    }
    return rows;
  }

  private static Map<String, Object> axes(Row trial) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column column : trial.table().columns()) {
      values.put(column.name(), trial.get(column.name()));
    }
    return values;
  }

  private static double value(Row trial, Quantity quantity) {
    if (quantity == Quantity.DRIFT_RATIO) {
      double travelled = trial.number("distance_travelled");
      return travelled > 0 ? trial.number("distance_to_equivariant") / travelled : Double.NaN;
    }
    return trial.number(quantity.column());
  }
}
