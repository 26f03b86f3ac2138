package org.equisweep.table;

import static org.equisweep.table.Column.required;

import java.util.List;

/** What names a cell of the grid; a sweep's further axes follow as columns of their own. */
final class CellColumns {
  private CellColumns() {}

  static final Column CELL_ID =
      required("cell_id", ColumnType.STRING, "", "Content hash of the cell's settings");
  static final Column GROUP =
      required("group", ColumnType.STRING, "", "Name of the group in the sweep file");
  static final Column ARCHITECTURE =
      required("architecture", ColumnType.STRING, "", "Name of the architecture in the sweep file");
  static final Column INITIALIZATION =
      required(
          "initialization", ColumnType.STRING, "", "Name of the initialization in the sweep file");
  static final Column STRATEGY =
      required("strategy", ColumnType.STRING, "", "Name of the strategy in the sweep file");

  static final List<Column> ALL = List.of(CELL_ID, GROUP, ARCHITECTURE, INITIALIZATION, STRATEGY);
}
