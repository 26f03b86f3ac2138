package org.equisweep.network;

import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Tensor;

/**
 * y = x + b, each b added to a row of contiguous entries: b 1ᵀ by a GEMM of depth 1, with b[c, p] =
 * Σ_k S_k[p] C[c, k].
 *
 * @param layer index of b among the layers
 * @param assembly ℝ^K → the entries of b of one channel
 * @param positions that share one entry of b
 * @param bias b
 * @param biasGradient db
 * @param ones as many as a row has entries
 */
record BiasStep(
    int layer,
    SparseMap assembly,
    SparseMap transposed,
    int positions,
    Activation in,
    Activation out,
    Slot bias,
    Slot biasGradient,
    Slot ones)
    implements PlainStep {
  @Override
  public void forward(Workspace w) {
    Tensor arena = w.arena();
    arena.copyFrom(w.tensor(in), w.offset(in), w.offset(out), entries(w));
    arena.fill(ones.offset(), columns(w), 1);
    add(w, w.coefficients(), arena);
  }

  /** Y += b 1ᵀ. */
  private void add(Workspace w, Tensor coefficients, Tensor y) {
    for (int c = 0; c < out.channels(); c++) {
      assembly.apply(
          coefficients,
          w.coefficientOffset(layer) + (long) c * transposed.rows(),
          y,
          bias.offset() + (long) c * assembly.rows(),
          1,
          false);
    }
    Blas.gemm(
        false,
        false,
        rows(),
        columns(w),
        1,
        1,
        y,
        bias.offset(),
        1,
        w.arena(),
        ones.offset(),
        columns(w),
        1,
        y,
        w.offset(out),
        columns(w));
  }

  @Override
  public void backward(Workspace w) {
    if (w.wantsGradient()) {
      sum(w, w.arena(), w.gradient());
    }
    pass(w, w.arena());
  }

  /** db = dY 1, and what that is in coefficients. */
  private void sum(Workspace w, Tensor dy, Tensor gradient) {
    Blas.gemm(
        false,
        false,
        rows(),
        1,
        columns(w),
        1,
        dy,
        w.gradientOffset(out),
        columns(w),
        w.arena(),
        ones.offset(),
        1,
        0,
        dy,
        biasGradient.offset(),
        1);
    for (int c = 0; c < out.channels(); c++) {
      transposed.apply(
          dy,
          biasGradient.offset() + (long) c * assembly.rows(),
          gradient,
          w.coefficientOffset(layer) + (long) c * transposed.rows(),
          1,
          true);
    }
  }

  /** dX = dY. */
  private void pass(Workspace w, Tensor memory) {
    if (in.gradient() != null) {
      memory.copyFrom(memory, w.gradientOffset(out), w.gradientOffset(in), entries(w));
    }
  }

  @Override
  public void tangentForward(Workspace w) {
    Tensor tangents = w.tangents();
    if (in.gradient() == null) {
      tangents.fill(w.offset(out), entries(w), 0);
    } else {
      tangents.copyFrom(tangents, w.offset(in), w.offset(out), entries(w));
    }
    add(w, w.direction(), tangents);
  }

  @Override
  public void tangentBackward(Workspace w) {
    sum(w, w.tangents(), w.product());
    pass(w, w.tangents());
  }

  private long entries(Workspace w) {
    return in.features() * w.examples();
  }

  private int rows() {
    return Math.toIntExact(out.features() / positions);
  }

  private int columns(Workspace w) {
    return positions * w.examples();
  }
}
