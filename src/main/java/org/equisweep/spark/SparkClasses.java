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
          "org.apache.spark.sql.types.DoubleType");

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
