package org.equisweep.statistics;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * MLlib's random forest regression of a result on axes. The samples stand in one partition, in the
 * order given, and the forest's seed is fixed: the same bits whatever the machine.
 */
final class Forest {
  static final int TREES = 40;
  static final int DEPTH = 8;

  private static final int FEWEST_BINS = 32;
  private static final long SEED = 20_230_323;

  private final SparkSession spark;
  private final List<Sample> samples;
  private final StructType schema;
  private final int bins;

  /**
   * One finished trial.
   *
   * @param axes number or index of the level, axis by axis
   * @param fold the fold its seed is dealt into
   */
  record Sample(Vector axes, double label, int fold) {}

  /**
   * @param levels of each axis: how many categories it has, or 0 for one that is split by order
   */
  Forest(SparkSession spark, List<Sample> samples, List<Integer> levels) {
    this.spark = spark;
    this.samples = List.copyOf(samples);
    int most = FEWEST_BINS;
    Attribute[] attributes = new Attribute[levels.size()];
    for (int axis = 0; axis < attributes.length; axis++) {
      int count = levels.get(axis);
      most = Math.max(most, count);
      Attribute attribute =
          count == 0
              ? NumericAttribute.defaultAttr()
              : NominalAttribute.defaultAttr().withNumValues(count);
      attributes[axis] = attribute.withName("axis_" + axis);
    }
    bins = most;
    StructField features = new AttributeGroup("features", attributes).toStructField();
    schema = new StructType().add(features).add("label", DataTypes.DoubleType);
  }

  /** One per axis, sum 1; all 0 where no tree found a split. */
  double[] importances() {
    return fit(samples).featureImportances().toArray();
  }

  /** 1 − Σ(y − ŷ)²/Σ(y − ȳ)² over all samples, every ŷ by a forest that saw none of its fold. */
  double rSquared(int folds) {
    double unexplained = 0;
    for (int fold = 0; fold < folds; fold++) {
      int held = fold;
      RandomForestRegressionModel kept =
          fit(samples.stream().filter(sample -> sample.fold() != held).toList());
      for (Sample sample : samples) {
        if (sample.fold() == held) {
          unexplained += square(sample.label() - kept.predict(sample.axes()));
        }
      }
    }
    double mean = 0;
    for (Sample sample : samples) {
      mean += sample.label() / samples.size();
    }
    double total = 0;
    for (Sample sample : samples) {
      total += square(sample.label() - mean);
    }
    return 1 - unexplained / total;
  }

  private RandomForestRegressionModel fit(List<Sample> on) {
    List<Row> rows = new ArrayList<>(on.size());
    for (Sample sample : on) {
      rows.add(RowFactory.create(sample.axes(), sample.label()));
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Dataset<Row> training = spark.createDataFrame(context.parallelize(rows, 1), schema);
    return new RandomForestRegressor()
        .setNumTrees(TREES)
        .setMaxDepth(DEPTH)
        .setMaxBins(bins)
        // a node that may not see the axis that matters would leave its share to the seeds
        .setFeatureSubsetStrategy("all")
        .setSeed(SEED)
        .fit(training);
  }

  private static double square(double value) {
    return value * value;
  }
}
