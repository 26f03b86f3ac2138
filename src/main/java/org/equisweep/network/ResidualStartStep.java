package org.equisweep.network;

import org.equisweep.tensor.Kernels;
import org.equisweep.tensor.Tensor;

/**
 * x to the block f of x + f(x), in memory of its own.
 *
 * @param joined what the block's end gives, whose gradient comes back past the block
 */
record ResidualStartStep(Activation in, Activation out, Activation joined) implements PlainStep {
  @Override
  public void forward(Workspace w) {
    w.arena().copyFrom(w.tensor(in), w.offset(in), w.offset(out), entries(w));
  }

  @Override
  public void backward(Workspace w) {
    meet(w, w.arena());
  }

  /** dx = df + dy. */
  private void meet(Workspace w, Tensor memory) {
    if (in.gradient() == null) {
      return;
    }
    long n = entries(w);
    long dx = w.gradientOffset(in);
    memory.copyFrom(memory, w.gradientOffset(joined), dx, n);
    Kernels.axpy(1, memory, w.gradientOffset(out), memory, dx, n);
  }

  @Override
  public void tangentForward(Workspace w) {
    if (in.gradient() != null) {
      w.tangents().copyFrom(w.tangents(), w.offset(in), w.offset(out), entries(w));
    }
  }

  @Override
  public void tangentBackward(Workspace w) {
    meet(w, w.tangents());
  }

  private long entries(Workspace w) {
    return in.features() * w.examples();
  }
}
