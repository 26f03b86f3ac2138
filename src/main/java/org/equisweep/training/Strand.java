package org.equisweep.training;

import java.util.List;

/**
 * Trials of one cell in a cohort: one for each seed. Strands whose settings begin alike train what
 * they have in common once.
 */
public record Strand(TrialSettings settings, List<Long> seeds) {
  public Strand {
    seeds = List.copyOf(seeds);
  }
}
