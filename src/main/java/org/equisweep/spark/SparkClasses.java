package org.equisweep.spark;

import com.esotericsoftware.kryo.Kryo;
import java.util.List;

/**
 * Classes of Spark's own that its SQL and MLlib send when they read our tables, and that Spark does
 * not register itself.
 */
final class SparkClasses {
  private static final List<String> NAMES =
      List.of(
          "org.apache.spark.sql.types.StructType",
          "org.apache.spark.sql.types.StructField",
          "[Lorg.apache.spark.sql.types.StructField;",
          "org.apache.spark.sql.types.ArrayType",
          "org.apache.spark.sql.types.Metadata",
          "org.apache.spark.sql.types.StringType",
          "org.apache.spark.sql.types.StringType$",
          "org.apache.spark.sql.types.BooleanType$",
          "org.apache.spark.sql.types.IntegerType$",
          "org.apache.spark.sql.types.LongType$",
          "org.apache.spark.sql.types.DoubleType$",
          "org.apache.spark.sql.types.BooleanType",
          "org.apache.spark.sql.types.IntegerType",
          "org.apache.spark.sql.types.LongType",
          "org.apache.spark.sql.types.DoubleType",
          "org.apache.spark.sql.catalyst.expressions.GenericRow",
          "org.apache.spark.ml.tree.CategoricalSplit",
          "org.apache.spark.ml.tree.ContinuousSplit",
          "org.apache.spark.ml.tree.Split",
          "[Lorg.apache.spark.ml.tree.Split;",
          "[[Lorg.apache.spark.ml.tree.Split;",
          "org.apache.spark.ml.tree.impl.BaggedPoint",
          "org.apache.spark.ml.tree.impl.DTStatsAggregator",
          "org.apache.spark.ml.tree.impl.DecisionTreeMetadata",
          "org.apache.spark.ml.tree.impl.TreePoint",
          "org.apache.spark.mllib.tree.configuration.QuantileStrategy$",
          "org.apache.spark.mllib.tree.impurity.Variance$",
          "org.apache.spark.mllib.tree.impurity.VarianceAggregator",
          "org.apache.spark.mllib.tree.impurity.VarianceCalculator",
          "org.apache.spark.mllib.tree.model.ImpurityStats",
          "org.apache.spark.util.collection.OpenHashMap$mcD$sp",
          "org.apache.spark.util.collection.OpenHashSet",
          "org.apache.spark.util.collection.OpenHashSet$DoubleHasher",
          "scala.Enumeration$Val",
          "scala.reflect.ManifestFactory$DoubleManifest");

  private SparkClasses() {}

  static void register(Kryo kryo) {
    for (String name : NAMES) {
      try {
        kryo.register(Class.forName(name, false, SparkClasses.class.getClassLoader()));
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("this version of Spark has no " + name, e);
      }
    }
  }
}
