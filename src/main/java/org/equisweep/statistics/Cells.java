package org.equisweep.statistics;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.equisweep.training.TrialOutcome.Status;
import org.equisweep.training.Verdict;
import scala.collection.Seq;

/** One row per cell and quantity: a {@link Summary} over the cell's seeds, fractions by status. */
final class Cells {
  private Cells() {}

  private static final StructType SUMMARY =
      new StructType()
          .add("quantity", DataTypes.StringType)
          .add("count", DataTypes.LongType)
          .add("median", DataTypes.DoubleType)
          .add("lower_quartile", DataTypes.DoubleType)
          .add("upper_quartile", DataTypes.DoubleType)
          .add("minimum", DataTypes.DoubleType)
          .add("maximum", DataTypes.DoubleType)
          .add("mean", DataTypes.DoubleType)
          .add("standard_deviation", DataTypes.DoubleType)
          .add("mean_lower", DataTypes.DoubleType)
          .add("mean_upper", DataTypes.DoubleType);

  /**
   * All columns of the cells table, ordered by axes and quantity. A cell is grouped once for all
   * its quantities, and its rows are made after the ordering.
   */
  static Dataset<Row> of(TrialFrame trials) {
    List<String> keys = new ArrayList<>(List.of("cell_id"));
    keys.addAll(trials.allAxes());
    return trials
        .rows()
        .withColumn("results", TrialFrame.results())
        .groupBy(TrialFrame.named(keys))
        .agg(count(lit(1)).as("trials"), aggregates())
        .orderBy(order(trials.allAxes()))
        .withColumn("summary", explode(summarise().apply(col("results"))))
        .select(columns(keys));
  }

  private static Column[] aggregates() {
    Column status = TrialFrame.named("status");
    List<Column> aggregates = new ArrayList<>(List.of(collect_list(col("results")).as("results")));
    for (Status each : Status.values()) {
      Column is = status.equalTo(each.name().toLowerCase(Locale.ROOT));
      aggregates.add(avg(when(is, 1.0).otherwise(0.0)).as(fraction(each)));
    }
    Column verdict = TrialFrame.named("verdict");
    aggregates.add(count(verdict).as("judged"));
    for (Verdict each : Verdict.values()) {
      Column is = when(verdict.equalTo(each.label()), 1.0).otherwise(0.0);
      aggregates.add(avg(when(verdict.isNotNull(), is)).as(fraction(each)));
    }
    return aggregates.toArray(new Column[0]);
  }

  private static String fraction(Enum<?> end) {
    return "fraction_" + end.name().toLowerCase(Locale.ROOT);
  }

  /** Axes, then the cell: two cells may look alike. */
  private static Column[] order(List<String> axes) {
    List<String> order = new ArrayList<>(axes);
    order.add("cell_id");
    return TrialFrame.named(order);
  }

  private static Column[] columns(List<String> keys) {
    List<Column> columns = new ArrayList<>(List.of(TrialFrame.named(keys)));
    for (String field : SUMMARY.fieldNames()) {
      columns.add(col("summary." + field).as(field));
    }
    columns.add(TrialFrame.named("trials"));
    for (Status each : Status.values()) {
      columns.add(TrialFrame.named(fraction(each)));
    }
    columns.add(TrialFrame.named("judged"));
    Column judged = when(col("judged").gt(0), col("judged").cast("double"));
    for (Verdict each : Verdict.values()) {
      String name = fraction(each);
      columns.add(TrialFrame.named(name));
      columns.add(Wilson.lower(col(name), judged).as(name + "_lower"));
      columns.add(Wilson.upper(col(name), judged).as(name + "_upper"));
    }
    return columns.toArray(new Column[0]);
  }

  private static UserDefinedFunction summarise() {
    UDF1<Seq<Seq<Double>>, List<Row>> summarise = Cells::summaries;
    return functions.udf(summarise, DataTypes.createArrayType(SUMMARY));
  }

  /** From the results of every trial of a cell: a row for each quantity, in their order. */
  private static List<Row> summaries(Seq<Seq<Double>> trials) {
    List<Row> rows = new ArrayList<>();
    for (Quantity quantity : Quantity.all()) {
      double[] values = new double[trials.length()];
      int finite = 0;
      for (int i = 0; i < values.length; i++) {
        Double value = trials.apply(i).apply(quantity.ordinal());
        if (value != null) {
          values[finite++] = value;
        }
      }
      rows.add(row(quantity, Summary.of(Arrays.copyOf(values, finite))));
    }
    return rows;
  }

  private static Row row(Quantity quantity, Summary of) {
    return RowFactory.create(
        quantity.column(),
        of.count(),
        of.median(),
        of.lowerQuartile(),
        of.upperQuartile(),
        of.minimum(),
        of.maximum(),
        of.mean(),
        of.standardDeviation(),
        of.meanLower(),
        of.meanUpper());
  }
}
