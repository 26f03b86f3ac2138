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
    implements Step {
  @Override
  public void forward(Workspace w) {
    Tensor arena = w.arena();
    int channelsIn = layer.shape().channelsIn();
    long c = w.coefficientOffset(layer.index());
    for (int o = 0; o < layer.shape().channelsOut(); o++) {
      assembly.apply(
          w.coefficients(),
          c + (long) o * operators * channelsIn,
          arena,
          matrix.offset() + (long) o * layer.shape().spatial() * channelsIn,
          channelsIn,
          false);
    }
    if (input != null) {
      positionsFirst.apply(
          w.tensor(layer.in()), w.offset(layer.in()), arena, input.offset(), w.examples(), false);
    }
    layer.multiply(w, arena, matrix.offset(), inputTensor(w), inputOffset(w));
  }

  @Override
  public void backward(Workspace w) {
    Tensor arena = w.arena();
    layer.matrixGradient(w, inputTensor(w), inputOffset(w), 0, arena, matrixGradient.offset());
    int channelsIn = layer.shape().channelsIn();
    long c = w.coefficientOffset(layer.index());
    for (int o = 0; o < layer.shape().channelsOut(); o++) {
      assemblyTransposed.apply(
          arena,
          matrixGradient.offset() + (long) o * layer.shape().spatial() * channelsIn,
          w.gradient(),
          c + (long) o * operators * channelsIn,
          channelsIn,
          true);
    }
    if (inputGradient != null) {
      layer.inputGradient(w, arena, matrix.offset(), inputGradient.offset());
      channelsFirst.apply(
          arena, inputGradient.offset(), arena, w.gradientOffset(layer.in()), w.examples(), false);
    } else if (layer.wantsInputGradient()) {
      layer.inputGradient(w, arena, matrix.offset(), w.gradientOffset(layer.in()));
    }
  }

  private Tensor inputTensor(Workspace w) {
    return input == null ? w.tensor(layer.in()) : w.arena();
  }

  private long inputOffset(Workspace w) {
    return input == null ? w.offset(layer.in()) : input.offset();
  }
}
