package org.equisweep.table;

import static org.equisweep.table.Column.optional;
import static org.equisweep.table.Column.required;

import java.util.List;

/** The columns of {@code optimisers}. */
final class OptimiserColumns {
  private OptimiserColumns() {}

  static List<Column> all() {
    return List.of(
        CellColumns.GROUP,
        CellColumns.ARCHITECTURE,
        required("phase", ColumnType.STRING, "", "The first phase that steps so"),
        required("flow", ColumnType.STRING, "", "nominal, augmented, equivariant or averaged"),
        required("optimiser", ColumnType.STRING, "", "sgd, momentum, nesterov or adam"),
        optional("weight_decay", ColumnType.DOUBLE, "1", "Null without"),
        GeometryColumns.PARAMETRISATION,
        optional(
            "leak",
            ColumnType.DOUBLE,
            "1",
            "The largest ‖A − Π_𝓔A‖ over ‖A − A(0)‖ along a few steps; null where it was not tried:"
                + " for integrated flows, convolutions whose taps the group does not permute, and"
                + " large networks"),
        optional(
            "keeps_equivariant",
            ColumnType.BOOLEAN,
            "",
            "Whether that is rounding; null where it was not tried"));
  }
}
