package org.equisweep.training;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.equisweep.data.DataSpec;
import org.equisweep.group.Group;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.tensor.Precision;

/** Phases, and settings changed in one place. */
final class Settings {
  private Settings() {}

  static PhaseSpec nominal(int epochs, double rate, PhaseSpec.Update update) {
    return new PhaseSpec("plain", PhaseSpec.Flow.NOMINAL, null, epochs, rate, update);
  }

  static PhaseSpec equivariant(int epochs, double rate, PhaseSpec.Update update) {
    return new PhaseSpec("symmetric", PhaseSpec.Flow.EQUIVARIANT, null, epochs, rate, update);
  }

  static PhaseSpec augmented(
      PhaseSpec.Orbit orbit, int epochs, double rate, PhaseSpec.Update update) {
    return new PhaseSpec("augmented", PhaseSpec.Flow.AUGMENTED, orbit, epochs, rate, update);
  }

  static PhaseSpec exact(int epochs, double rate, PhaseSpec.Update update) {
    return augmented(new PhaseSpec.Orbit.Exact(), epochs, rate, update);
  }

  static TrialSettings with(TrialSettings s, PhaseSpec... phases) {
    return new TrialSettings(
        s.group(),
        s.architecture(),
        s.data(),
        s.initialization(),
        List.of(phases),
        s.record(),
        s.stop(),
        s.precision(),
        s.allowViolations());
  }

  static TrialSettings with(TrialSettings s, ArchitectureSpec architecture) {
    return new TrialSettings(
        s.group(),
        architecture,
        s.data(),
        s.initialization(),
        s.phases(),
        s.record(),
        s.stop(),
        s.precision(),
        s.allowViolations());
  }

  static TrialSettings with(TrialSettings s, InitializationSpec initialization) {
    return new TrialSettings(
        s.group(),
        s.architecture(),
        s.data(),
        initialization,
        s.phases(),
        s.record(),
        s.stop(),
        s.precision(),
        s.allowViolations());
  }

  static TrialSettings with(TrialSettings s, RecordSpec record) {
    return new TrialSettings(
        s.group(),
        s.architecture(),
        s.data(),
        s.initialization(),
        s.phases(),
        record,
        s.stop(),
        s.precision(),
        s.allowViolations());
  }

  static TrialSettings with(TrialSettings s, StopSpec stop) {
    return new TrialSettings(
        s.group(),
        s.architecture(),
        s.data(),
        s.initialization(),
        s.phases(),
        s.record(),
        stop,
        s.precision(),
        s.allowViolations());
  }

  static TrialSettings with(TrialSettings s, Precision precision) {
    return new TrialSettings(
        s.group(),
        s.architecture(),
        s.data(),
        s.initialization(),
        s.phases(),
        s.record(),
        s.stop(),
        precision,
        s.allowViolations());
  }

  static TrialSettings with(TrialSettings s, DataSpec data) {
    return new TrialSettings(
        s.group(),
        s.architecture(),
        data,
        s.initialization(),
        s.phases(),
        s.record(),
        s.stop(),
        s.precision(),
        s.allowViolations());
  }

  static TrialSettings shuffled(TrialSettings s, int batch) {
    DataSpec d = s.data();
    return with(
        s, new DataSpec(d.source(), d.shift(), OptionalInt.of(batch), true, d.subset(), d.test()));
  }

  static TrialSettings offEquivariant(TrialSettings s) {
    return with(
        s,
        new InitializationSpec(
            s.initialization().draw(), false, new InitializationSpec.Perturb.None()));
  }

  static TrialSettings convergedBelow(TrialSettings s, double gradient) {
    return with(s, new StopSpec(OptionalDouble.of(gradient), null));
  }

  static TrialOutcome train(TrialSettings settings, long seed) {
    return CohortTrainer.train(settings, List.of(seed), Duration.ZERO, true).get(0);
  }

  static Group group(GroupSpec group, ArchitectureSpec architecture) {
    Set<SpaceSpec> spaces = new LinkedHashSet<>(ArchitectureGeometry.spaces(architecture));
    return Group.create(group, spaces);
  }
}
