package org.equisweep.network;

import org.equisweep.tensor.Kernels;
import org.equisweep.tensor.TangentKernels;
import org.equisweep.tensor.Tensor;

/** A function of single entries; its derivative is written in its output. */
record PointwiseStep(Function function, Activation in, Activation out) implements PlainStep {
  /** The functions and their slopes. */
  sealed interface Function {
    /** Slope 0 is ReLU. */
    record LeakyRelu(double slope) implements Function {}

    record Tanh() implements Function {}

    record Sigmoid() implements Function {}
  }

  @Override
  public void forward(Workspace w) {
    Tensor x = w.tensor(in);
    long xo = w.offset(in);
    Tensor y = w.tensor(out);
    long yo = w.offset(out);
    long n = out.features() * w.examples();
    if (function instanceof Function.LeakyRelu leaky) {
      Kernels.leakyRelu(x, xo, y, yo, n, leaky.slope());
    } else if (function instanceof Function.Tanh) {
      Kernels.tanh(x, xo, y, yo, n);
    } else {
      Kernels.sigmoid(x, xo, y, yo, n);
    }
  }

  @Override
  public void backward(Workspace w) {
    Tensor arena = w.arena();
    long yo = w.offset(out);
    long dy = w.gradientOffset(out);
    long dx = w.gradientOffset(in);
    long n = out.features() * w.examples();
    if (function instanceof Function.LeakyRelu leaky) {
      Kernels.leakyReluBackward(arena, yo, arena, dy, arena, dx, n, leaky.slope());
    } else if (function instanceof Function.Tanh) {
      Kernels.tanhBackward(arena, yo, arena, dy, arena, dx, n);
    } else {
      Kernels.sigmoidBackward(arena, yo, arena, dy, arena, dx, n);
    }
  }

  /** ẏ = f′ẋ, with f′ as a function of y. */
  @Override
  public void tangentForward(Workspace w) {
    Tensor tangents = w.tangents();
    slopeTimes(w, tangents, w.offset(in), w.offset(out));
  }

  /** dẋ = f′dẏ + (∂f′/∂y) ẏ dy. */
  @Override
  public void tangentBackward(Workspace w) {
    Tensor arena = w.arena();
    Tensor tangents = w.tangents();
    long yo = w.offset(out);
    long dy = w.gradientOffset(out);
    long dx = w.gradientOffset(in);
    long n = out.features() * w.examples();
    slopeTimes(w, tangents, dy, dx);
    if (!w.secondOrder()) {
      return;
    }
    if (function instanceof Function.Tanh) {
      TangentKernels.tanhCurvature(arena, yo, tangents, yo, arena, dy, tangents, dx, n);
    } else if (function instanceof Function.Sigmoid) {
      TangentKernels.sigmoidCurvature(arena, yo, tangents, yo, arena, dy, tangents, dx, n);
    }
  }

  private void slopeTimes(Workspace w, Tensor memory, long from, long to) {
    Tensor y = w.arena();
    long yo = w.offset(out);
    long n = out.features() * w.examples();
    if (function instanceof Function.LeakyRelu leaky) {
      Kernels.leakyReluBackward(y, yo, memory, from, memory, to, n, leaky.slope());
    } else if (function instanceof Function.Tanh) {
      Kernels.tanhBackward(y, yo, memory, from, memory, to, n);
    } else {
      Kernels.sigmoidBackward(y, yo, memory, from, memory, to, n);
    }
  }
}
