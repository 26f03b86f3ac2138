package org.equisweep.network;

import org.equisweep.tensor.Tensor;

/** Average pooling of every channel: sums of contiguous example vectors. */
record AveragePoolStep(SparseMap pool, SparseMap transposed, Activation in, Activation out)
    implements PlainStep {
  AveragePoolStep(SparseMap pool, Activation in, Activation out) {
    this(pool, pool.transposed(), in, out);
  }

  @Override
  public void forward(Workspace w) {
    average(w, w.tensor(in), w.arena());
  }

  private void average(Workspace w, Tensor x, Tensor y) {
    int n = w.examples();
    for (int c = 0; c < in.channels(); c++) {
      pool.apply(
          x,
          w.offset(in) + (long) c * in.positions() * n,
          y,
          w.offset(out) + (long) c * out.positions() * n,
          n,
          false);
    }
  }

  @Override
  public void backward(Workspace w) {
    spread(w, w.arena());
  }

  private void spread(Workspace w, Tensor memory) {
    int n = w.examples();
    for (int c = 0; c < in.channels(); c++) {
      transposed.apply(
          memory,
          w.gradientOffset(out) + (long) c * out.positions() * n,
          memory,
          w.gradientOffset(in) + (long) c * in.positions() * n,
          n,
          false);
    }
  }

  @Override
  public void tangentForward(Workspace w) {
    average(w, w.tangents(), w.tangents());
  }

  @Override
  public void tangentBackward(Workspace w) {
    spread(w, w.tangents());
  }
}
