package org.equisweep.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.equisweep.table.Column;
import org.equisweep.table.Row;
import org.jspecify.annotations.Nullable;

/** Rows of tables, as results of commands. */
final class Rows {
  private Rows() {}

  /** The columns by name, in order; also those that are null. */
  static Map<String, @Nullable Object> map(Row row) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Column column : row.table().columns()) {
      map.put(column.name(), row.get(column.name()));
    }
    return map;
  }

  /** A value with every digit. */
  static String exact(@Nullable Object value) {
    return value instanceof double[] values ? Arrays.toString(values) : String.valueOf(value);
  }
}
