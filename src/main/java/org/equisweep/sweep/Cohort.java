package org.equisweep.sweep;

import java.util.List;
import org.equisweep.training.TrialSettings;

/**
 * Trials that train side by side: an aligned block of the seeds of one cell. A function of the
 * sweep alone, not of the machine.
 *
 * @param id content hash of the trial ids: the name of its commit record
 */
public record Cohort(String id, TrialSettings settings, List<Trial> trials) {}
