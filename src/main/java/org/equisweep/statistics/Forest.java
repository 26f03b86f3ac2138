package org.equisweep.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
 *
 * <p>A tree sees a sample through its axes alone, and a split's gain depends on the sums of labels
 * only. So where there are more than {@value #MOST_INSTANCES} samples, those that agree in all axes
 * are taken together, a few at a time, as one instance with their mean and number for label and
 * weight: the splits of a tree stay what they were, the bootstrap draws such blocks.
 */
final class Forest {
  static final int TREES = 40;
  static final int DEPTH = 8;
  static final int MOST_INSTANCES = 10_000;

  private static final int FEWEST_BINS = 32;
  private static final long SEED = 20_230_323;

  private final SparkSession spark;
  private final List<Sample> samples;
  private final StructType schema;
  private final int bins;
  private final CompletableFuture<RandomForestRegressionModel> whole;
  private final List<CompletableFuture<RandomForestRegressionModel>> withoutFold =
      new ArrayList<>();

  /**
   * One finished trial.
   *
   * @param axes number or index of the level, axis by axis
   * @param fold the fold its seed is dealt into
   */
  record Sample(Vector axes, double label, int fold) {}

  /**
   * Starts to grow the forests: of all samples, and for each fold of those outside it.
   *
   * @param levels of each axis: how many categories it has, or 0 for one that is split by order
   * @param folds how many; 1 for no forests but that of all samples
   * @param threads where they are grown
   */
  Forest(
      SparkSession spark, List<Sample> samples, List<Integer> levels, int folds, Executor threads) {
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
    schema =
        new StructType()
            .add(features)
            .add("label", DataTypes.DoubleType)
            .add("weight", DataTypes.DoubleType);
    whole = CompletableFuture.supplyAsync(() -> fit(this.samples), threads);
    for (int fold = 0; fold < folds && folds > 1; fold++) {
      int held = fold;
      withoutFold.add(
          CompletableFuture.supplyAsync(
              () -> fit(this.samples.stream().filter(s -> s.fold() != held).toList()), threads));
    }
  }

  /** One per axis, sum 1; all 0 where no tree found a split. */
  double[] importances() {
    return whole.join().featureImportances().toArray();
  }

  /** 1 − Σ(y − ŷ)²/Σ(y − ȳ)² over all samples, every ŷ by a forest that saw none of its fold. */
  double rSquared() {
    double unexplained = 0;
    for (int fold = 0; fold < withoutFold.size(); fold++) {
      RandomForestRegressionModel kept = withoutFold.get(fold).join();
      Map<Vector, Double> predictions = new LinkedHashMap<>();
      for (Sample sample : samples) {
        if (sample.fold() == fold) {
          double predicted = predictions.computeIfAbsent(sample.axes(), kept::predict);
          unexplained += square(sample.label() - predicted);
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
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Dataset<Row> training = spark.createDataFrame(context.parallelize(instances(on), 1), schema);
    return new RandomForestRegressor()
        .setWeightCol("weight")
        .setNumTrees(TREES)
        .setMaxDepth(DEPTH)
        .setMaxBins(bins)
        // a node that may not see the axis that matters would leave its share to the seeds
        .setFeatureSubsetStrategy("all")
        .setSeed(SEED)
        .fit(training);
  }

  private static List<Row> instances(List<Sample> on) {
    int together = (on.size() + MOST_INSTANCES - 1) / MOST_INSTANCES;
    Map<Vector, Block> open = new LinkedHashMap<>();
    List<Row> instances = new ArrayList<>();
    for (Sample sample : on) {
      Block block = open.computeIfAbsent(sample.axes(), axes -> new Block());
      block.add(sample.label());
      if (block.count == together) {
        instances.add(open.remove(sample.axes()).instance(sample.axes()));
      }
    }
    open.forEach((axes, block) -> instances.add(block.instance(axes)));
    return instances;
  }

  /** Samples that agree in all axes. */
  private static final class Block {
    private double sum;
    private int count;

    void add(double label) {
      sum += label;
      count++;
    }

    Row instance(Vector axes) {
      return RowFactory.create(axes, sum / count, (double) count);
    }
  }

  private static double square(double value) {
    return value * value;
  }
}
