package org.equisweep.training;

import java.util.List;

/**
 * Where a trial starts that begins like one whose end state was kept.
 *
 * @param phase index of the phase in which that trial ended
 * @param rows of its trajectory
 * @param onTheWay eigenvalues at states on its way
 */
public record Start(
    int phase,
    EndState state,
    List<TrajectoryRow> rows,
    List<StabilityReport.SpectrumRow> onTheWay) {
  public Start {
    rows = List.copyOf(rows);
    onTheWay = List.copyOf(onTheWay);
  }
}
