package org.equisweep.sweep;

import org.equisweep.geometry.LayerGeometry;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.Network;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.PhaseSpec.Orbit;
import org.equisweep.training.RecordSpec;
import org.equisweep.training.RecordSpec.AugmentedRisk;
import org.equisweep.training.TrialSettings;

/**
 * What one trial takes, by counting alone; nothing is timed. Good for plans and for packing, and no
 * part of any result.
 *
 * @param rows of trajectories, if no phase ends early
 * @param multiplyAdds in units of a multiply–add inside GEMM
 * @param workspaceBytes of native memory for a cohort, whatever its lanes
 * @param laneBytes of native memory more for each lane
 */
public record TrainingCost(long rows, double multiplyAdds, long workspaceBytes, long laneBytes) {
  /** Forward alone, as a share of forward and backward. */
  private static final double FORWARD = 1.0 / 3;

  /** Some ten seconds of a core. */
  private static final double COHORT_MULTIPLY_ADDS = 5e11;

  private static final long COHORT_BYTES = 1L << 30;
  private static final int MOST_LANES = 1024;

  /** Coefficients, their gradient, its mean over passes, the optimiser's state. */
  private static final int ARRAYS_PER_LANE = 4;

  /**
   * Counts.
   *
   * @param geometry of the settings' group and architecture
   * @param examples N, of the training set
   */
  public static TrainingCost of(
      TrialSettings settings, ArchitectureGeometry geometry, int examples) {
    return of(settings, new NetworkCounts(geometry), examples);
  }

  static TrainingCost of(TrialSettings settings, NetworkCounts networks, int examples) {
    Counting counting = new Counting(settings, networks, examples);
    long rows = 0;
    double multiplyAdds = 0;
    for (PhaseSpec phase : settings.phases()) {
      long recorded = counting.rows(phase);
      rows += recorded;
      multiplyAdds +=
          counting.column(phase)
              * (phase.epochs() * counting.columns(phase)
                  + recorded * counting.columnsOfRecord(phase));
    }
    return new TrainingCost(
        rows, multiplyAdds, counting.workspaceBytes(), counting.coefficientBytes());
  }

  /**
   * How many seeds of a cell go together, a power of two: a cohort of costly trials is short enough
   * to balance cores and to lose, one of trivial trials is worth a task and a commit.
   */
  int lanes() {
    double byWork = COHORT_MULTIPLY_ADDS / Math.max(1, multiplyAdds);
    double byMemory = (double) COHORT_BYTES / Math.max(1, laneBytes);
    double most = Math.min(MOST_LANES, Math.min(byWork, byMemory));
    return Integer.highestOneBit((int) Math.max(1, most));
  }

  private static final class Counting {
    private final TrialSettings settings;
    private final NetworkCounts networks;
    private final int examples;
    private final double order;

    Counting(TrialSettings settings, NetworkCounts networks, int examples) {
      this.settings = settings;
      this.networks = networks;
      this.examples = examples;
      this.order = networks.geometry().group().order().doubleValue();
    }

    /** Columns that go through the network in an epoch. */
    double columns(PhaseSpec phase) {
      if (phase.orbit() instanceof Orbit.Samples samples) {
        return (double) samples.passes() * examples;
      }
      return phase.orbit() == null ? examples : order * examples;
    }

    /** Columns of a recorded state; those that only go forward count less. */
    double columnsOfRecord(PhaseSpec phase) {
      double augmented = augmentedColumns();
      if (phase.orbit() == null) {
        return examples + FORWARD * augmented;
      }
      boolean sampled = phase.orbit() instanceof Orbit.Samples;
      return FORWARD * examples + (sampled ? augmented : order * examples + FORWARD * augmented);
    }

    private double augmentedColumns() {
      AugmentedRisk risk = settings.record().augmentedRisk();
      if (risk instanceof AugmentedRisk.Samples samples) {
        return (double) samples.samples() * examples;
      }
      return risk instanceof AugmentedRisk.Exact ? order * examples : 0;
    }

    long rows(PhaseSpec phase) {
      RecordSpec record = settings.record();
      double units =
          record.unit() == RecordSpec.Unit.EPOCH
              ? phase.epochs()
              : phase.epochs() * stepsPerEpoch(phase);
      return 1 + (long) Math.ceil(units / record.every());
    }

    private double stepsPerEpoch(PhaseSpec phase) {
      if (phase.update() == PhaseSpec.Update.EVERY_EPOCH) {
        return 1;
      }
      double batch = settings.data().batch().orElse(examples);
      if (phase.orbit() instanceof Orbit.Samples samples) {
        return samples.passes() * Math.ceil(examples / batch);
      }
      double columns = phase.orbit() instanceof Orbit.Expanded ? order * examples : examples;
      return Math.ceil(columns / batch);
    }

    /** Forward and backward of one column. */
    double column(PhaseSpec phase) {
      return counts(space(phase)).columnMultiplyAdds();
    }

    long workspaceBytes() {
      return settings.phases().stream()
          .map(this::space)
          .distinct()
          .mapToLong(space -> counts(space).workspaceBytes())
          .sum();
    }

    long coefficientBytes() {
      long entries = 0;
      for (LayerGeometry layer : networks.geometry().layers()) {
        entries += layer.admissible().coefficients();
      }
      return ARRAYS_PER_LANE * entries * settings.precision().bytes();
    }

    private Network.Space space(PhaseSpec phase) {
      return phase.flow() == PhaseSpec.Flow.EQUIVARIANT
          ? Network.Space.EQUIVARIANT
          : Network.Space.ADMISSIBLE;
    }

    private NetworkCounts.Counts counts(Network.Space space) {
      return networks.of(space, settings.precision(), examples);
    }
  }
}
