package org.equisweep.training;

import java.util.List;
import org.equisweep.data.DataSpec;
import org.equisweep.group.GroupSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.tensor.Precision;

/**
 * Everything that determines a trial's result but its seed. Two trials with equal settings (files
 * compared by content, phase names aside) and equal seeds are the same trial.
 */
public record TrialSettings(
    GroupSpec group,
    ArchitectureSpec architecture,
    DataSpec data,
    InitializationSpec initialization,
    List<PhaseSpec> phases,
    RecordSpec record,
    StopSpec stop,
    Precision precision,
    boolean allowViolations) {
  public TrialSettings {
    phases = List.copyOf(phases);
  }

  /**
   * All that determines the state, and the rows, after the first {@code count} phases; a trial of
   * its own. Equal for settings that begin alike, whatever their phases are called.
   */
  public TrialSettings prefix(int count) {
    return new TrialSettings(
        group,
        architecture,
        data,
        initialization,
        phases.stream().limit(count).map(PhaseSpec::unnamed).toList(),
        record,
        stop,
        precision,
        allowViolations);
  }

  /** The same in another precision. */
  TrialSettings withPrecision(Precision other) {
    return new TrialSettings(
        group,
        architecture,
        data,
        initialization,
        phases,
        record,
        stop,
        other,
        allowViolations);
  }
}
