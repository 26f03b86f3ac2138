package org.equisweep.training;

import java.util.List;
import java.util.Map;

/**
 * Trials of one cell in a cohort: one for each seed. Strands whose settings begin alike train what
 * they have in common once.
 *
 * @param starts seeds that go on from a kept state, and where
 */
public record Strand(TrialSettings settings, List<Long> seeds, Map<Long, Start> starts) {
  public Strand {
    seeds = List.copyOf(seeds);
    starts = Map.copyOf(starts);
  }

  /** All from the first point. */
  public Strand(TrialSettings settings, List<Long> seeds) {
    this(settings, seeds, Map.of());
  }
}
