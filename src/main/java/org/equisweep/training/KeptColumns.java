package org.equisweep.training;

import java.util.OptionalInt;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.training.PhaseSpec.Orbit;

/**
 * How many columns of a network {@link KeptTiles} would keep, by what {@link Recorder} and {@link
 * Stepper} ask for in this order: none that all lanes do not share, and none that does not fit any
 * more.
 */
final class KeptColumns {
  private final TrialSettings settings;
  private final ArchitectureGeometry geometry;
  private final double order;
  private final int examples;
  private final int test;
  private final long most;
  private long columns;
  private boolean whole;
  private boolean held;
  private boolean orbits;

  /**
   * @param examples N, of the training set
   * @param test held-out examples
   * @param most columns that fit
   */
  KeptColumns(
      TrialSettings settings, ArchitectureGeometry geometry, int examples, int test, long most) {
    this.settings = settings;
    this.geometry = geometry;
    this.order = geometry.group().order().doubleValue();
    this.examples = examples;
    this.test = test;
    this.most = most;
  }

  long columns() {
    return columns;
  }

  /** Those of a phase's rows and steps, beyond what phases before keep. */
  void add(PhaseSpec phase) {
    boolean exact = settings.record().augmentedRisk() instanceof RecordSpec.AugmentedRisk.Exact;
    boolean equivariant =
        phase.flow() == PhaseSpec.Flow.EQUIVARIANT && geometry.violations().isEmpty();
    boolean ofOrbit = Objective.of(phase, settings.record()) == Objective.ORBIT;
    boolean stepIsOrbit = stepsThroughAll(phase) && phase.orbit() instanceof Orbit.Exact;
    boolean stepIsWhole = ofOrbit && stepsThroughAll(phase);
    if (ofOrbit && (!stepIsWhole || stepIsOrbit) || exact && !ofOrbit && !equivariant) {
      orbits = orbits || keep(order * examples);
    }
    whole = whole || keep(examples);
    if (test > 0) {
      held = held || keep(test);
    }
    if (order <= Probe.ELEMENTS) {
      keep(Math.min(settings.record().probe(), examples) * (order + 1));
    }
    if (phase.epochs() > 0 && !shuffles(phase) && !isKept(phase)) {
      keep(items(phase));
    }
  }

  /** Whether a step's columns are among those of rows. */
  private boolean isKept(PhaseSpec phase) {
    return phase.orbit() instanceof Orbit.Samples
        || stepsThroughAll(phase) && !(phase.orbit() instanceof Orbit.Expanded);
  }

  private double items(PhaseSpec phase) {
    return phase.orbit() == null ? examples : order * examples;
  }

  private boolean shuffles(PhaseSpec phase) {
    return settings.data().shuffled() && !stepsThroughAll(phase);
  }

  /** Whether a step takes in all columns of an epoch; as {@link Stepper} has it. */
  private boolean stepsThroughAll(PhaseSpec phase) {
    if (phase.orbit() instanceof Orbit.Samples) {
      return false;
    }
    OptionalInt own = phase.batch().isPresent() ? phase.batch() : settings.data().batch();
    double items = phase.orbit() instanceof Orbit.Expanded ? order * examples : examples;
    return phase.update() == PhaseSpec.Update.EVERY_EPOCH
        || own.isEmpty()
        || own.getAsInt() >= items;
  }

  private boolean keep(double more) {
    if (columns + more > most) {
      return false;
    }
    columns += (long) more;
    return true;
  }
}
