package org.equisweep.network;

import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Tensor;

/**
 * y = x + b, each b added to a row of contiguous entries: b 1ᵀ by a GEMM of depth 1.
 *
 * @param layer index of b among the layers
 * @param positions that share one entry of b
 * @param ones as many as a row has entries
 */
record BiasStep(int layer, int positions, Activation in, Activation out, Slot ones)
    implements PlainStep {
  @Override
  public void forward(Workspace w) {
    Tensor arena = w.arena();
    long n = in.features() * w.examples();
    if (w.tensor(in) != arena || w.offset(in) != w.offset(out)) {
      arena.copyFrom(w.tensor(in), w.offset(in), w.offset(out), n);
    }
    arena.fill(ones.offset(), columns(w), 1);
    add(w, w.coefficients(), arena);
  }

  /** Y += b 1ᵀ. */
  private void add(Workspace w, Tensor b, Tensor y) {
    Blas.gemm(
        false,
        false,
        rows(),
        columns(w),
        1,
        1,
        b,
        w.coefficientOffset(layer),
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

  /** db += dY 1. */
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
        1,
        gradient,
        w.coefficientOffset(layer),
        1);
  }

  /** dX = dY. */
  private void pass(Workspace w, Tensor memory) {
    if (in.gradient() != null && w.gradientOffset(in) != w.gradientOffset(out)) {
      long n = in.features() * w.examples();
      memory.copyFrom(memory, w.gradientOffset(out), w.gradientOffset(in), n);
    }
  }

  @Override
  public void tangentForward(Workspace w) {
    Tensor tangents = w.tangents();
    long n = in.features() * w.examples();
    if (in.gradient() == null) {
      tangents.fill(w.offset(out), n, 0);
    } else if (w.offset(in) != w.offset(out)) {
      tangents.copyFrom(tangents, w.offset(in), w.offset(out), n);
    }
    add(w, w.direction(), tangents);
  }

  @Override
  public void tangentBackward(Workspace w) {
    sum(w, w.tangents(), w.product());
    pass(w, w.tangents());
  }

  private int rows() {
    return Math.toIntExact(out.features() / positions);
  }

  private int columns(Workspace w) {
    return positions * w.examples();
  }
}
