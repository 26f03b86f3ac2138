package org.equisweep.training;

import java.time.Duration;
import java.util.List;

/** Trains seeds of one cell side by side. */
public final class CohortTrainer {
  private CohortTrainer() {}

  /**
   * One outcome per seed, in order. Never throws for what happens inside one trial: that is the
   * outcome's status and reason.
   *
   * @param deadline on one trial's share of the time; zero for none
   */
  public static List<TrialOutcome> train(
      TrialSettings settings, List<Long> seeds, Duration deadline, boolean keepLayers) {
    throw new UnsupportedOperationException();
  }
}
