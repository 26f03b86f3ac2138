package org.equisweep.training;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.data.DataSpec;
import org.equisweep.group.GroupSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
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

  /**
   * The same training, with what differs between strategies in the phases: parametrisations that
   * each seed draws, which span the same layers, are moved there from the architecture. An
   * equivariant phase has none, so what strategies with other parametrisations have in common
   * shows.
   */
  TrialSettings normal() {
    KernelBasis drawn = architecture.drawnParametrisation();
    ArchitectureSpec plain = drawn == null ? architecture : architecture.inTaps();
    return with(plain, phases.stream().map(phase -> phase.normal(plain, drawn)).toList());
  }

  /**
   * All that determines the state, and the rows, after the first {@code count} phases, in normal
   * form; phases keep their labels. What is made of an end point is no part of it, spectra on the
   * way are.
   */
  public TrialSettings first(int count) {
    TrialSettings normal = normal();
    return normal.with(normal.architecture, normal.phases.subList(0, count));
  }

  /** The same with no epochs in the last of them. */
  public TrialSettings trunk(int count) {
    TrialSettings first = first(count);
    List<PhaseSpec> cut = new ArrayList<>(first.phases);
    cut.set(count - 1, cut.get(count - 1).withoutEpochs());
    return first.with(first.architecture, cut);
  }

  /** The same without labels: equal for settings that begin alike. */
  TrialSettings prefix(int count) {
    TrialSettings first = first(Math.min(count, phases.size()));
    return first.with(first.architecture, first.phases.stream().map(PhaseSpec::unnamed).toList());
  }

  private TrialSettings with(ArchitectureSpec otherArchitecture, List<PhaseSpec> otherPhases) {
    return new TrialSettings(
        group,
        otherArchitecture,
        data,
        initialization,
        otherPhases,
        record,
        stop,
        precision,
        allowViolations,
        analyse == null ? null : analyse.onTheWay());
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
