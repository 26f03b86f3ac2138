package org.equisweep.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Opens the Spark session of a command. What spark-submit, a properties file or {@code --conf} set
 * always stands; only what is not set gets the engine's defaults.
 */
public final class SparkSessions {
  private SparkSessions() {}

  /**
   * The session.
   *
   * @param application its name
   * @param master where to run when spark-submit has not said; null for all local cores
   */
  public static SparkSession open(String application, @Nullable String master) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", master == null ? "local[*]" : master);
    conf.setIfMissing("spark.app.name", application);
    defaults().forEach(conf::setIfMissing);
    if (conf.get("spark.master").startsWith("local[") || conf.get("spark.master").equals("local")) {
      inOneProcess().forEach(conf::setIfMissing);
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    defaults.put("spark.kryo.registrator", SweepKryoRegistrator.class.getName());
    defaults.put("spark.kryo.registrationRequired", "true");
    // progress between the ends of tasks comes with heartbeats
    defaults.put("spark.executor.heartbeatInterval", "2s");
    defaults.put("spark.ui.showConsoleProgress", "false");
    // the tables have thousands of rows, not billions
    defaults.put("spark.sql.shuffle.partitions", "8");
    // plans of our tables have that many columns: not worth a warning
    defaults.put("spark.sql.debug.maxToStringFields", "200");
    return defaults;
  }

  /** What makes small jobs quick where driver and executor are one process. */
  private static Map<String, String> inOneProcess() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.eventLog.enabled", "false");
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    settings.put("spark.sql.shuffle.partitions", "2");
    settings.put("spark.sql.catalogImplementation", "in-memory");
    return settings;
  }
}
