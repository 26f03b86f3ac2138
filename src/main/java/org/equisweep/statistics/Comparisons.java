package org.equisweep.statistics;

import static org.apache.spark.sql.functions.collect_list;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

/**
 * Every two strategies of cells that differ in nothing else, paired by seed: the two trials start
 * at the same point and draw the same batches. A pair counts where both finished. One row per pair
 * of cells and quantity that has a pair: a {@link SignedRank} of strategy_a − strategy_b.
 */
final class Comparisons {
  private Comparisons() {}

  private static final StructType TEST =
      new StructType()
          .add("pairs", DataTypes.LongType)
          .add("median_difference", DataTypes.DoubleType)
          .add("hodges_lehmann", DataTypes.DoubleType)
          .add("p_value", DataTypes.DoubleType)
          .add("method", DataTypes.StringType);

  /** All columns of the comparisons table, ordered by axes, strategies and quantity. */
  static Dataset<Row> of(TrialFrame trials) {
    List<String> shared = new ArrayList<>(trials.allAxes());
    shared.remove("strategy");
    Dataset<Row> a = side(trials, shared, "a");
    Dataset<Row> b = side(trials, shared, "b");
    Column alike =
        a.col("seed_a")
            .equalTo(b.col("seed_b"))
            .and(a.col("quantity_a").equalTo(b.col("quantity_b")))
            .and(a.col("strategy_a").lt(b.col("strategy_b")));
    for (int i = 0; i < shared.size(); i++) {
      alike = alike.and(a.col("key_" + i + "_a").eqNullSafe(b.col("key_" + i + "_b")));
    }
    Column difference = functions.col("value_a").minus(functions.col("value_b"));
    return a.join(b, alike)
        .select(pairColumns(shared, difference))
        .groupBy(TrialFrame.named(groupKeys(shared)))
        .agg(test().apply(collect_list(functions.col("difference"))).as("test"))
        .orderBy(order(shared))
        .select(columns(shared));
  }

  /** One strategy's side of the join, under names that do not clash with the other's. */
  private static Dataset<Row> side(TrialFrame trials, List<String> shared, String side) {
    List<String> keys = new ArrayList<>(List.of("cell_id", "seed", "strategy"));
    keys.addAll(shared);
    Dataset<Row> rows = trials.byQuantity(keys, Quantity.all()).filter("value is not null");
    List<Column> columns = new ArrayList<>();
    for (String column : List.of("cell_id", "seed", "strategy", "quantity", "value")) {
      columns.add(TrialFrame.named(column).as(column + "_" + side));
    }
    for (int i = 0; i < shared.size(); i++) {
      columns.add(TrialFrame.named(shared.get(i)).as("key_" + i + "_" + side));
    }
    return rows.select(columns.toArray(new Column[0]));
  }

  private static Column[] pairColumns(List<String> shared, Column difference) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < shared.size(); i++) {
      columns.add(functions.col("key_" + i + "_a").as(shared.get(i)));
    }
    for (String column : List.of("strategy_a", "strategy_b", "cell_id_a", "cell_id_b")) {
      columns.add(functions.col(column));
    }
    columns.add(functions.col("quantity_a").as("quantity"));
    columns.add(difference.as("difference"));
    return columns.toArray(new Column[0]);
  }

  private static List<String> groupKeys(List<String> shared) {
    List<String> keys = new ArrayList<>(shared);
    keys.addAll(List.of("strategy_a", "strategy_b", "cell_id_a", "cell_id_b", "quantity"));
    return keys;
  }

  private static Column[] order(List<String> shared) {
    List<Column> order = new ArrayList<>(List.of(TrialFrame.named(groupKeys(shared))));
    order.set(order.size() - 1, Cells.quantityOrder());
    return order.toArray(new Column[0]);
  }

  private static Column[] columns(List<String> shared) {
    List<Column> columns = new ArrayList<>(List.of(TrialFrame.named(groupKeys(shared))));
    for (String field : TEST.fieldNames()) {
      columns.add(functions.col("test." + field).as(field));
    }
    return columns.toArray(new Column[0]);
  }

  private static UserDefinedFunction test() {
    UDF1<Seq<Double>, Row> test = differences -> row(SignedRank.of(Cells.doubles(differences)));
    return functions.udf(test, TEST);
  }

  private static Row row(SignedRank of) {
    return RowFactory.create(
        of.pairs(), of.medianDifference(), of.hodgesLehmann(), of.pValue(), of.method());
  }
}
