package org.equisweep.network;

import org.equisweep.tensor.Tensor;

/** Average pooling of every channel: sums of contiguous example vectors. */
record AveragePoolStep(SparseMap pool, SparseMap transposed, Activation in, Activation out)
    implements Step {
  AveragePoolStep(SparseMap pool, Activation in, Activation out) {
    this(pool, pool.transposed(), in, out);
  }

  @Override
  public void forward(Workspace w) {
    Tensor x = w.tensor(in);
    int n = w.examples();
    for (int c = 0; c < in.channels(); c++) {
      pool.apply(
          x,
          w.offset(in) + (long) c * in.positions() * n,
          w.arena(),
          w.offset(out) + (long) c * out.positions() * n,
          n,
          false);
    }
  }

  @Override
  public void backward(Workspace w) {
    int n = w.examples();
    for (int c = 0; c < in.channels(); c++) {
      transposed.apply(
          w.arena(),
          w.gradientOffset(out) + (long) c * out.positions() * n,
          w.arena(),
          w.gradientOffset(in) + (long) c * in.positions() * n,
          n,
          false);
    }
  }
}
