package org.equisweep.network;

import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * {@link LinearForm#SPACE_FIRST}: U[c,k,p] = Σ_q S_k[p,q] X[c,q], then Y = C U with the
 * coefficients as (c_out, c_in, k).
 *
 * @param stacked ℝ^n_in → ℝ^(K·n_out)
 * @param gathered U, kept for the gradient of C
 * @param gatheredGradient dU; null where the input's gradient is not wanted
 */
record SpaceFirstStep(
    LinearLayer layer,
    int operators,
    SparseMap stacked,
    SparseMap transposed,
    Slot gathered,
    @Nullable Slot gatheredGradient)
    implements PlainStep {
  @Override
  public void forward(Workspace w) {
    gather(w);
    mix(w);
  }

  /** U of x. */
  void gather(Workspace w) {
    gather(w, w.tensor(layer.in()), w.arena());
  }

  /** Y = C U. */
  void mix(Workspace w) {
    mix(w, w.coefficients(), w.arena(), 0, w.arena());
  }

  private void gather(Workspace w, Tensor x, Tensor target) {
    int n = w.examples();
    Activation in = layer.in();
    for (int c = 0; c < in.channels(); c++) {
      stacked.apply(
          x,
          w.offset(in) + (long) c * in.positions() * n,
          target,
          gathered.offset() + (long) c * stacked.rows() * n,
          n,
          false);
    }
  }

  /** Y = C U + β Y. */
  private void mix(Workspace w, Tensor coefficients, Tensor u, double beta, Tensor y) {
    int columns = columns(w);
    Blas.gemm(
        false,
        false,
        channelsOut(),
        columns,
        inner(),
        1,
        coefficients,
        w.coefficientOffset(layer.index()),
        inner(),
        u,
        gathered.offset(),
        columns,
        beta,
        y,
        w.offset(layer.out()),
        columns);
  }

  @Override
  public void backward(Workspace w) {
    unmix(w);
    if (gatheredGradient != null) {
      scatter(w, gatheredGradient, w.arena());
    }
  }

  /** dC, and dU where the input's gradient is wanted. */
  void unmix(Workspace w) {
    if (w.wantsGradient()) {
      coefficientGradient(w, w.arena(), w.arena(), w.gradient());
    }
    if (gatheredGradient != null) {
      unmix(w, gatheredGradient, w.coefficients(), w.arena(), 0, w.arena());
    }
  }

  /** dC += dY Uᵀ. */
  private void coefficientGradient(Workspace w, Tensor dy, Tensor u, Tensor gradient) {
    int columns = columns(w);
    Blas.gemm(
        false,
        true,
        channelsOut(),
        inner(),
        columns,
        1,
        dy,
        w.gradientOffset(layer.out()),
        columns,
        u,
        gathered.offset(),
        columns,
        1,
        gradient,
        w.coefficientOffset(layer.index()),
        inner());
  }

  /** dU = Cᵀ dY + β dU. */
  private void unmix(
      Workspace w, Slot target, Tensor coefficients, Tensor dy, double beta, Tensor du) {
    int columns = columns(w);
    Blas.gemm(
        true,
        false,
        inner(),
        columns,
        channelsOut(),
        1,
        coefficients,
        w.coefficientOffset(layer.index()),
        inner(),
        dy,
        w.gradientOffset(layer.out()),
        columns,
        beta,
        du,
        target.offset(),
        columns);
  }

  private void scatter(Workspace w, Slot from, Tensor memory) {
    int n = w.examples();
    Activation in = layer.in();
    for (int c = 0; c < in.channels(); c++) {
      transposed.apply(
          memory,
          from.offset() + (long) c * stacked.rows() * n,
          memory,
          w.gradientOffset(in) + (long) c * in.positions() * n,
          n,
          false);
    }
  }

  @Override
  public void tangentForward(Workspace w) {
    mix(w, w.direction(), w.arena(), 0, w.tangents());
    if (layer.wantsInputGradient()) {
      gather(w, w.tangents(), w.tangents());
      mix(w, w.coefficients(), w.tangents(), 1, w.tangents());
    }
  }

  @Override
  public void tangentBackward(Workspace w) {
    Tensor tangents = w.tangents();
    coefficientGradient(w, tangents, w.arena(), w.product());
    if (gatheredGradient != null) {
      unmix(w, gatheredGradient, w.coefficients(), tangents, 0, tangents);
      if (w.secondOrder()) {
        coefficientGradient(w, w.arena(), tangents, w.product());
        unmix(w, gatheredGradient, w.direction(), w.arena(), 1, tangents);
      }
      scatter(w, gatheredGradient, tangents);
    }
  }

  private int channelsOut() {
    return layer.shape().channelsOut();
  }

  /** Rows of U at one position: c_in·K. */
  int inner() {
    return layer.shape().channelsIn() * operators;
  }

  private int columns(Workspace w) {
    return layer.shape().positionsOut() * w.examples();
  }
}
