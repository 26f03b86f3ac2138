package org.equisweep.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads a published table without Spark: its files in order of their names, row by row. */
public final class TableReader {
  private TableReader() {}

  /** The declared table with the columns more that its files have, the sweep's axes, in order. */
  public static Table shape(SweepFolder folder, Table declared) {
    List<String> files = files(folder, declared);
    if (files.isEmpty()) {
      return declared;
    }
    List<Column> axes = new ArrayList<>();
    String before = declared.columns().get(0).name();
    for (Type field : schema(folder, files.get(0)).getFields()) {
      if (!declared.has(field.getName())) {
        axes.add(
            Column.optional(field.getName(), type(field), "", "Axis of the grid; as in the file"));
      } else if (axes.isEmpty()) {
        before = field.getName();
      }
    }
    return axes.isEmpty() ? declared : declared.withAxes(axes, before);
  }

  /** These columns of a table only: what is not named is not read. */
  public static Table projection(Table table, List<String> columns) {
    return new Table(table.name(), table.about(), columns.stream().map(table::column).toList());
  }

  /** Every row; none where the table is missing. Columns the files lack are null. */
  public static void forEach(SweepFolder folder, Table table, Consumer<Row> action) {
    for (String file : files(folder, table)) {
      try (RowReader reader = RowReader.of(table, folder.files().input(file))) {
        for (Row row = reader.next(); row != null; row = reader.next()) {
          action.accept(row);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** All rows of a small table. */
  public static List<Row> rows(SweepFolder folder, Table table) {
    List<Row> rows = new ArrayList<>();
    forEach(folder, table, rows::add);
    return rows;
  }

  private static List<String> files(SweepFolder folder, Table table) {
    return folder.files().list(table.name()).stream()
        .map(Folder.Entry::name)
        .filter(name -> name.endsWith(".parquet"))
        .map(name -> table.name() + "/" + name)
        .toList();
  }

  private static MessageType schema(SweepFolder folder, String file) {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(folder.files().input(file), options)) {
      return reader.getFileMetaData().getSchema();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ColumnType type(Type field) {
    return switch (field.asPrimitiveType().getPrimitiveTypeName()) {
      case INT64 -> ColumnType.LONG;
      case INT32 -> ColumnType.INTEGER;
      case DOUBLE -> ColumnType.DOUBLE;
      case BOOLEAN -> ColumnType.BOOLEAN;
      default -> ColumnType.STRING;
    };
  }
}
