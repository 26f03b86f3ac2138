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
    implements Step {
  @Override
  public void forward(Workspace w) {
    int n = w.examples();
    Activation in = layer.in();
    Tensor x = w.tensor(in);
    for (int c = 0; c < in.channels(); c++) {
      stacked.apply(
          x,
          w.offset(in) + (long) c * in.positions() * n,
          w.arena(),
          gathered.offset() + (long) c * stacked.rows() * n,
          n,
          false);
    }
    int inner = inner();
    int columns = columns(w);
    Blas.gemm(
        false,
        false,
        channelsOut(),
        columns,
        inner,
        1,
        w.coefficients(),
        w.coefficientOffset(layer.index()),
        inner,
        w.arena(),
        gathered.offset(),
        columns,
        0,
        w.arena(),
        w.offset(layer.out()),
        columns);
  }

  @Override
  public void backward(Workspace w) {
    int inner = inner();
    int columns = columns(w);
    long dy = w.gradientOffset(layer.out());
    long at = w.coefficientOffset(layer.index());
    Blas.gemm(
        false,
        true,
        channelsOut(),
        inner,
        columns,
        1,
        w.arena(),
        dy,
        columns,
        w.arena(),
        gathered.offset(),
        columns,
        1,
        w.gradient(),
        at,
        inner);
    if (gatheredGradient != null) {
      Blas.gemm(
          true,
          false,
          inner,
          columns,
          channelsOut(),
          1,
          w.coefficients(),
          at,
          inner,
          w.arena(),
          dy,
          columns,
          0,
          w.arena(),
          gatheredGradient.offset(),
          columns);
      scatter(w, gatheredGradient.offset());
    }
  }

  private void scatter(Workspace w, long from) {
    int n = w.examples();
    Activation in = layer.in();
    for (int c = 0; c < in.channels(); c++) {
      transposed.apply(
          w.arena(),
          from + (long) c * stacked.rows() * n,
          w.arena(),
          w.gradientOffset(in) + (long) c * in.positions() * n,
          n,
          false);
    }
  }

  private int channelsOut() {
    return layer.shape().channelsOut();
  }

  private int inner() {
    return layer.shape().channelsIn() * operators;
  }

  private int columns(Workspace w) {
    return layer.shape().positionsOut() * w.examples();
  }
}
