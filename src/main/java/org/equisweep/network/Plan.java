package org.equisweep.network;

import java.util.ArrayList;
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

  /** What is counted for one call of the most examples: of fused layers what their step does. */
  List<LayerForm.Counts> executed() {
    List<LayerForm.Counts> executed = new ArrayList<>();
    fusions.forEach(fusion -> executed.add(fusion.counts()));
    for (LayerForm form : forms) {
      if (fusions.stream().noneMatch(fusion -> fusion.includes(form.layer()))) {
        executed.add(form.chosenCounts());
      }
    }
    return executed;
  }

  /** Activations of the call that the workspace was begun with. */
  void runForward(Workspace workspace) {
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).forward(workspace);
    }
  }

  /** After {@link #runForward} and the loss's gradient: that of the coefficients. */
  void runBackward(Workspace workspace) {
    for (int i = steps.size() - 1; i >= firstBackward; i--) {
      steps.get(i).backward(workspace);
    }
    workspace.endGradient();
  }

  /** After both, of a plan with tangents: the product with the workspace's direction. */
  void runTangents(Workspace workspace) {
    for (int i = firstBackward; i < steps.size(); i++) {
      ((PlainStep) steps.get(i)).tangentForward(workspace);
    }
    loss.tangent(workspace, workspace.targets(), workspace.weight());
    for (int i = steps.size() - 1; i >= firstBackward; i--) {
      ((PlainStep) steps.get(i)).tangentBackward(workspace);
    }
  }

  /** {@link #runForward}, and the smallest distance of a pre-activation to a kink on the way. */
  double runForwardToKinks(Workspace workspace) {
    double smallest = Double.POSITIVE_INFINITY;
    for (Step step : steps) {
      if (step instanceof PointwiseStep pointwise && pointwise.hasKink()) {
        smallest = Math.min(smallest, pointwise.smallestInput(workspace));
      }
      step.forward(workspace);
    }
    return smallest;
  }
}
