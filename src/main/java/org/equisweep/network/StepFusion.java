package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.tensor.OrbitMoments;
import org.equisweep.tensor.OrbitSums;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Shifts;
import org.jspecify.annotations.Nullable;

/**
 * An optimisation of the plain steps: neighbours that share a wide array become one step that works
 * through it in blocks. Results change by rounding alone. It runs before slots are placed, and
 * replaces those that lie between the fused steps.
 */
final class StepFusion {
  /** An array between two steps that is larger leaves the cache before it is read. */
  private static final int CACHED_BYTES = 256 << 10;

  private final Timeline time;
  private final Precision precision;
  private final int maxExamples;
  private final List<Slot> slots;
  private final List<CoefficientLayout> layouts;
  private final List<LayerForm> forms;
  private final List<Fusion> fusions = new ArrayList<>();

  /**
   * @param slots all of the plan, of which some are taken out and others added
   * @param layouts of the layers' coefficients, of which some are replaced
   * @param forms of the layers
   */
  StepFusion(
      Timeline time,
      Precision precision,
      int maxExamples,
      List<Slot> slots,
      List<CoefficientLayout> layouts,
      List<LayerForm> forms) {
    this.time = time;
    this.precision = precision;
    this.maxExamples = maxExamples;
    this.slots = slots;
    this.layouts = layouts;
    this.forms = forms;
  }

  /**
   * @param steps one for each stage
   */
  List<Step> fuse(List<Step> steps) {
    List<Step> fused = new ArrayList<>();
    int stage = 0;
    while (stage < steps.size()) {
      Step pair = stage + 2 < steps.size() ? pair(stage, steps) : null;
      if (pair != null) {
        fused.add(pair);
        stage += 3;
      } else if (steps.get(stage) instanceof SpaceFirstStep plain
          && stage + 1 < steps.size()
          && steps.get(stage + 1) instanceof AveragePoolStep pool) {
        fused.add(shifted(stage, pooled(stage, plain, pool)));
        stage += 2;
      } else if (steps.get(stage) instanceof SpaceFirstStep plain) {
        fused.add(shifted(stage++, plain));
      } else {
        fused.add(steps.get(stage++));
      }
    }
    return fused;
  }

  /** The same for a plan with tangents: a wide pair of dense layers at its beginning. */
  List<Step> fuseForTangents(List<Step> steps) {
    List<Step> fused = new ArrayList<>(steps);
    if (steps.size() > 2
        && steps.get(0) instanceof DenseStep first
        && !first.layer().wantsInputGradient()
        && pair(0, steps) instanceof DensePairStep pair) {
      fused.subList(0, 3).clear();
      fused.add(0, withTangents(pair));
    }
    return fused;
  }

  private Step withTangents(DensePairStep pair) {
    boolean whole = PointwiseStep.bends(pair.function());
    if (whole) {
      slots.remove(pair.middleGradient());
    }
    return new TangentPairStep(
        pair.first(),
        pair.zerosFirst(),
        pair.function(),
        pair.second(),
        pair.zerosSecond(),
        pair.tiling(),
        pair.middle(),
        whole ? backwardSlot(pair.middle().elements(), 0) : pair.middleGradient(),
        backwardSlot(pair.tiling().mostElements(maxExamples), 0),
        pair.inputTransposed(),
        pair.outputGradientTransposed());
  }

  /** Pooling merged into the S_k: the same map with fewer positions in the GEMM. */
  private SpaceFirstStep pooled(int stage, SpaceFirstStep plain, AveragePoolStep pool) {
    LinearLayer layer = pooled(stage, plain.layer(), pool);
    SparseMap stacked = pool.pool().afterEach(plain.stacked());
    slots.remove(plain.gathered());
    slots.remove(plain.gatheredGradient());
    long gathered = Math.max(1, (long) stacked.rows() * layer.in().channels() * maxExamples);
    int backward = time.backward(stage);
    return new SpaceFirstStep(
        layer,
        plain.operators(),
        stacked,
        stacked.transposed(),
        slot(gathered, time.forward(stage), backward),
        layer.wantsInputGradient() ? slot(gathered, backward, backward) : null);
  }

  /** The same without an array of all S_k X, where the layer takes that form. */
  private Step shifted(int stage, SpaceFirstStep plain) {
    LinearLayer layer = plain.layer();
    if (forms.get(layer.index()).chosen() != LinearForm.SHIFTED) {
      return plain;
    }
    slots.remove(plain.gathered());
    slots.remove(plain.gatheredGradient());
    ShiftedOperators operators =
        ShiftedOperators.of(plain.stacked(), plain.operators(), layer.shape().positionsIn());
    boolean differentiated = layer.wantsInputGradient();
    Shifts back = differentiated ? operators.shifts().transposed() : null;
    SparseMap base = operators.base();
    int backward = time.backward(stage);
    if (base == null) {
      keep(layer.in().value(), backward);
      return new ShiftedStep(layer, operators, back, null, null, null);
    }
    long shared = Math.max(1, (long) base.rows() * layer.in().channels() * maxExamples);
    return new ShiftedStep(
        layer,
        operators,
        back,
        differentiated ? base.transposed() : null,
        slot(shared, time.forward(stage), backward),
        differentiated ? slot(shared, backward, backward) : null);
  }

  private LinearLayer pooled(int stage, LinearLayer layer, AveragePoolStep pool) {
    remove(layer.out());
    keep(pool.out().value(), time.forward(stage));
    keep(pool.out().gradient(), time.backward(stage));
    return new LinearLayer(
        layer.index(), LinearShape.of(layer.in(), pool.out()), layer.in(), pool.out());
  }

  /** What was fused, in order. */
  List<Fusion> fusions() {
    return List.copyOf(fusions);
  }

  /** One step for three stages: a layer, a function, a layer; null where they stay as they are. */
  private @Nullable Step pair(int stage, List<Step> steps) {
    Step before = steps.get(stage);
    Step after = steps.get(stage + 2);
    if (!(steps.get(stage + 1) instanceof PointwiseStep between)) {
      return null;
    }
    if (before instanceof DenseStep first
        && after instanceof DenseStep second
        && first.layer().carried() == 1
        && second.layer().carried() == 1
        && bytes(between.in()) > CACHED_BYTES) {
      return densePair(stage, first, between, second);
    }
    if (after instanceof SpaceFirstStep second
        && between.function() instanceof PointwiseStep.Function.LeakyRelu leaky) {
      return orbitPair(stage, before, leaky.slope(), second);
    }
    return null;
  }

  private @Nullable Step orbitPair(int stage, Step before, double slope, SpaceFirstStep second) {
    LinearLayer layer;
    SpaceFirstStep gather = null;
    int features;
    if (before instanceof DenseStep dense && dense.layer().carried() > 1) {
      layer = dense.layer();
      features = layer.columns();
    } else if (before instanceof SpaceFirstStep factored) {
      layer = factored.layer();
      gather = factored;
      features = factored.inner();
    } else {
      return null;
    }
    OrbitSums orbits = second.stacked().orbitSums();
    Slot sumsGradient = second.gatheredGradient();
    // moments say nothing of the gradient of their features, and must be fewer than what they
    // replace
    if (layer.wantsInputGradient()
        || orbits == null
        || sumsGradient == null
        || (long) orbits.orbits() * features >= orbits.positions()) {
      return null;
    }
    remove(layer.out());
    remove(second.layer().in());
    extend(stage, stage + 2, layer.in(), second.layer().out());
    second.gathered().keepAt(time.forward(stage));
    sumsGradient.keepAt(time.backward(stage));
    long bytes = 6 * bytes(layer.out());
    OrbitMoments sums = new OrbitMoments(orbits, layer.out().channels(), features, slope);
    fusions.add(
        new Fusion.Moments(
            layer.index() + 1,
            second.layer().index() + 1,
            orbits.orbits(),
            features,
            bytes,
            counts(gather, sums, second)));
    long kept = sums.momentElements(maxExamples);
    return new OrbitPairStep(
        layer,
        gather,
        sums,
        second,
        slot(kept, time.forward(stage), time.backward(stage)),
        sumsGradient);
  }

  /** Gathering, moments and their gradient, and the three products behind them. */
  private LayerForm.Counts counts(
      @Nullable SpaceFirstStep gather, OrbitMoments sums, SpaceFirstStep second) {
    LinearLayer mixed = second.layer();
    long product =
        (long) mixed.out().channels() * second.inner() * mixed.out().positions() * maxExamples;
    long vectors =
        gather == null ? 0 : (long) gather.stacked().entries() * gather.layer().in().channels();
    return new LayerForm.Counts(
        LinearForm.SPACE_FIRST,
        sums.forwardMultiplyAdds(maxExamples)
            + sums.gradientMultiplyAdds(maxExamples)
            + 3 * product,
        vectors * maxExamples,
        vectors,
        2 * sums.momentElements(maxExamples) * precision.bytes());
  }

  /** The plain products, and the operands that are transposed for them. */
  private LayerForm.Counts counts(LinearLayer one, LinearLayer two) {
    long first = (long) one.rows() * one.columns() * maxExamples;
    long second = (long) two.rows() * two.columns() * maxExamples;
    long transposed = ((long) one.columns() + two.rows()) * maxExamples * precision.bytes();
    return new LayerForm.Counts(
        LinearForm.DENSE,
        (one.wantsInputGradient() ? 3 : 2) * first + 3 * second,
        0,
        0,
        3 * transposed);
  }

  private @Nullable Step densePair(
      int stage, DenseStep first, PointwiseStep between, DenseStep second) {
    LinearLayer one = first.layer();
    LinearLayer two = second.layer();
    CoefficientLayout plain = layouts.get(two.index());
    if (!(plain instanceof DenseLayout || plain instanceof MaskedLayout)) {
      return null; // few factors, which have no transposed form
    }
    remove(one.out());
    remove(two.in());
    extend(stage, stage + 2, one.in(), two.out());
    Tiling tiling = new Tiling(one.rows(), Math.max(one.columns(), two.rows()), precision.bytes());
    ZeroRuns zeros = ZeroRuns.none();
    if (plain instanceof MaskedLayout masked) {
      MaskedLayout transposed = masked.columnsFirst();
      zeros = transposed.zeroRuns();
      layouts.set(two.index(), transposed);
    } else {
      layouts.set(two.index(), ((DenseLayout) plain).columnsFirst());
    }
    fusions.add(
        new Fusion.Blocks(
            one.index() + 1,
            two.index() + 1,
            tiling.blockRows(maxExamples),
            tiling.examples(maxExamples),
            6 * bytes(between.in()),
            counts(one, two)));
    return new DensePairStep(
        one,
        first.zeros(),
        between.function(),
        two,
        zeros,
        tiling,
        slot((long) one.rows() * maxExamples, time.forward(stage), time.backward(stage)),
        backwardSlot(tiling.mostElements(maxExamples), stage),
        backwardSlot((long) one.columns() * maxExamples, stage),
        backwardSlot((long) two.rows() * maxExamples, stage));
  }

  /** What two steps shared, and their fusion does without. */
  private void remove(Activation between) {
    slots.remove(between.value());
    slots.remove(between.gradient());
  }

  /** The fused step reads and writes its ends all the time it runs. */
  private void extend(int first, int last, Activation in, Activation out) {
    keep(in.value(), time.forward(last));
    keep(in.gradient(), time.backward(last));
    keep(out.value(), time.forward(first));
    keep(out.gradient(), time.backward(first));
  }

  private static void keep(@Nullable Slot slot, int at) {
    if (slot != null) {
      slot.keepAt(at);
    }
  }

  private long bytes(Activation activation) {
    return activation.features() * maxExamples * precision.bytes();
  }

  /** A slot of the fused step's backward, which begins where its last stage's did. */
  private Slot backwardSlot(long elements, int stage) {
    return slot(elements, time.backward(stage + 2), time.backward(stage));
  }

  private Slot slot(long elements, int from, int until) {
    Slot slot = new Slot(elements, from, until);
    slots.add(slot);
    return slot;
  }
}
