package org.equisweep.sweep;

import java.util.List;

/**
 * What one trial takes, counted from shapes alone: the same on every machine.
 *
 * @param laneBytes a lane's own memory: coefficients, gradients, layers on the heap
 * @param sharedBytes what the lanes of a cohort share: examples and activations
 */
public record TrialCost(List<PhaseCost> phases, long laneBytes, long sharedBytes) {
  /** Some ten seconds of a core. */
  private static final double COHORT_MULTIPLY_ADDS = 5e11;

  private static final long COHORT_BYTES = 1L << 30;
  private static final int MOST_LANES = 1024;

  public TrialCost {
    phases = List.copyOf(phases);
  }

  public double multiplyAdds() {
    return phases.stream().mapToDouble(PhaseCost::multiplyAdds).sum();
  }

  public long rows() {
    return phases.stream().mapToLong(PhaseCost::rows).sum();
  }

  /**
   * How many seeds go together: a power of two, so that a cohort of costly trials is short enough
   * to balance cores and to lose, and one of trivial trials is worth a task and a commit.
   */
  int lanes() {
    double most =
        Math.min(COHORT_MULTIPLY_ADDS / multiplyAdds(), (double) COHORT_BYTES / laneBytes);
    return Integer.highestOneBit((int) Math.max(1, Math.min(MOST_LANES, most)));
  }
}
