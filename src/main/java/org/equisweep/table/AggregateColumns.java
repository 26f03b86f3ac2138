package org.equisweep.table;

import static org.equisweep.table.Column.optional;
import static org.equisweep.table.Column.required;

import java.util.ArrayList;
import java.util.List;

/** The columns of {@code cells}, {@code comparisons} and {@code importance}. */
final class AggregateColumns {
  private AggregateColumns() {}

  private static final Column QUANTITY =
      required("quantity", ColumnType.STRING, "", "Name of the column of trials");

  static List<Column> cells() {
    List<Column> columns = new ArrayList<>(CellColumns.ALL);
    columns.add(QUANTITY);
    columns.addAll(
        List.of(
            required("count", ColumnType.LONG, "trials", "Trials with a finite value"),
            optional("mean", ColumnType.DOUBLE, "as quantity", "Mean over the seeds"),
            optional(
                "mean_low",
                ColumnType.DOUBLE,
                "as quantity",
                "Lower end of the mean's 95 %" + " confidence interval (Student)"),
            optional("mean_high", ColumnType.DOUBLE, "as quantity", "Upper end of that interval"),
            optional(
                "standard_deviation",
                ColumnType.DOUBLE,
                "as quantity",
                "Unbiased (n − 1) over the seeds"),
            optional("minimum", ColumnType.DOUBLE, "as quantity", "Smallest value"),
            optional("lower_quartile", ColumnType.DOUBLE, "as quantity", "First quartile"),
            optional("median", ColumnType.DOUBLE, "as quantity", "Median"),
            optional("upper_quartile", ColumnType.DOUBLE, "as quantity", "Third quartile"),
            optional("maximum", ColumnType.DOUBLE, "as quantity", "Largest value"),
            required("trials", ColumnType.LONG, "trials", "Trials of the cell, whatever became"),
            fraction("converged"),
            fraction("plateau"),
            fraction("budget"),
            fraction("diverged"),
            fraction("failed"),
            fraction("timeout")));
    return columns;
  }

  private static Column fraction(String status) {
    return required(
        "fraction_" + status, ColumnType.DOUBLE, "1", "Fraction of the trials that are " + status);
  }

  static List<Column> comparisons() {
    return List.of(
        CellColumns.GROUP,
        CellColumns.ARCHITECTURE,
        CellColumns.INITIALIZATION,
        required("strategy_a", ColumnType.STRING, "", "One strategy"),
        required("strategy_b", ColumnType.STRING, "", "The other, of the same seeds"),
        QUANTITY,
        required("pairs", ColumnType.LONG, "trials", "Seeds with a finite value under both"),
        optional("median_a", ColumnType.DOUBLE, "as quantity", "Median under strategy_a"),
        optional("median_b", ColumnType.DOUBLE, "as quantity", "Median under strategy_b"),
        optional(
            "median_difference", ColumnType.DOUBLE, "as quantity", "Median of a − b over seeds"),
        optional(
            "p_value",
            ColumnType.DOUBLE,
            "1",
            "Wilcoxon's signed-rank test of a − b, two-sided; null below six pairs"));
  }

  static List<Column> importance() {
    return List.of(
        QUANTITY,
        required("axis", ColumnType.STRING, "", "Name of the axis"),
        required(
            "importance", ColumnType.DOUBLE, "1", "Share of the explained variance; sums to 1"),
        optional(
            "out_of_sample_r2",
            ColumnType.DOUBLE,
            "1",
            "R² of the forest on trials it was not grown on: what the importances are worth"),
        required("trials", ColumnType.LONG, "trials", "Trials with a finite value"));
  }
}
