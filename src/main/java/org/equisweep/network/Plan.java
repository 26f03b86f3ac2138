package org.equisweep.network;

import java.util.List;
import org.equisweep.tensor.Precision;

/**
 * A compiled network: its steps in order, where everything lies, how each layer is executed.
 *
 * @param firstBackward the first step whose backward runs: that of the first linear layer
 * @param arenaElements the workspace's size
 * @param tangents whether all steps are plain and slots last, as Hessian products need
 */
record Plan(
    Precision precision,
    int maxExamples,
    Activation input,
    Activation output,
    List<Step> steps,
    int firstBackward,
    LossStep loss,
    List<CoefficientLayout> layouts,
    List<Long> layoutOffsets,
    long storedCoefficients,
    List<LayerForm> forms,
    List<Fusion> fusions,
    long arenaElements,
    boolean tangents) {
  /** The layout of layer 1, where its features came in place of the input. */
  SpannedLayout spanned() {
    if (layouts.get(0) instanceof SpannedLayout spanned) {
      return spanned;
    }
    throw new IllegalStateException("the network takes the input itself");
  }

  long layoutOffset(int layer) {
    return layoutOffsets.get(layer);
  }
}
