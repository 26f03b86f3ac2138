package org.equisweep.table;

import org.jspecify.annotations.Nullable;

/** One row of a table. Values are of their column's {@link ColumnType#valueClass}, or null. */
public final class Row {
  private final Table table;
  private final @Nullable Object[] values;

  /** Takes over the array. */
  public Row(Table table, @Nullable Object... values) {
    if (values.length != table.columns().size()) {
      throw new IllegalArgumentException(
          "a row of %s has %d values, got %d"
              .formatted(table, table.columns().size(), values.length));
    }
    this.table = table;
    this.values = values;
  }

  public Table table() {
    return table;
  }

  public @Nullable Object get(String column) {
    return values[table.position(column)];
  }

  public @Nullable Object get(int position) {
    return values[position];
  }

  /** A value that is never null. */
  public String string(String column) {
    return (String) required(column);
  }

  /** A value that is never null; whole numbers of either width. */
  public long whole(String column) {
    return ((Number) required(column)).longValue();
  }

  /** The number, or NaN where there is none. */
  public double number(String column) {
    Object value = get(column);
    return value == null ? Double.NaN : ((Number) value).doubleValue();
  }

  private Object required(String column) {
    Object value = get(column);
    if (value == null) {
      throw new IllegalStateException(column + " of " + table + " is null");
    }
    return value;
  }
}
