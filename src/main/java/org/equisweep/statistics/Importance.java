package org.equisweep.statistics;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log10;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Which axis explains a result: the impurity importance of a random forest (Breiman 2001; MLlib's,
 * each tree's normalised to sum 1, then averaged) that predicts it from the axes that vary. Of axes
 * that always change together, the first takes the credit.
 *
 * <p>R² is out of sample: the seeds are dealt in ascending order into folds, and every trial is
 * predicted by a forest that saw none of its fold; see {@link Forest#rSquared}. What it lacks to 1
 * is the seeds' share (and what the forest misses); near 0 or below, the importances mean nothing.
 */
final class Importance {
  /** Distances and ratios below count as this much, so that an exact 0 has a logarithm. */
  static final double FLOOR = 1e-16;

  private static final StructType SCHEMA =
      new StructType()
          .add("target", DataTypes.StringType)
          .add("axis", DataTypes.StringType)
          .add("importance", DataTypes.DoubleType)
          .add("r_squared", DataTypes.DoubleType)
          .add("trials", DataTypes.LongType)
          .add("folds", DataTypes.IntegerType)
          .add("reason", DataTypes.StringType);

  private static final List<Target> TARGETS =
      List.of(
          new Target("log10_distance_to_equivariant", logarithm(Quantity.DISTANCE_TO_EQUIVARIANT)),
          new Target("log10_drift_ratio", logarithm(Quantity.DRIFT_RATIO)),
          new Target("nominal_risk", TrialFrame.finiteResult(Quantity.NOMINAL_RISK.column())));

  private Importance() {}

  private record Target(String name, Column value) {}

  /** All columns of the importance table, ordered by target, most important axis first. */
  static Dataset<Row> of(TrialFrame trials) {
    SparkSession spark = trials.rows().sparkSession();
    // a forest is one small task after another, so several grow side by side
    ExecutorService threads =
        Executors.newFixedThreadPool(spark.sparkContext().defaultParallelism());
    try {
      List<FinishedTrial> finished = finished(trials);
      List<Explanation> explanations = new ArrayList<>();
      for (int i = 0; i < TARGETS.size(); i++) {
        explanations.add(
            Explanation.of(TARGETS.get(i).name(), i, trials.allAxes(), finished, spark, threads));
      }
      List<Row> rows = new ArrayList<>();
      explanations.forEach(explanation -> rows.addAll(explanation.rows()));
      return spark.createDataFrame(rows, SCHEMA);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Column logarithm(Quantity quantity) {
    Column value = TrialFrame.finiteResult(quantity.column());
    return when(value.isNotNull(), log10(greatest(value, lit(FLOOR))));
  }

  /** By seed, then by cell. */
  private static List<FinishedTrial> finished(TrialFrame trials) {
    List<Column> columns = new ArrayList<>();
    TARGETS.forEach(target -> columns.add(target.value().as(target.name())));
    columns.add(TrialFrame.named("seed"));
    columns.addAll(List.of(TrialFrame.named(trials.allAxes())));
    return trials
        .rows()
        .filter(TrialFrame.isFinished())
        .orderBy("seed", "cell_id")
        .select(columns.toArray(new Column[0]))
        .collectAsList()
        .stream()
        .map(row -> FinishedTrial.of(row, TARGETS.size()))
        .toList();
  }
}
