package org.equisweep.table;

import static org.equisweep.table.Column.optional;
import static org.equisweep.table.Column.required;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equisweep.training.Verdict;

/** The columns of {@code cells}, {@code comparisons} and {@code importance}. */
final class AggregateColumns {
  private AggregateColumns() {}

  /** A value's unit is that of the quantity its row is about. */
  private static final String AS_QUANTITY = "as quantity";

  private static final Column QUANTITY =
      required(
          "quantity",
          ColumnType.STRING,
          "",
          "Name of the column of trials, at the end of the trial; drift_ratio is"
              + " distance_to_equivariant / distance_travelled");

  static List<Column> cells() {
    List<Column> columns = new ArrayList<>(CellColumns.ALL);
    columns.add(QUANTITY);
    columns.add(
        required(
            "count",
            ColumnType.LONG,
            "trials",
            "Trials summarised: those that ended converged, plateau or budget with a finite value;"
                + " diverged, failed and timed-out ones count in the fractions only"));
    columns.addAll(
        List.of(
            value("median", "Median, interpolated linearly as NumPy's default"),
            value("lower_quartile", "0.25-quantile, likewise"),
            value("upper_quartile", "0.75-quantile, likewise"),
            value("minimum", "Smallest value"),
            value("maximum", "Largest value"),
            value("mean", "Mean"),
            value("standard_deviation", "Unbiased (n − 1); null below two values"),
            value("mean_lower", "Lower end of the mean's 95 % confidence interval (Student's t)"),
            value("mean_upper", "Upper end of that interval"),
            required("trials", ColumnType.LONG, "trials", "All trials of the cell")));
    for (String status :
        List.of("converged", "plateau", "budget", "diverged", "failed", "timeout")) {
      columns.add(
          required(
              "fraction_" + status,
              ColumnType.DOUBLE,
              "1",
              "Fraction of all trials of the cell that ended " + status));
    }
    columns.add(
        required("judged", ColumnType.LONG, "trials", "Trials of the cell that have a verdict"));
    for (Verdict verdict : Verdict.values()) {
      String fraction = fraction(verdict);
      String words = "Fraction of the judged trials that are " + verdict.label();
      columns.add(optional(fraction, ColumnType.DOUBLE, "1", words + "; null where none is"));
      columns.add(
          optional(
              fraction + "_lower",
              ColumnType.DOUBLE,
              "1",
              "Lower end of its 95 % confidence interval (Wilson's)"));
      columns.add(
          optional(fraction + "_upper", ColumnType.DOUBLE, "1", "Upper end of that interval"));
    }
    return columns;
  }

  /** The column of a verdict's fraction, such as {@code fraction_unstable_normal}. */
  private static String fraction(Verdict verdict) {
    return "fraction_" + verdict.name().toLowerCase(Locale.ROOT);
  }

  static List<Column> comparisons() {
    return List.of(
        CellColumns.GROUP,
        CellColumns.ARCHITECTURE,
        CellColumns.INITIALIZATION,
        required("strategy_a", ColumnType.STRING, "", "One strategy, the first in alphabet"),
        required("strategy_b", ColumnType.STRING, "", "The other"),
        required("cell_id_a", ColumnType.STRING, "", "The cell of strategy_a"),
        required(
            "cell_id_b", ColumnType.STRING, "", "The cell of strategy_b, alike in all other axes"),
        QUANTITY,
        required(
            "pairs",
            ColumnType.LONG,
            "trials",
            "Seeds with a finite value under both: pairs that start at the same point"),
        value("median_difference", "Median over the pairs of the value under a − under b"),
        value(
            "hodges_lehmann",
            "Hodges–Lehmann shift: median of the pairwise means of those differences"),
        optional(
            "p_value",
            ColumnType.DOUBLE,
            "1",
            "Wilcoxon's signed-rank test of the differences, two-sided, zeros dropped; 1 when all"
                + " are 0"),
        optional(
            "method",
            ColumnType.STRING,
            "",
            "How p_value was found: exact (no ties, no zeros, up to 50 pairs), else normal, with"
                + " ties corrected for"));
  }

  static List<Column> importance() {
    return List.of(
        required(
            "target",
            ColumnType.STRING,
            "",
            "What is explained: log10_distance_to_equivariant, log10_drift_ratio (both floored at"
                + " 1e-16) or nominal_risk"),
        optional("axis", ColumnType.STRING, "", "Name of the axis; null where none was ranked"),
        optional(
            "importance",
            ColumnType.DOUBLE,
            "1",
            "The axis' share of the variance the forest's splits remove; sums to 1 over the axes"),
        optional(
            "r_squared",
            ColumnType.DOUBLE,
            "1",
            "Out of sample, seeds held out by fold: the share of the variance the axes explain; the"
                + " rest is the seeds'. Near 0 or below, the importances mean nothing"),
        required("trials", ColumnType.LONG, "trials", "Finished trials with a finite value"),
        optional("folds", ColumnType.INTEGER, "1", "Folds of r_squared"),
        optional("reason", ColumnType.STRING, "", "Why a value is missing"));
  }

  private static Column value(String name, String description) {
    return optional(name, ColumnType.DOUBLE, AS_QUANTITY, description);
  }
}
