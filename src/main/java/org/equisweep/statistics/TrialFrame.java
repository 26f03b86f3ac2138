package org.equisweep.statistics;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The trials table as the statistics see it.
 *
 * @param rows the published trials, with {@code drift_ratio} added
 * @param axes the sweep's own axes: columns beyond those every sweep has, in their order
 */
record TrialFrame(Dataset<Row> rows, List<String> axes) {

  /** The four axes every sweep has. */
  static final List<String> COMMON_AXES =
      List.of("group", "architecture", "initialization", "strategy");

  /**
   * Whose values at the end of a trial are summarised. A diverged trial's are those at which the
   * guard stopped it, a failed or timed-out one has none: they count in the fractions only.
   */
  private static final Object[] FINISHED = {"converged", "plateau", "budget"};

  TrialFrame {
    axes = List.copyOf(axes);
  }

  static TrialFrame of(Dataset<Row> trials, List<String> axes) {
    Column travelled = trials.col("distance_travelled");
    Column drift = trials.col("distance_to_equivariant").divide(travelled);
    return new TrialFrame(trials.withColumn("drift_ratio", when(travelled.gt(0), drift)), axes);
  }

  /** Group, architecture, initialization, strategy, then the sweep's own. */
  List<String> allAxes() {
    List<String> all = new ArrayList<>(COMMON_AXES);
    all.addAll(axes);
    return all;
  }

  /** A column by its exact name: an axis' holds dots. */
  static Column named(String column) {
    return functions.col("`" + column.replace("`", "``") + "`");
  }

  static Column[] named(List<String> columns) {
    return columns.stream().map(TrialFrame::named).toArray(Column[]::new);
  }

  static Column isFinished() {
    return named("status").isin(FINISHED);
  }

  /** The quantity of a finished trial as a finite double, else null. */
  static Column finiteResult(String quantity) {
    Column value = named(quantity).cast("double");
    Column finite = functions.abs(value).leq(lit(Double.MAX_VALUE));
    return when(isFinished().and(finite), value);
  }

  /** Every quantity of a trial as {@link #finiteResult} gives it, in their order. */
  static Column results() {
    return functions.array(
        Quantity.all().stream()
            .map(quantity -> finiteResult(quantity.column()))
            .toArray(Column[]::new));
  }
}
