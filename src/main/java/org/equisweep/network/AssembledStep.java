package org.equisweep.network;

import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * {@link LinearForm#ASSEMBLED}: the matrix D[c_out, p, q, c_in] = Σ_k S_k[p,q] C[c_out, k, c_in] is
 * built in every call, since coefficients may have changed; channels innermost make each term a
 * contiguous vector. The input is brought to [position][channel] to match.
 *
 * @param assembly ℝ^K → ℝ^(n_out·n_in)
 * @param positionsFirst the input's transposition
 * @param matrix D
 * @param matrixGradient dD
 * @param input the input as [position][channel][example]; null where it is that already
 * @param inputGradient its gradient; null where it is not wanted or needs no transposition
 */
record AssembledStep(
    LinearLayer layer,
    int operators,
    SparseMap assembly,
    SparseMap assemblyTransposed,
    SparseMap positionsFirst,
    SparseMap channelsFirst,
    Slot matrix,
    Slot matrixGradient,
    @Nullable Slot input,
    @Nullable Slot inputGradient)
    implements PlainStep {
  @Override
  public void forward(Workspace w) {
    assemble(w, w.coefficients(), w.arena());
    if (input != null) {
      positionsFirst.apply(
          w.tensor(layer.in()),
          w.offset(layer.in()),
          w.arena(),
          input.offset(),
          w.examples(),
          false);
    }
    layer.multiply(w, w.arena(), matrix.offset(), inputTensor(w), inputOffset(w));
  }

  private void assemble(Workspace w, Tensor coefficients, Tensor target) {
    int channelsIn = layer.shape().channelsIn();
    long c = w.coefficientOffset(layer.index());
    for (int o = 0; o < layer.shape().channelsOut(); o++) {
      assembly.apply(
          coefficients,
          c + (long) o * operators * channelsIn,
          target,
          matrix.offset() + o * layer.shape().spatial() * channelsIn,
          channelsIn,
          false);
    }
  }

  @Override
  public void backward(Workspace w) {
    Tensor arena = w.arena();
    if (w.wantsGradient()) {
      layer.matrixGradient(w, inputTensor(w), inputOffset(w), 0, arena, matrixGradient.offset());
      disassemble(w, arena, w.gradient());
    }
    if (layer.wantsInputGradient()) {
      layer.inputGradient(w, arena, matrix.offset(), gradientOffset(w));
      bringBack(w, arena);
    }
  }

  private void disassemble(Workspace w, Tensor source, Tensor gradient) {
    int channelsIn = layer.shape().channelsIn();
    long c = w.coefficientOffset(layer.index());
    for (int o = 0; o < layer.shape().channelsOut(); o++) {
      assemblyTransposed.apply(
          source,
          matrixGradient.offset() + o * layer.shape().spatial() * channelsIn,
          gradient,
          c + (long) o * operators * channelsIn,
          channelsIn,
          true);
    }
  }

  /** From [position][channel] to the input's own order. */
  private void bringBack(Workspace w, Tensor memory) {
    if (inputGradient != null) {
      channelsFirst.apply(
          memory,
          inputGradient.offset(),
          memory,
          w.gradientOffset(layer.in()),
          w.examples(),
          false);
    }
  }

  @Override
  public void tangentForward(Workspace w) {
    Tensor tangents = w.tangents();
    assemble(w, w.direction(), tangents);
    if (input != null && layer.wantsInputGradient()) {
      positionsFirst.apply(
          tangents, w.offset(layer.in()), tangents, input.offset(), w.examples(), false);
    }
    layer.multiplyTangent(w, w.arena(), tangents, matrix.offset(), inputTensor(w), inputOffset(w));
  }

  @Override
  public void tangentBackward(Workspace w) {
    Tensor tangents = w.tangents();
    layer.matrixGradientTangent(
        w, inputTensor(w), inputOffset(w), 0, tangents, matrixGradient.offset());
    disassemble(w, tangents, w.product());
    if (layer.wantsInputGradient()) {
      layer.inputGradientTangent(w, w.arena(), tangents, matrix.offset(), gradientOffset(w));
      bringBack(w, tangents);
    }
  }

  private long gradientOffset(Workspace w) {
    return inputGradient == null ? w.gradientOffset(layer.in()) : inputGradient.offset();
  }

  private Tensor inputTensor(Workspace w) {
    return input == null ? w.tensor(layer.in()) : w.arena();
  }

  private long inputOffset(Workspace w) {
    return input == null ? w.offset(layer.in()) : input.offset();
  }
}
