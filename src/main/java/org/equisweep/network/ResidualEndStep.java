package org.equisweep.network;

import org.equisweep.tensor.Kernels;
import org.equisweep.tensor.Tensor;

/**
 * x + f(x).
 *
 * @param skipped x
 * @param in f(x)
 */
record ResidualEndStep(Activation skipped, Activation in, Activation out) implements PlainStep {
  @Override
  public void forward(Workspace w) {
    long n = entries(w);
    w.arena().copyFrom(w.tensor(in), w.offset(in), w.offset(out), n);
    Kernels.axpy(1, w.tensor(skipped), w.offset(skipped), w.arena(), w.offset(out), n);
  }

  @Override
  public void backward(Workspace w) {
    pass(w, w.arena());
  }

  /** df = dy, which stays for the block's start. */
  private void pass(Workspace w, Tensor memory) {
    if (in.gradient() != null) {
      memory.copyFrom(memory, w.gradientOffset(out), w.gradientOffset(in), entries(w));
    }
  }

  @Override
  public void tangentForward(Workspace w) {
    Tensor tangents = w.tangents();
    long n = entries(w);
    tangents.copyFrom(tangents, w.offset(in), w.offset(out), n);
    if (skipped.gradient() != null) {
      Kernels.axpy(1, tangents, w.offset(skipped), tangents, w.offset(out), n);
    }
  }

  @Override
  public void tangentBackward(Workspace w) {
    pass(w, w.tangents());
  }

  private long entries(Workspace w) {
    return in.features() * w.examples();
  }
}
