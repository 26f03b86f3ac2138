package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.geometry.Convolution;
import org.equisweep.geometry.Coordinates;
import org.equisweep.geometry.Factored;
import org.equisweep.geometry.GeneralBasis;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.tensor.Precision;
import org.jspecify.annotations.Nullable;

/** Chooses the form of one linear layer and makes its step, its layout and its slots. */
final class LayerCompiler {
  private final LinearLayer layer;
  private final int stage;
  private final Timeline time;
  private final int maxExamples;
  private final List<Slot> slots;
  private final boolean fused;
  private final @Nullable SparseMap pooling;

  /**
   * @param stage the layer's place among the stages
   * @param slots takes the slots the step needs beside its input and output
   */
  LayerCompiler(LinearLayer layer, int stage, Timeline time, int maxExamples, List<Slot> slots) {
    this(layer, stage, time, maxExamples, slots, false, null);
  }

  /**
   * @param fused whether {@link StepFusion} goes over the steps
   * @param pooling what it will merge into the operators; null for nothing
   */
  LayerCompiler(
      LinearLayer layer,
      int stage,
      Timeline time,
      int maxExamples,
      List<Slot> slots,
      boolean fused,
      @Nullable SparseMap pooling) {
    this.layer = layer;
    this.stage = stage;
    this.time = time;
    this.maxExamples = maxExamples;
    this.slots = slots;
    this.fused = fused;
    this.pooling = pooling;
  }

  /** A compiled layer. */
  record Compiled(Step step, CoefficientLayout layout, LayerForm form) {}

  /**
   * @param taps of a convolution, whose parametrisation is in taps; null for a dense layer
   * @param forced the form to take where the parametrisation allows it; null for the cheapest
   */
  Compiled compile(
      Parametrisation parametrisation,
      @Nullable Convolution taps,
      Precision precision,
      @Nullable LinearForm forced) {
    if (parametrisation instanceof Factored factored) {
      LinearShape shape = layer.shape();
      return factored(
          taps == null
              ? SpatialOperators.dense(factored, shape.positionsOut(), shape.positionsIn())
              : SpatialOperators.taps(factored, taps),
          taps != null && fused,
          precision,
          forced);
    }
    if (parametrisation instanceof GeneralBasis general) {
      return general(general, precision);
    }
    return coordinates((Coordinates) parametrisation, precision);
  }

  /** One GEMM on the features that are the network's input. */
  Compiled features(Parametrisation parametrisation, InputSpan span, Precision precision) {
    LayerForm.Counts counts =
        featureCounts(layer.rows(), layer.columns(), layer.carried(), precision);
    return new Compiled(
        new DenseStep(layer, ZeroRuns.none()),
        new SpannedLayout(span.order(layer.shape(), parametrisation), span.basis()),
        only(counts));
  }

  /** What a product with r features at each of so many positions costs. */
  LayerForm.Counts featureCounts(int rows, int rank, int positions, Precision precision) {
    return size(0, 0, precision).features(rows, rank, positions);
  }

  private Compiled coordinates(Coordinates coordinates, Precision precision) {
    keepInputForBackward();
    DenseLayout dense = new DenseLayout(layer.shape().layer());
    LayerForm form = only(size(0, 0, precision).dense());
    int[] free = coordinates.indices();
    if (free == null) {
      return new Compiled(new DenseStep(layer, ZeroRuns.none()), dense, form);
    }
    MaskedLayout masked = new MaskedLayout(dense, free);
    return new Compiled(new DenseStep(layer, masked.zeroRuns()), masked, form);
  }

  private Compiled general(GeneralBasis general, Precision precision) {
    keepInputForBackward();
    SparseMap combination = GeneralBasisStep.combination(layer, general);
    long size = layer.shape().size();
    Step step =
        new GeneralBasisStep(
            layer,
            general,
            combination,
            slot(size, time.forward(stage), time.backward(stage)),
            backwardSlot(size));
    LayerForm form = only(size(0, combination.entries(), precision).general());
    return new Compiled(step, new PlainLayout(general.coefficients()), form);
  }

  private Compiled factored(
      SpatialOperators factored, boolean shifts, Precision precision, @Nullable LinearForm forced) {
    List<LayerForm.Counts> considered = new ArrayList<>(considered(factored, precision));
    if (shifts) {
      addShifted(factored, precision, considered);
    }
    boolean allowed = considered.stream().anyMatch(counts -> counts.form() == forced);
    LinearForm chosen = forced != null && allowed ? forced : LayerForm.cheapest(considered);
    LinearShape shape = layer.shape();
    CoefficientLayout layout =
        chosen == LinearForm.SPACE_FIRST || chosen == LinearForm.SHIFTED
            ? new OperatorsLastLayout(shape.channelsOut(), factored.count(), shape.channelsIn())
            : new OperatorsFirstLayout(shape.channelsOut(), factored.count(), shape.channelsIn());
    LayerForm form = new LayerForm(layer.index() + 1, chosen, considered);
    return new Compiled(factoredStep(factored, chosen), layout, form);
  }

  /** What the forms that take the input itself would cost. */
  List<LayerForm.Counts> considered(SpatialOperators factored, Precision precision) {
    LayerForm.Size size = size(factored.count(), factored.entries(), precision);
    List<LayerForm.Counts> considered = new ArrayList<>();
    if (factored.isOne()) {
      considered.add(size.dense());
    }
    if (factored.count() > 0 || !layer.shape().isHoldable()) {
      considered.add(merged(factored, precision).spaceFirst());
    }
    if (factored.count() > 0) {
      considered.add(size.channelsFirst());
    }
    if (layer.shape().isHoldable()) {
      considered.add(size.assembled());
    }
    return considered;
  }

  private void addShifted(
      SpatialOperators factored, Precision precision, List<LayerForm.Counts> considered) {
    if (factored.count() == 0) {
      return;
    }
    ShiftedOperators shifted =
        ShiftedOperators.of(operators(factored), factored.count(), layer.shape().positionsIn());
    if (shifted.shifts().isInjective()) {
      considered.add(merged(factored, precision).shifted(shifted));
    }
  }

  /** One below the other, each after the pooling that is merged into it. */
  private SparseMap operators(SpatialOperators factored) {
    SparseMap stacked = factored.stacked();
    return pooling == null || factored.count() == 0 ? stacked : pooling.afterEach(stacked);
  }

  /** With the entries and positions that are left after merging. */
  private LayerForm.Size merged(SpatialOperators factored, Precision precision) {
    if (pooling == null) {
      return size(factored.count(), factored.entries(), precision);
    }
    LinearShape shape = layer.shape();
    LinearShape pooled =
        new LinearShape(
            shape.channelsOut(), shape.channelsIn(), pooling.rows(), shape.positionsIn());
    return new LayerForm.Size(
        pooled,
        factored.count(),
        operators(factored).entries(),
        maxExamples,
        precision.bytes(),
        layer.wantsInputGradient());
  }

  private LayerForm only(LayerForm.Counts counts) {
    return new LayerForm(layer.index() + 1, counts.form(), List.of(counts));
  }

  private LayerForm.Size size(int operators, long entries, Precision precision) {
    return new LayerForm.Size(
        layer.shape(),
        operators,
        entries,
        maxExamples,
        precision.bytes(),
        layer.wantsInputGradient());
  }

  private Step factoredStep(SpatialOperators factored, LinearForm form) {
    return switch (form) {
      case SPACE_FIRST, SHIFTED -> spaceFirst(factored);
      case CHANNELS_FIRST -> channelsFirst(factored);
      case DENSE -> dense();
      case ASSEMBLED, GENERAL, FEATURES -> assembled(factored);
    };
  }

  private Step dense() {
    keepInputForBackward();
    return new DenseStep(layer, ZeroRuns.none());
  }

  private Step spaceFirst(SpatialOperators factored) {
    LinearShape shape = layer.shape();
    SparseMap stacked = factored.stacked();
    long gathered = perExample((long) stacked.rows() * shape.channelsIn());
    return new SpaceFirstStep(
        layer,
        factored.count(),
        stacked,
        stacked.transposed(),
        slot(gathered, time.forward(stage), time.backward(stage)),
        layer.wantsInputGradient() ? backwardSlot(gathered) : null);
  }

  private Step channelsFirst(SpatialOperators factored) {
    keepInputForBackward();
    LinearShape shape = layer.shape();
    SparseMap sideBySide = factored.sideBySide();
    long mixed = perExample((long) shape.channelsOut() * factored.count() * shape.positionsIn());
    return new ChannelsFirstStep(
        layer,
        factored.count(),
        sideBySide,
        sideBySide.transposed(),
        slot(mixed, time.forward(stage), time.forward(stage)),
        backwardSlot(mixed));
  }

  private Step assembled(SpatialOperators factored) {
    LinearShape shape = layer.shape();
    boolean transposes = shape.channelsIn() > 1 && shape.positionsIn() > 1;
    if (!transposes) {
      keepInputForBackward();
    }
    SparseMap assembly = factored.assembly();
    SparseMap positionsFirst = SparseMap.transposition(shape.channelsIn(), shape.positionsIn());
    long input = perExample(layer.in().features());
    return new AssembledStep(
        layer,
        factored.count(),
        assembly,
        assembly.transposed(),
        positionsFirst,
        positionsFirst.transposed(),
        slot(shape.size(), time.forward(stage), time.backward(stage)),
        backwardSlot(shape.size()),
        transposes ? slot(input, time.forward(stage), time.backward(stage)) : null,
        transposes && layer.wantsInputGradient() ? backwardSlot(input) : null);
  }

  private long perExample(long features) {
    return Math.max(1, Math.multiplyExact(features, (long) maxExamples));
  }

  private void keepInputForBackward() {
    Slot value = layer.in().value();
    if (value != null) {
      value.keepAt(time.backward(stage));
    }
  }

  private Slot backwardSlot(long elements) {
    return slot(elements, time.backward(stage), time.backward(stage));
  }

  private Slot slot(long elements, int first, int last) {
    Slot slot = new Slot(elements, first, last);
    slots.add(slot);
    return slot;
  }
}
