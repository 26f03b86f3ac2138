package org.equisweep.statistics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
          .add("strategy_a", DataTypes.StringType)
          .add("strategy_b", DataTypes.StringType)
          .add("cell_id_a", DataTypes.StringType)
          .add("cell_id_b", DataTypes.StringType)
          .add("quantity", DataTypes.StringType)
          .add("pairs", DataTypes.LongType)
          .add("median_difference", DataTypes.DoubleType)
          .add("hodges_lehmann", DataTypes.DoubleType)
          .add("p_value", DataTypes.DoubleType)
          .add("method", DataTypes.StringType);

  /**
   * All columns of the comparisons table, ordered by axes, strategies and quantity. Cells that
   * differ in their strategy alone are grouped once for all pairs and quantities.
   */
  static Dataset<Row> of(TrialFrame trials) {
    List<String> shared = new ArrayList<>(trials.allAxes());
    shared.remove("strategy");
    Column trial =
        struct(col("strategy"), col("cell_id"), col("seed"), TrialFrame.results().as("results"));
    return trials
        .rows()
        .filter(TrialFrame.isFinished())
        .withColumn("trial", trial)
        .groupBy(TrialFrame.named(shared))
        .agg(collect_list(col("trial")).as("trials"))
        .orderBy(TrialFrame.named(shared))
        .withColumn("test", explode(tests().apply(col("trials"))))
        .select(columns(shared));
  }

  private static Column[] columns(List<String> shared) {
    List<Column> columns = new ArrayList<>(List.of(TrialFrame.named(shared)));
    for (String field : TEST.fieldNames()) {
      columns.add(col("test." + field).as(field));
    }
    return columns.toArray(new Column[0]);
  }

  private static UserDefinedFunction tests() {
    UDF1<Seq<Row>, List<Row>> tests = PairedCells::tests;
    return functions.udf(tests, DataTypes.createArrayType(TEST));
  }
}
