package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equisweep.geometry.GeometryRow;
import org.equisweep.geometry.LayerShape;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.PhaseSpec.Flow;
import org.equisweep.training.PhaseSpec.Orbit;
import org.equisweep.training.RecordSpec;
import org.equisweep.training.RecordSpec.AugmentedRisk;
import org.equisweep.training.TrialSettings;

/**
 * Counts the work and memory of a trial. An upper estimate: dense layers count all entries, an
 * equivariant layer dim T𝓔 at each of the fewer positions; phases count all their epochs; what the
 * compiler saves beyond that is not known here.
 */
final class CostModel {
  private final TrialSettings settings;
  private final GeometryFacts facts;
  private final DataShape data;

  private CostModel(TrialSettings settings, GeometryFacts facts, DataShape data) {
    this.settings = settings;
    this.facts = facts;
    this.data = data;
  }

  static TrialCost of(TrialSettings settings, GeometryFacts facts, DataShape data) {
    CostModel model = new CostModel(settings, facts, data);
    List<PhaseCost> phases = new ArrayList<>();
    settings.phases().forEach(phase -> phases.add(model.phase(phase)));
    return new TrialCost(phases, model.laneBytes(), model.sharedBytes());
  }

  private PhaseCost phase(PhaseSpec phase) {
    boolean equivariant = phase.flow() == Flow.EQUIVARIANT;
    long steps = stepsPerEpoch(phase) * phase.epochs();
    long rows = rows(phase.epochs(), steps);
    double forward = data.training() * forward(equivariant);
    double step = data.training() * forwardAndBackward(equivariant);
    return new PhaseCost(
        phase.name(),
        phase.flow().name().toLowerCase(Locale.ROOT),
        steps,
        rows,
        step * passes(phase.orbit()) * phase.epochs(),
        rows * recordedRow(phase, forward, step, equivariant));
  }

  /** Passes over the data an epoch. */
  private double passes(@org.jspecify.annotations.Nullable Orbit orbit) {
    if (orbit == null) {
      return 1;
    }
    return orbit instanceof Orbit.Samples samples ? samples.passes() : facts.order().doubleValue();
  }

  private long stepsPerEpoch(PhaseSpec phase) {
    if (phase.update() == PhaseSpec.Update.EVERY_EPOCH) {
      return 1;
    }
    double pairs = phase.orbit() instanceof Orbit.Expanded ? facts.order().doubleValue() : 1;
    long batches = (long) Math.ceil(data.training() * pairs / batch());
    return phase.orbit() instanceof Orbit.Samples samples ? batches * samples.passes() : batches;
  }

  private int batch() {
    return settings.data().batch().orElse(data.training());
  }

  /** The start, every so many, and the end. */
  private long rows(long epochs, long steps) {
    long length = settings.record().unit() == RecordSpec.Unit.EPOCH ? epochs : steps;
    long every = settings.record().every();
    return 1 + (length + every - 1) / every;
  }

  /** The risks and the gradient of the phase's objective over the whole set. */
  private double recordedRow(PhaseSpec phase, double forward, double step, boolean equivariant) {
    double draws = draws();
    double test = data.test() * forward(equivariant);
    if (phase.flow() != Flow.AUGMENTED) {
      return step + draws * forward + test;
    }
    boolean sampled = phase.orbit() instanceof Orbit.Samples;
    double gradientDraws = sampled ? draws : facts.order().doubleValue();
    return forward + step * gradientDraws + test;
  }

  /** Group elements per example of an evaluation of R^aug. */
  private double draws() {
    AugmentedRisk risk = settings.record().augmentedRisk();
    if (risk instanceof AugmentedRisk.Samples samples) {
      return samples.samples();
    }
    return risk instanceof AugmentedRisk.Exact ? facts.order().doubleValue() : 0;
  }

  private double forward(boolean equivariant) {
    double sum = 0;
    for (int i = 0; i < facts.layers().size(); i++) {
      sum += layer(i, equivariant);
    }
    return sum;
  }

  /** The gradient with respect to the inputs of layer 1 is not computed. */
  private double forwardAndBackward(boolean equivariant) {
    return 3 * forward(equivariant) - layer(0, equivariant);
  }

  /** Multiply-adds of one example's forward pass. */
  private double layer(int index, boolean equivariant) {
    LayerShape shape = facts.layers().get(index);
    if (!equivariant) {
      return shape.size();
    }
    GeometryRow row = facts.rows().get(index);
    double mixed =
        (double) row.equivariantDimension() * Math.min(shape.positionsIn(), shape.positionsOut());
    double read = (double) inputs(shape) + outputs(shape);
    return Math.min(shape.size(), Math.max(mixed, read));
  }

  private static long inputs(LayerShape shape) {
    return (long) shape.channelsIn() * shape.positionsIn();
  }

  private static long outputs(LayerShape shape) {
    return (long) shape.channelsOut() * shape.positionsOut();
  }

  /** Coefficients, gradient and two copies; three layers-worth of doubles on the heap. */
  private long laneBytes() {
    long coefficients =
        facts.rows().stream()
            .filter(row -> row.layer() != null)
            .mapToLong(GeometryRow::admissibleDimension)
            .sum();
    long entries = facts.layers().stream().mapToLong(LayerShape::size).sum();
    return 4 * coefficients * settings.precision().bytes() + 3 * entries * Double.BYTES;
  }

  /** The examples, and every layer's activations and their gradients for a batch. */
  private long sharedBytes() {
    long features = facts.inputs();
    for (LayerShape shape : facts.layers()) {
      features += 2 * outputs(shape);
    }
    long examples = (long) (data.training() + data.test()) * (facts.inputs() + facts.outputs());
    return (examples + features * Math.min(batch(), data.training()))
        * settings.precision().bytes();
  }
}
