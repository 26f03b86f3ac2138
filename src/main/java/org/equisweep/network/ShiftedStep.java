package org.equisweep.network;

import org.equisweep.tensor.ShiftedProducts;
import org.equisweep.tensor.Shifts;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * {@link LinearForm#SHIFTED}: Y = Σ_k C_k X_k with X_k a shift of the base's output, read where it
 * lies, with the coefficients as (c_out, c_in, k). No array has K times the input's size.
 *
 * @param transposed of the shifts, for the input's gradient; null where that is not wanted
 * @param baseTransposed null where there is no base
 * @param shared the base's output, kept for the gradient of C; null where that is the input itself
 * @param sharedGradient null where there is no base, or the input's gradient is not wanted
 */
record ShiftedStep(
    LinearLayer layer,
    ShiftedOperators operators,
    @Nullable Shifts transposed,
    @Nullable SparseMap baseTransposed,
    @Nullable Slot shared,
    @Nullable Slot sharedGradient)
    implements Step {
  @Override
  public void forward(Workspace w) {
    Activation in = layer.in();
    int n = w.examples();
    SparseMap base = operators.base();
    if (base != null && shared != null) {
      for (int c = 0; c < in.channels(); c++) {
        long from = w.offset(in) + (long) c * in.positions() * n;
        long to = shared.offset() + (long) c * base.rows() * n;
        base.apply(w.tensor(in), from, w.arena(), to, n, false);
      }
    }
    ShiftedProducts.multiply(
        operators.shifts(),
        layer.shape().channelsOut(),
        in.channels(),
        w.coefficients(),
        w.coefficientOffset(layer.index()),
        false,
        source(w),
        sourceOffset(w),
        w.arena(),
        w.offset(layer.out()),
        n);
  }

  @Override
  public void backward(Workspace w) {
    if (w.wantsGradient()) {
      ShiftedProducts.addGradient(
          operators.shifts(),
          layer.shape().channelsOut(),
          layer.in().channels(),
          w.arena(),
          w.gradientOffset(layer.out()),
          source(w),
          sourceOffset(w),
          w.gradient(),
          w.coefficientOffset(layer.index()),
          w.examples());
    }
    if (transposed != null) {
      inputGradient(w, transposed);
    }
  }

  private void inputGradient(Workspace w, Shifts back) {
    Activation in = layer.in();
    int n = w.examples();
    long to = w.gradientOffset(in);
    ShiftedProducts.multiply(
        back,
        in.channels(),
        layer.shape().channelsOut(),
        w.coefficients(),
        w.coefficientOffset(layer.index()),
        true,
        w.arena(),
        w.gradientOffset(layer.out()),
        w.arena(),
        sharedGradient == null ? to : sharedGradient.offset(),
        n);
    if (baseTransposed == null || sharedGradient == null) {
      return;
    }
    for (int c = 0; c < in.channels(); c++) {
      long from = sharedGradient.offset() + (long) c * back.rows() * n;
      baseTransposed.apply(
          w.arena(), from, w.arena(), to + (long) c * in.positions() * n, n, false);
    }
  }

  private Tensor source(Workspace w) {
    return shared == null ? w.tensor(layer.in()) : w.arena();
  }

  private long sourceOffset(Workspace w) {
    return shared == null ? w.offset(layer.in()) : shared.offset();
  }
}
