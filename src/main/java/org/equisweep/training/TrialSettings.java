package org.equisweep.training;

import java.util.List;
import org.equisweep.data.DataSpec;
import org.equisweep.group.GroupSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.tensor.Precision;
import org.jspecify.annotations.Nullable;

/**
 * Everything that determines a trial's result but its seed. Two trials with equal settings (files
 * compared by content, phase names aside) and equal seeds are the same trial.
 *
 * @param analyse how its end point is judged; null for not at all
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
    boolean allowViolations,
    @Nullable AnalyseSpec analyse) {
  public TrialSettings {
    phases = List.copyOf(phases);
  }

  /** Whose end points are not judged. */
  public TrialSettings(
      GroupSpec group,
      ArchitectureSpec architecture,
      DataSpec data,
      InitializationSpec initialization,
      List<PhaseSpec> phases,
      RecordSpec record,
      StopSpec stop,
      Precision precision,
      boolean allowViolations) {
    this(
        group,
        architecture,
        data,
        initialization,
        phases,
        record,
        stop,
        precision,
        allowViolations,
        null);
  }

  /** The same, and its end points are judged. */
  public TrialSettings analysed(@Nullable AnalyseSpec how) {
    return new TrialSettings(
        group,
        architecture,
        data,
        initialization,
        phases,
        record,
        stop,
        precision,
        allowViolations,
        how);
  }

  /** A trial of its own: the first phases, as they are called. */
  public TrialSettings first(int count) {
    return withPhases(phases.subList(0, count));
  }

  /**
   * All that determines the state, and the rows, after the first {@code count} phases. Equal for
   * settings that begin alike, whatever their phases are called.
   */
  TrialSettings prefix(int count) {
    return withPhases(phases.stream().limit(count).map(PhaseSpec::unnamed).toList());
  }

  private TrialSettings withPhases(List<PhaseSpec> others) {
    return new TrialSettings(
        group,
        architecture,
        data,
        initialization,
        others,
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
        allowViolations,
        analyse);
  }
}
