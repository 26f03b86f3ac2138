package org.equisweep.statistics;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log10;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

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

  static final int FOLDS = 3;

  /** Fewer trials than this say nothing about an axis. */
  static final int FEWEST_TRIALS = 10;

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

  private final TrialFrame trials;

  private Importance(TrialFrame trials) {
    this.trials = trials;
  }

  /** All columns of the importance table, ordered by target, most important axis first. */
  static Dataset<Row> of(TrialFrame trials) {
    Importance importance = new Importance(trials);
    List<Row> rows = new ArrayList<>();
    for (Target target : TARGETS) {
      rows.addAll(importance.explain(target));
    }
    return trials.rows().sparkSession().createDataFrame(rows, SCHEMA);
  }

  private List<Row> explain(Target target) {
    List<Column> columns = new ArrayList<>(List.of(target.value().as("label")));
    columns.add(TrialFrame.named("seed"));
    columns.addAll(List.of(TrialFrame.named(trials.allAxes())));
    List<Row> finished =
        trials
            .rows()
            .orderBy("seed", "cell_id")
            .select(columns.toArray(new Column[0]))
            .filter("label is not null")
            .collectAsList();
    List<Axis> axes = varying(finished);
    String reason = reasonAgainst(finished, axes);
    return reason == null
        ? explain(target.name(), finished, axes)
        : List.of(
            RowFactory.create(
                target.name(), null, null, null, (long) finished.size(), null, reason));
  }

  private static @Nullable String reasonAgainst(List<Row> finished, List<Axis> axes) {
    if (finished.size() < FEWEST_TRIALS) {
      return finished.size() + " finished trials: too few, " + FEWEST_TRIALS + " are needed";
    }
    if (finished.stream().mapToDouble(Importance::label).distinct().count() == 1) {
      return "every finished trial has the same value";
    }
    return axes.size() < 2 ? "fewer than two axes vary among the finished trials" : null;
  }

  private List<Row> explain(String target, List<Row> finished, List<Axis> axes) {
    List<Long> seeds = finished.stream().map(Importance::seed).distinct().sorted().toList();
    int folds = Math.min(FOLDS, seeds.size());
    List<Forest.Sample> samples = new ArrayList<>(finished.size());
    for (Row trial : finished) {
      double[] values = axes.stream().mapToDouble(axis -> axis.value(trial)).toArray();
      int fold = seeds.indexOf(seed(trial)) % folds;
      samples.add(new Forest.Sample(Vectors.dense(values), label(trial), fold));
    }
    List<Integer> levels = axes.stream().map(Axis::categories).toList();
    Forest forest = new Forest(trials.rows().sparkSession(), samples, levels);
    double[] importances = forest.importances();
    Double rSquared = folds > 1 ? forest.rSquared(folds) : null;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < importances.length; i++) {
      rows.add(
          RowFactory.create(
              target,
              axes.get(i).name(),
              importances[i],
              rSquared,
              (long) finished.size(),
              rSquared == null ? null : folds,
              rSquared == null ? "r_squared: one seed, so none can be held out" : null));
    }
    rows.sort(Comparator.comparingDouble((Row row) -> row.getDouble(2)).reversed());
    return rows;
  }

  private List<Axis> varying(List<Row> finished) {
    List<Axis> varying = new ArrayList<>();
    List<String> names = trials.allAxes();
    for (int i = 0; i < names.size(); i++) {
      Axis axis = Axis.of(names.get(i), i + 2, finished);
      if (axis.levels().size() > 1) {
        varying.add(axis);
      }
    }
    return varying;
  }

  private static double label(Row trial) {
    return trial.getDouble(0);
  }

  private static long seed(Row trial) {
    return trial.getLong(1);
  }

  private static Column logarithm(Quantity quantity) {
    Column value = TrialFrame.finiteResult(quantity.column());
    return when(value.isNotNull(), log10(greatest(value, lit(FLOOR))));
  }

  private record Target(String name, Column value) {}

  /**
   * An axis of the grid. Numeric ones are split by order, unless a part of the grid lacks them;
   * others are categories in alphabetical order.
   */
  private record Axis(String name, int column, boolean isOrdered, List<String> levels) {
    static Axis of(String name, int column, List<Row> finished) {
      SortedSet<String> levels = new TreeSet<>();
      boolean ordered = true;
      for (Row trial : finished) {
        Object value = trial.get(column);
        levels.add(String.valueOf(value));
        ordered &= value instanceof Number;
      }
      return new Axis(name, column, ordered, List.copyOf(levels));
    }

    int categories() {
      return isOrdered ? 0 : levels.size();
    }

    double value(Row trial) {
      Object value = trial.get(column);
      return isOrdered ? ((Number) value).doubleValue() : levels.indexOf(String.valueOf(value));
    }
  }
}
