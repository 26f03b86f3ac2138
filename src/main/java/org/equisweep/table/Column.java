package org.equisweep.table;

/**
 * One column of a table, declared once: it makes the Parquet schema, the metadata readers of the
 * files see, docs/tables.md and the report's legends.
 *
 * @param name snake case, or an axis' dotted path
 * @param unit such as {@code s} or {@code steps}; {@code 1} for a pure number, empty for what has
 *     none
 * @param description what it is, in a sentence without its final full stop
 * @param isVolatile whether it may differ between two runs of the same trial
 */
public record Column(
    String name,
    ColumnType type,
    boolean nullable,
    String unit,
    String description,
    boolean isVolatile) {
  public Column {
    if (name.isBlank() || description.isBlank()) {
      throw new IllegalArgumentException("a column needs a name and a description, got " + name);
    }
  }

  static Column required(String name, ColumnType type, String unit, String description) {
    return new Column(name, type, false, unit, description, false);
  }

  static Column optional(String name, ColumnType type, String unit, String description) {
    return new Column(name, type, true, unit, description, false);
  }

  /** The same column, marked as one that may differ between two runs of the same trial. */
  Column asVolatile() {
    return new Column(name, type, nullable, unit, description, true);
  }
}
