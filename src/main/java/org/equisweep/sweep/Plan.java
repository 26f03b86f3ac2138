package org.equisweep.sweep;

import java.util.List;

/**
 * What a sweep takes, before anything is trained. Counts are of all distinct trials.
 *
 * @param rowsOfTrials rows of the trials table, one per (cell, seed)
 * @param trials distinct ones: fewer than rows where cells share them
 * @param rowsOfTrajectories if every phase runs all its epochs
 * @param rowsOfGeometry layers and totals of every group and architecture
 * @param strategies the phases of every distinct kind of trial with their cost
 * @param multiplyAdds of all trials, recording included
 * @param laneBytes the most a lane of any cohort needs for itself
 * @param cohortBytes the most a cohort needs in all
 */
public record Plan(
    int cells,
    long rowsOfTrials,
    long trials,
    int cohorts,
    long rowsOfTrajectories,
    long rowsOfGeometry,
    List<Strategy> strategies,
    double multiplyAdds,
    long laneBytes,
    long cohortBytes) {
  public Plan {
    strategies = List.copyOf(strategies);
  }

  /**
   * The trials of one strategy, all cells together.
   *
   * @param phases of its costliest trial
   * @param multiplyAdds of all its trials
   */
  public record Strategy(String name, long trials, List<PhaseCost> phases, double multiplyAdds) {}

  /**
   * Estimated time of the arithmetic alone, two operations a multiply-add.
   *
   * @param gigaflops a core reaches, in 10⁹ operations a second
   */
  public double seconds(double gigaflops, int cores) {
    return 2 * multiplyAdds / (gigaflops * 1e9 * cores);
  }
}
