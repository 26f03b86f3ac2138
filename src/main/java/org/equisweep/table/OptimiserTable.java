package org.equisweep.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code optimisers}. */
public final class OptimiserTable {
  private OptimiserTable() {}

  /**
   * One row.
   *
   * @param group its name in the sweep file, as are those of architecture and phase
   * @param parametrisation of the convolutions, in words
   * @param leak null where it was not tried
   * @param keeps whether the leak is rounding; null where it was not tried
   */
  public static Row row(
      String group,
      String architecture,
      String phase,
      String flow,
      String optimiser,
      @Nullable Double weightDecay,
      String parametrisation,
      @Nullable Double leak,
      @Nullable Boolean keeps) {
    return new Row(
        Tables.OPTIMISERS,
        group,
        architecture,
        phase,
        flow,
        optimiser,
        weightDecay,
        parametrisation,
        leak,
        keeps);
  }

  /** Replaces the folder's table. */
  public static void publish(SweepFolder folder, List<Row> rows) {
    try (TableWriter writer = folder.replace(Tables.OPTIMISERS)) {
      rows.forEach(writer::write);
      writer.publish();
    }
  }
}
