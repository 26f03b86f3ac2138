package org.equisweep.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A table: its name (and folder), what one row is, and its columns in order. Immutable; a sweep's
 * extra axes make wider tables by {@link #withAxes}.
 */
public final class Table {
  private final String name;
  private final String about;
  private final List<Column> columns;
  private final Map<String, Integer> positions = new HashMap<>();

  public Table(String name, String about, List<Column> columns) {
    this.name = name;
    this.about = about;
    this.columns = List.copyOf(columns);
    for (Column column : columns) {
      if (positions.put(column.name(), positions.size()) != null) {
        throw new IllegalArgumentException(name + " declares " + column.name() + " twice");
      }
    }
  }

  public String name() {
    return name;
  }

  /** What one row is. */
  public String about() {
    return about;
  }

  public List<Column> columns() {
    return columns;
  }

  public boolean has(String column) {
    return positions.containsKey(column);
  }

  public Column column(String column) {
    return columns.get(position(column));
  }

  /** The column's place, from 0. */
  public int position(String column) {
    Integer position = positions.get(column);
    if (position == null) {
      throw new IllegalArgumentException(name + " has no column " + column);
    }
    return position;
  }

  /** This table with a column more for every axis, after the column named. */
  public Table withAxes(List<Column> axes, String after) {
    List<Column> wider = new ArrayList<>(columns);
    wider.addAll(position(after) + 1, axes);
    return new Table(name, about, wider);
  }

  MessageType parquetSchema() {
    List<Type> fields = new ArrayList<>();
    for (Column column : columns) {
      fields.add(column.type().parquet(column.name(), column.nullable()));
    }
    return new MessageType("spark_schema", fields);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Table that && name.equals(that.name) && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + columns.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
