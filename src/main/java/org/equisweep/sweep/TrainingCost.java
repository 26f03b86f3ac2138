package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.training.AnalyseSpec;
import org.equisweep.training.CohortMemory;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.PhaseSpec.Orbit;
import org.equisweep.training.RecordSpec;
import org.equisweep.training.RecordSpec.AugmentedRisk;
import org.equisweep.training.TrialSettings;

/**
 * What one trial takes, by counting alone; nothing is timed. Good for plans and for packing, and no
 * part of any result.
 *
 * @param phases one after the other
 * @param judgement of its end point, in multiply–adds, as those of phases; 0 for none
 * @param memory of a cohort
 */
public record TrainingCost(List<Phase> phases, double judgement, CohortMemory memory) {
  /** Forward alone, as a share of forward and backward. */
  private static final double FORWARD = 1.0 / 3;

  /** Some ten seconds of a core. */
  static final double COHORT_MULTIPLY_ADDS = 5e11;

  private static final long COHORT_BYTES = 1L << 30;

  /**
   * An entry of the layers costs so many multiply–adds in a row: distances and norms, in double.
   */
  private static final double ROW_ENTRY = 800;

  /** The same for the first point: it is drawn. */
  private static final double FIRST_ENTRY = 4000;

  public TrainingCost {
    phases = List.copyOf(phases);
  }

  /**
   * What a phase takes, if it does not end early.
   *
   * @param rows of trajectories
   * @param multiplyAdds in units of a multiply–add inside GEMM
   */
  public record Phase(long rows, double steps, double multiplyAdds) {}

  /** Rows of trajectories. */
  public long rows() {
    return first(phases.size()).rows();
  }

  /** In units of a multiply–add inside GEMM. */
  public double multiplyAdds() {
    return first(phases.size()).multiplyAdds() + judgement;
  }

  /** The first phases together. */
  Phase first(int count) {
    long rows = 0;
    double steps = 0;
    double multiplyAdds = 0;
    for (Phase phase : phases.subList(0, count)) {
      rows += phase.rows();
      steps += phase.steps();
      multiplyAdds += phase.multiplyAdds();
    }
    return new Phase(rows, steps, multiplyAdds);
  }

  /** What it takes to keep where a lane ends, about: coefficients, and as many of the optimiser. */
  long stateBytes() {
    return memory.laneBytes() / 2;
  }

  /** Native memory of a cohort of so many branches. */
  long bytes(int lanes, int branches) {
    return Math.max(memory.beginningBytes(), memory.sharedBytes() + bytesOfLanes(lanes, branches));
  }

  /** With several branches, lanes wait at a fork while others go on. */
  long bytesOfLanes(int lanes, int branches) {
    return lanes * memory.laneBytes() * Math.min(branches, 2);
  }

  /**
   * Counts.
   *
   * @param geometry of the settings' group and architecture
   * @param examples N, of the training set
   * @param test held-out examples
   */
  static TrainingCost of(TrialSettings settings, NetworkCounts networks, int examples, int test) {
    Counting counting = new Counting(settings, networks, examples, test);
    CohortMemory memory =
        CohortMemory.of(
            settings,
            networks.geometry(),
            phase -> counting.counts(phase).planned(),
            examples,
            test);
    List<Phase> phases = new ArrayList<>();
    AnalysisCost analysis =
        new AnalysisCost(settings, networks.geometry(), counting.analysedColumn(), examples);
    double first = FIRST_ENTRY;
    for (PhaseSpec phase : settings.phases()) {
      long recorded = counting.wholeRows(phase);
      phases.add(
          new Phase(
              recorded + counting.rowsOfDistances(phase),
              phase.integration() == null
                  ? phase.epochs() * counting.stepsPerEpoch(phase)
                  : phase.integration().rows(),
              counting.column(phase)
                      * (counting.passes(phase) * counting.columns(phase)
                          + recorded * counting.columnsOfRecord(phase))
                  + analysis.onTheWay(counting.statesOnTheWay(phase))
                  + counting.entries() * (ROW_ENTRY * recorded + first)));
      first = 0;
    }
    return new TrainingCost(phases, analysis.judgement(), memory);
  }

  /**
   * The most lanes of a cohort.
   *
   * @param multiplyAdds of each
   * @param bytes of each
   */
  static double lanes(double multiplyAdds, long bytes) {
    return Math.min(
        COHORT_MULTIPLY_ADDS / Math.max(1, multiplyAdds),
        (double) COHORT_BYTES / Math.max(1, bytes));
  }

  /** Of an integrated flow; how many it takes to its tolerance is not known before. */
  private static final double EVALUATIONS = 1000;

  /** A phase whose network is that of all of 𝓛. */
  private static final PhaseSpec ADMISSIBLE =
      new PhaseSpec("admissible", PhaseSpec.Flow.NOMINAL, null, 0, 1, PhaseSpec.Update.EVERY_EPOCH);

  private static final class Counting {
    private final TrialSettings settings;
    private final NetworkCounts networks;
    private final int examples;
    private final int test;
    private final double order;

    Counting(TrialSettings settings, NetworkCounts networks, int examples, int test) {
      this.settings = settings;
      this.networks = networks;
      this.examples = examples;
      this.test = test;
      this.order = networks.geometry().group().order().doubleValue();
    }

    /** How often all columns go through the network. */
    double passes(PhaseSpec phase) {
      return phase.integration() == null ? phase.epochs() : EVALUATIONS;
    }

    /** Columns that go through the network in an epoch. */
    double columns(PhaseSpec phase) {
      if (phase.orbit() instanceof Orbit.Samples samples) {
        return (double) samples.passes() * examples;
      }
      if (phase.flow() == PhaseSpec.Flow.AVERAGED) {
        return (1 + FORWARD) * order * examples;
      }
      return phase.orbit() == null ? examples : order * examples;
    }

    /** Columns of a recorded state; those that only go forward count less. */
    double columnsOfRecord(PhaseSpec phase) {
      double augmented = augmentedColumns();
      double probe = settings.record().probe() * (1 + Math.min(order, RecordSpec.PROBE_ELEMENTS));
      double aside = FORWARD * (probe + test);
      if (phase.flow() == PhaseSpec.Flow.AVERAGED) {
        return columns(phase) + FORWARD * (examples + augmented) + aside;
      }
      if (phase.flow() == PhaseSpec.Flow.EQUIVARIANT) {
        return examples + aside;
      }
      if (phase.orbit() == null) {
        return examples + FORWARD * augmented + aside;
      }
      boolean sampled = phase.orbit() instanceof Orbit.Samples;
      return FORWARD * examples
          + (sampled ? augmented : order * examples + FORWARD * augmented)
          + aside;
    }

    private double augmentedColumns() {
      AugmentedRisk risk = settings.record().augmentedRisk();
      if (risk instanceof AugmentedRisk.Samples samples) {
        return (double) samples.samples() * examples;
      }
      return risk instanceof AugmentedRisk.Exact ? order * examples : 0;
    }

    long wholeRows(PhaseSpec phase) {
      if (phase.integration() != null) {
        return 1L + phase.integration().rows();
      }
      RecordSpec record = settings.record();
      double units =
          record.unit() == RecordSpec.Unit.EPOCH
              ? phase.epochs()
              : phase.epochs() * stepsPerEpoch(phase);
      return 1 + (long) Math.ceil(units / record.every());
    }

    /** Multiples of {@code record.distances} that are no whole rows. */
    long rowsOfDistances(PhaseSpec phase) {
      RecordSpec record = settings.record();
      if (record.distances().isEmpty() || phase.flow() == PhaseSpec.Flow.EQUIVARIANT) {
        return 0;
      }
      long last = phase.epochs() * (long) stepsPerEpoch(phase) - 1;
      long apart = record.distances().getAsInt();
      long whole =
          record.unit() == RecordSpec.Unit.EPOCH
              ? record.every() * (long) stepsPerEpoch(phase)
              : record.every();
      long both = apart / greatestCommonDivisor(apart, whole) * whole;
      return last < 0 ? 0 : last / apart - last / both;
    }

    private static long greatestCommonDivisor(long a, long b) {
      return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private double stepsPerEpoch(PhaseSpec phase) {
      if (phase.update() == PhaseSpec.Update.EVERY_EPOCH) {
        return 1;
      }
      double batch = phase.batch().orElse(settings.data().batch().orElse(examples));
      if (phase.orbit() instanceof Orbit.Samples samples) {
        return samples.passes() * Math.ceil(examples / batch);
      }
      double columns = phase.orbit() instanceof Orbit.Expanded ? order * examples : examples;
      return Math.ceil(columns / batch);
    }

    /** Forward and backward of one column. */
    double column(PhaseSpec phase) {
      return counts(phase).columnMultiplyAdds();
    }

    /** The same of the network that end points are judged by; 0 where none is. */
    double analysedColumn() {
      return settings.analyse() == null ? 0 : counts(ADMISSIBLE).columnMultiplyAdds();
    }

    /** States that {@code analyse.every} asks for. */
    double statesOnTheWay(PhaseSpec phase) {
      AnalyseSpec.Every every = settings.analyse() == null ? null : settings.analyse().every();
      if (every == null) {
        return 0;
      }
      double steps =
          phase.integration() != null
              ? phase.integration().rows()
              : phase.epochs() * (every.unit() == RecordSpec.Unit.EPOCH ? 1 : stepsPerEpoch(phase));
      return 1 + Math.floor(steps / every.count());
    }

    /** Of all layers. */
    double entries() {
      double entries = 0;
      for (LayerGeometry layer : networks.geometry().layers()) {
        entries += layer.shape().size();
      }
      return entries;
    }

    NetworkCounts.Counts counts(PhaseSpec phase) {
      return networks.of(settings, phase, examples, test);
    }
  }
}
