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
    implements Step {
  @Override
  public void forward(Workspace w) {
    int n = w.examples();
    Activation in = layer.in();
    Activation out = layer.out();
    int columns = in.positions() * n;
    Blas.gemm(
        false,
        false,
        mixedRows(),
        columns,
        in.channels(),
        1,
        w.coefficients(),
        w.coefficientOffset(layer.index()),
        in.channels(),
        w.tensor(in),
        w.offset(in),
        columns,
        0,
        w.arena(),
        mixed.offset(),
        columns);
    for (int c = 0; c < out.channels(); c++) {
      sideBySide.apply(
          w.arena(),
          mixed.offset() + (long) c * operators * columns,
          w.arena(),
          w.offset(out) + (long) c * out.positions() * n,
          n,
          false);
    }
  }

  @Override
  public void backward(Workspace w) {
    int n = w.examples();
    Activation in = layer.in();
    Activation out = layer.out();
    int columns = in.positions() * n;
    for (int c = 0; c < out.channels(); c++) {
      transposed.apply(
          w.arena(),
          w.gradientOffset(out) + (long) c * out.positions() * n,
          w.arena(),
          mixedGradient.offset() + (long) c * operators * columns,
          n,
          false);
    }
    Tensor arena = w.arena();
    long at = w.coefficientOffset(layer.index());
    Blas.gemm(
        false,
        true,
        mixedRows(),
        in.channels(),
        columns,
        1,
        arena,
        mixedGradient.offset(),
        columns,
        w.tensor(in),
        w.offset(in),
        columns,
        1,
        w.gradient(),
        at,
        in.channels());
    if (layer.wantsInputGradient()) {
      Blas.gemm(
          true,
          false,
          in.channels(),
          columns,
          mixedRows(),
          1,
          w.coefficients(),
          at,
          in.channels(),
          arena,
          mixedGradient.offset(),
          columns,
          0,
          arena,
          w.gradientOffset(in),
          columns);
    }
  }

  private int mixedRows() {
    return layer.shape().channelsOut() * operators;
  }
}
