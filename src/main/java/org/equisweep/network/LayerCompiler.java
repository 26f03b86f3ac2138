package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.geometry.Coordinates;
import org.equisweep.geometry.Factored;
import org.equisweep.geometry.GeneralBasis;
import org.equisweep.geometry.LayerShape;
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

  /**
   * @param stage the layer's place among the stages
   * @param slots takes the slots the step needs beside its input and output
   */
  LayerCompiler(LinearLayer layer, int stage, Timeline time, int maxExamples, List<Slot> slots) {
    this.layer = layer;
    this.stage = stage;
    this.time = time;
    this.maxExamples = maxExamples;
    this.slots = slots;
  }

  /** A compiled layer. */
  record Compiled(Step step, CoefficientLayout layout, LayerForm form) {}

  /**
   * @param forced the form to take where the parametrisation allows it; null for the cheapest
   */
  Compiled compile(
      Parametrisation parametrisation, Precision precision, @Nullable LinearForm forced) {
    List<LayerForm.Counts> considered = considered(parametrisation, precision);
    LinearForm chosen =
        considered.stream().anyMatch(counts -> counts.form() == forced) && forced != null
            ? forced
            : LayerForm.cheapest(considered);
    LayerForm form = new LayerForm(layer.index() + 1, chosen, considered);
    CoefficientLayout layout = layout(parametrisation, chosen);
    if (parametrisation instanceof Factored factored && chosen != LinearForm.DENSE) {
      return new Compiled(factoredStep(factored, chosen), layout, form);
    }
    if (parametrisation instanceof GeneralBasis general) {
      return new Compiled(generalStep(general), layout, form);
    }
    keepInputForBackward();
    return new Compiled(new DenseStep(layer, zeros(layout)), layout, form);
  }

  private List<LayerForm.Counts> considered(Parametrisation parametrisation, Precision precision) {
    List<LayerForm.Counts> considered = new ArrayList<>();
    if (parametrisation instanceof Factored factored) {
      LayerForm.Size size = size(factored.operators(), entries(factored), precision);
      if (isDense(factored)) {
        considered.add(size.dense());
      }
      if (factored.operators() > 0) {
        considered.add(size.spaceFirst());
        considered.add(size.channelsFirst());
      }
      considered.add(size.assembled());
    } else if (parametrisation instanceof GeneralBasis general) {
      considered.add(size(0, 0, precision).general(general.coefficients()));
    } else {
      considered.add(size(0, 0, precision).dense());
    }
    return considered;
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

  private static long entries(Factored factored) {
    long entries = 0;
    for (int k = 0; k < factored.operators(); k++) {
      entries += factored.support(k).length;
    }
    return entries;
  }

  /** Scalars to scalars by the identity: C is the matrix itself. */
  private boolean isDense(Factored factored) {
    return layer.shape().spatial() == 1
        && factored.operators() == 1
        && factored.support(0).length == 1
        && factored.values(0)[0] == 1;
  }

  private CoefficientLayout layout(Parametrisation parametrisation, LinearForm form) {
    LayerShape shape = layer.shape();
    if (parametrisation instanceof Factored factored) {
      return form == LinearForm.SPACE_FIRST
          ? new OperatorsLastLayout(shape.channelsOut(), factored.operators(), shape.channelsIn())
          : new PlainLayout(factored.coefficients());
    }
    if (parametrisation instanceof Coordinates coordinates) {
      DenseLayout dense = new DenseLayout(shape);
      int[] free = coordinates.indices();
      return free == null ? dense : MaskedLayout.of(dense, free);
    }
    return new PlainLayout(parametrisation.coefficients());
  }

  private static DenseStep.ZeroRuns zeros(CoefficientLayout layout) {
    return layout instanceof MaskedLayout masked
        ? DenseStep.ZeroRuns.complement(masked.sortedPositions(), masked.stored())
        : DenseStep.ZeroRuns.none();
  }

  private Step factoredStep(Factored factored, LinearForm form) {
    return switch (form) {
      case SPACE_FIRST -> spaceFirst(factored);
      case CHANNELS_FIRST -> channelsFirst(factored);
      default -> assembled(factored);
    };
  }

  private Step spaceFirst(Factored factored) {
    LayerShape shape = layer.shape();
    SparseMap stacked =
        SparseMap.stackedByOperator(factored, shape.positionsOut(), shape.positionsIn());
    long gathered = perExample((long) stacked.rows() * shape.channelsIn());
    return new SpaceFirstStep(
        layer,
        factored.operators(),
        stacked,
        stacked.transposed(),
        slot(gathered, time.forward(stage), time.backward(stage)),
        layer.wantsInputGradient() ? backwardSlot(gathered) : null);
  }

  private Step channelsFirst(Factored factored) {
    keepInputForBackward();
    LayerShape shape = layer.shape();
    SparseMap sideBySide =
        SparseMap.sideBySide(factored, shape.positionsOut(), shape.positionsIn());
    long mixed =
        perExample((long) shape.channelsOut() * factored.operators() * shape.positionsIn());
    return new ChannelsFirstStep(
        layer,
        factored.operators(),
        sideBySide,
        sideBySide.transposed(),
        slot(mixed, time.forward(stage), time.forward(stage)),
        backwardSlot(mixed));
  }

  private Step assembled(Factored factored) {
    LayerShape shape = layer.shape();
    boolean transposes = shape.channelsIn() > 1 && shape.positionsIn() > 1;
    if (!transposes) {
      keepInputForBackward();
    }
    SparseMap assembly = SparseMap.assembly(factored, shape.positionsOut(), shape.positionsIn());
    SparseMap positionsFirst = SparseMap.transposition(shape.channelsIn(), shape.positionsIn());
    long input = perExample(layer.in().features());
    return new AssembledStep(
        layer,
        factored.operators(),
        assembly,
        assembly.transposed(),
        positionsFirst,
        positionsFirst.transposed(),
        slot(shape.size(), time.forward(stage), time.backward(stage)),
        backwardSlot(shape.size()),
        transposes ? slot(input, time.forward(stage), time.backward(stage)) : null,
        transposes && layer.wantsInputGradient() ? backwardSlot(input) : null);
  }

  private Step generalStep(GeneralBasis general) {
    keepInputForBackward();
    int size = layer.shape().size();
    return new GeneralBasisStep(
        layer,
        general,
        slot(Math.multiplyExact((long) size, general.coefficients() + 1), 0, time.end()),
        slot(size, time.forward(stage), time.backward(stage)),
        backwardSlot(size));
  }

  private long perExample(long features) {
    return Math.multiplyExact(features, (long) maxExamples);
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
