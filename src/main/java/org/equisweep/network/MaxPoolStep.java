package org.equisweep.network;

import org.equisweep.tensor.MaxPooling;

/**
 * The largest entry of every square, channel by channel; entries that are equally large share the
 * derivative.
 */
record MaxPoolStep(MaxPooling pooling, Activation in, Activation out) implements PlainStep {
  @Override
  public void forward(Workspace w) {
    pooling.forward(
        w.tensor(in), w.offset(in), w.arena(), w.offset(out), in.channels(), w.examples());
  }

  @Override
  public void backward(Workspace w) {
    pooling.backward(
        w.tensor(in),
        w.offset(in),
        w.arena(),
        w.offset(out),
        w.arena(),
        w.gradientOffset(out),
        w.gradientOffset(in),
        in.channels(),
        w.examples());
  }

  @Override
  public void tangentForward(Workspace w) {
    if (in.gradient() != null) {
      pooling.tangent(
          w.tensor(in),
          w.offset(in),
          w.arena(),
          w.offset(out),
          w.tangents(),
          w.offset(in),
          w.offset(out),
          in.channels(),
          w.examples());
    }
  }

  @Override
  public void tangentBackward(Workspace w) {
    pooling.backward(
        w.tensor(in),
        w.offset(in),
        w.arena(),
        w.offset(out),
        w.tangents(),
        w.gradientOffset(out),
        w.gradientOffset(in),
        in.channels(),
        w.examples());
  }
}
