package org.equisweep.network;

import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Tensor;

/**
 * {@link LinearForm#CHANNELS_FIRST}: V = C X with the coefficients as (c_out, k, c_in), then Y[c,p]
 * = Σ_{k,q} S_k[p,q] V[c,k,q].
 *
 * @param sideBySide ℝ^(K·n_in) → ℝ^n_out
 * @param mixed V, needed in the forward pass alone
 * @param mixedGradient dV
 */
record ChannelsFirstStep(
    LinearLayer layer,
    int operators,
    SparseMap sideBySide,
    SparseMap transposed,
    Slot mixed,
    Slot mixedGradient)
    implements PlainStep {
  @Override
  public void forward(Workspace w) {
    mix(w, w.coefficients(), w.tensor(layer.in()), 0, w.arena());
    spread(w, w.arena());
  }

  /** V = C X + β V. */
  private void mix(Workspace w, Tensor coefficients, Tensor x, double beta, Tensor v) {
    Activation in = layer.in();
    int columns = in.positions() * w.examples();
    Blas.gemm(
        false,
        false,
        mixedRows(),
        columns,
        in.channels(),
        1,
        coefficients,
        w.coefficientOffset(layer.index()),
        in.channels(),
        x,
        w.offset(in),
        columns,
        beta,
        v,
        mixed.offset(),
        columns);
  }

  /** Y of V. */
  private void spread(Workspace w, Tensor memory) {
    int n = w.examples();
    Activation out = layer.out();
    int columns = layer.in().positions() * n;
    for (int c = 0; c < out.channels(); c++) {
      sideBySide.apply(
          memory,
          mixed.offset() + (long) c * operators * columns,
          memory,
          w.offset(out) + (long) c * out.positions() * n,
          n,
          false);
    }
  }

  @Override
  public void backward(Workspace w) {
    collect(w, w.arena());
    if (w.wantsGradient()) {
      coefficientGradient(w, w.arena(), w.tensor(layer.in()), w.gradient());
    }
    if (layer.wantsInputGradient()) {
      unmix(w, w.coefficients(), w.arena(), 0, w.arena());
    }
  }

  /** dV of dY. */
  private void collect(Workspace w, Tensor memory) {
    int n = w.examples();
    Activation out = layer.out();
    int columns = layer.in().positions() * n;
    for (int c = 0; c < out.channels(); c++) {
      transposed.apply(
          memory,
          w.gradientOffset(out) + (long) c * out.positions() * n,
          memory,
          mixedGradient.offset() + (long) c * operators * columns,
          n,
          false);
    }
  }

  /** dC += dV Xᵀ. */
  private void coefficientGradient(Workspace w, Tensor dv, Tensor x, Tensor gradient) {
    Activation in = layer.in();
    int columns = in.positions() * w.examples();
    Blas.gemm(
        false,
        true,
        mixedRows(),
        in.channels(),
        columns,
        1,
        dv,
        mixedGradient.offset(),
        columns,
        x,
        w.offset(in),
        columns,
        1,
        gradient,
        w.coefficientOffset(layer.index()),
        in.channels());
  }

  /** dX = Cᵀ dV + β dX. */
  private void unmix(Workspace w, Tensor coefficients, Tensor dv, double beta, Tensor dx) {
    Activation in = layer.in();
    int columns = in.positions() * w.examples();
    Blas.gemm(
        true,
        false,
        in.channels(),
        columns,
        mixedRows(),
        1,
        coefficients,
        w.coefficientOffset(layer.index()),
        in.channels(),
        dv,
        mixedGradient.offset(),
        columns,
        beta,
        dx,
        w.gradientOffset(in),
        columns);
  }

  @Override
  public void tangentForward(Workspace w) {
    mix(w, w.direction(), w.tensor(layer.in()), 0, w.tangents());
    if (layer.wantsInputGradient()) {
      mix(w, w.coefficients(), w.tangents(), 1, w.tangents());
    }
    spread(w, w.tangents());
  }

  @Override
  public void tangentBackward(Workspace w) {
    Tensor tangents = w.tangents();
    collect(w, tangents);
    coefficientGradient(w, tangents, w.tensor(layer.in()), w.product());
    if (layer.wantsInputGradient()) {
      unmix(w, w.coefficients(), tangents, 0, tangents);
      if (w.secondOrder()) {
        coefficientGradient(w, w.arena(), tangents, w.product());
        unmix(w, w.direction(), w.arena(), 1, tangents);
      }
    }
  }

  private int mixedRows() {
    return layer.shape().channelsOut() * operators;
  }
}
