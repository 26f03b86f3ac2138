package org.equisweep.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.equisweep.problem.InvalidInput;
import org.equisweep.table.Column;
import org.equisweep.table.ColumnType;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Table;
import org.equisweep.table.TableWriter;
import org.equisweep.table.Tables;

/**
 * The tables {@code cells}, {@code comparisons} and {@code importance} of a sweep, from its trials
 * table. They are a function of its rows alone: not of their order, files or partitions.
 */
public final class Statistics {
  private Statistics() {}

  /** Replaces the three tables in the sweep's folder; InvalidInput before any publication. */
  public static void write(SparkSession spark, SweepFolder folder) {
    if (!folder.has(Tables.TRIALS)) {
      throw InvalidInput.of(
          "the folder must hold published trials",
          folder.path() + " has no trials/",
          "run 'publish' first");
    }
    Dataset<Row> published = spark.read().parquet(folder.tablePath(Tables.TRIALS)).cache();
    try {
      TrialFrame trials = frame(published);
      replace(folder, Tables.CELLS, cells(trials));
      replace(folder, Tables.COMPARISONS, comparisons(trials));
      replace(folder, Tables.IMPORTANCE, importance(trials));
    } finally {
      published.unpersist();
    }
  }

  /** One row per cell and quantity; see {@link Cells}. */
  static Dataset<Row> cells(TrialFrame trials) {
    return Cells.of(trials);
  }

  /** Paired tests between strategies; see {@link Comparisons}. */
  static Dataset<Row> comparisons(TrialFrame trials) {
    return Comparisons.of(trials);
  }

  /** Which axis explains a result; see {@link Importance}. */
  static Dataset<Row> importance(TrialFrame trials) {
    return Importance.of(trials);
  }

  /**
   * The sweep's own axes: the columns that not every trials table has, and the precision where it
   * varies.
   */
  static TrialFrame frame(Dataset<Row> trials) {
    Stream<String> own =
        Arrays.stream(trials.columns()).filter(column -> !Tables.TRIALS.has(column));
    boolean mixed = trials.select("precision").distinct().count() > 1;
    List<String> axes =
        Stream.concat(own, mixed ? Stream.of("precision") : Stream.empty()).toList();
    return TrialFrame.of(trials, axes);
  }

  /** Rows are few (cells × quantities), so they come to the driver to be written as one file. */
  private static void replace(SweepFolder folder, Table declared, Dataset<Row> rows) {
    Table table = withAxes(declared, rows);
    List<String> columns = table.columns().stream().map(Column::name).toList();
    List<Row> collected = rows.select(TrialFrame.named(columns)).collectAsList();
    try (TableWriter writer = folder.replace(table)) {
      for (Row row : collected) {
        Object[] values = new Object[columns.size()];
        Arrays.setAll(values, row::get);
        writer.write(new org.equisweep.table.Row(table, values));
      }
      writer.publish();
    }
  }

  /** The declared table with the axes found among the rows' columns, before the quantity. */
  private static Table withAxes(Table declared, Dataset<Row> rows) {
    Set<String> known =
        declared.columns().stream().map(Column::name).collect(Collectors.toUnmodifiableSet());
    List<Column> axes = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      if (!known.contains(field.name())) {
        axes.add(
            new Column(
                field.name(), type(field), true, "", "Axis of the grid; as in trials", false));
      }
    }
    return axes.isEmpty() ? declared : declared.withAxes(axes, lastAxis(declared));
  }

  private static String lastAxis(Table declared) {
    return declared.has("strategy") ? "strategy" : "initialization";
  }

  private static ColumnType type(StructField field) {
    if (field.dataType().equals(DataTypes.StringType)) {
      return ColumnType.STRING;
    } else if (field.dataType().equals(DataTypes.LongType)) {
      return ColumnType.LONG;
    } else if (field.dataType().equals(DataTypes.BooleanType)) {
      return ColumnType.BOOLEAN;
    }
    return ColumnType.DOUBLE;
  }
}
