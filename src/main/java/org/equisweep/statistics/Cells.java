package org.equisweep.statistics;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
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
import scala.collection.Seq;

/** One row per cell and quantity: a {@link Summary} over the cell's seeds, fractions by status. */
final class Cells {
  private Cells() {}

  private static final StructType SUMMARY =
      new StructType()
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

  /** All columns of the cells table, ordered by axes and quantity. */
  static Dataset<Row> of(TrialFrame trials) {
    List<String> keys = new ArrayList<>(List.of("cell_id"));
    keys.addAll(trials.allAxes());
    Dataset<Row> summaries =
        trials
            .byQuantity(keys, Quantity.all())
            .groupBy(withQuantity(keys))
            .agg(summarise().apply(collect_list(TrialFrame.named("value"))).as("summary"));
    Dataset<Row> cells =
        summaries.join(fractions(trials.rows()), "cell_id").orderBy(order(trials.allAxes()));
    return cells.select(columns(keys));
  }

  private static Dataset<Row> fractions(Dataset<Row> trials) {
    Column status = TrialFrame.named("status");
    List<Column> fractions = new ArrayList<>();
    for (Status each : Status.values()) {
      String name = each.name().toLowerCase(Locale.ROOT);
      fractions.add(avg(when(status.equalTo(name), 1.0).otherwise(0.0)).as("fraction_" + name));
    }
    return trials
        .groupBy("cell_id")
        .agg(count(lit(1)).as("trials"), fractions.toArray(new Column[0]));
  }

  private static Column[] withQuantity(List<String> keys) {
    List<String> all = new ArrayList<>(keys);
    all.add("quantity");
    return TrialFrame.named(all);
  }

  /** Axes, then the cell (two cells may look alike), then the quantities in their own order. */
  private static Column[] order(List<String> axes) {
    List<Column> order = new ArrayList<>(List.of(TrialFrame.named(axes)));
    order.add(TrialFrame.named("cell_id"));
    order.add(quantityOrder());
    return order.toArray(new Column[0]);
  }

  /** The quantity's place in its declaration. */
  static Column quantityOrder() {
    Column[] names =
        Quantity.all().stream().map(Quantity::column).map(functions::lit).toArray(Column[]::new);
    return functions.array_position(functions.array(names), TrialFrame.named("quantity"));
  }

  private static Column[] columns(List<String> keys) {
    List<Column> columns = new ArrayList<>(List.of(withQuantity(keys)));
    for (String field : SUMMARY.fieldNames()) {
      columns.add(functions.col("summary." + field).as(field));
    }
    columns.add(TrialFrame.named("trials"));
    for (Status each : Status.values()) {
      columns.add(TrialFrame.named("fraction_" + each.name().toLowerCase(Locale.ROOT)));
    }
    return columns.toArray(new Column[0]);
  }

  private static UserDefinedFunction summarise() {
    UDF1<Seq<Double>, Row> summarise = values -> row(Summary.of(doubles(values)));
    return functions.udf(summarise, SUMMARY);
  }

  private static Row row(Summary of) {
    return RowFactory.create(
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

  /** The values as an array. */
  static double[] doubles(Seq<Double> values) {
    double[] array = new double[values.length()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.apply(i);
    }
    return array;
  }
}
