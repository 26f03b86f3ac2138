package org.equisweep.table;

import java.util.List;
import org.equisweep.geometry.GeometryRow;
import org.jspecify.annotations.Nullable;

/** Rows of {@code geometry}. */
public final class GeometryTable {
  private GeometryTable() {}

  /**
   * One row.
   *
   * @param group its name in the sweep file
   * @param architecture its name in the sweep file
   * @param parametrisation of its convolutions, in words
   * @param mixedDirection what makes a layer incompatible; null for none, and in total
   */
  public static Row row(
      String group,
      String architecture,
      String parametrisation,
      GeometryRow row,
      double @Nullable [] mixedDirection) {
    return new Row(
        Tables.GEOMETRY,
        group,
        architecture,
        parametrisation,
        row.layer() == null ? "total" : row.layer(),
        row.dimension(),
        row.admissibleDimension(),
        row.invariantDimension(),
        row.equivariantDimension(),
        row.commutatorNorm(),
        row.commutatorNormFrobenius(),
        row.largestMixedAngle(),
        row.offsetViolation(),
        row.compatible(),
        row.unitary(),
        row.parametrisationLeak(),
        row.keepsEquivariant(),
        row.conditionNumber(),
        row.violations(),
        mixedDirection);
  }

  /** Replaces the folder's geometry table. */
  public static void publish(SweepFolder folder, List<Row> rows) {
    try (TableWriter writer = folder.replace(Tables.GEOMETRY)) {
      rows.forEach(writer::write);
      writer.publish();
    }
  }
}
