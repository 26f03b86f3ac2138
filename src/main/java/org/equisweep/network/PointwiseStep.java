package org.equisweep.network;

import org.equisweep.tensor.Kernels;
import org.equisweep.tensor.TangentKernels;
import org.equisweep.tensor.Tensor;

/** A function of single entries; its derivative is written in its output. */
record PointwiseStep(Function function, Activation in, Activation out) implements PlainStep {
  /** The functions. Output may lie over input, gradient of input over that of output. */
  sealed interface Function {
    /** y = σ(x) of n entries. */
    void forward(Tensor x, long xo, Tensor y, long yo, long n);

    /** dx = σ′(x) dy by the output y = σ(x). */
    void backward(Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n);

    /** Slope 0 is ReLU. */
    record LeakyRelu(double slope) implements Function {
      @Override
      public void forward(Tensor x, long xo, Tensor y, long yo, long n) {
        Kernels.leakyRelu(x, xo, y, yo, n, slope);
      }

      @Override
      public void backward(Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n) {
        Kernels.leakyReluBackward(y, yo, dy, dyo, dx, dxo, n, slope);
      }
    }

    record Tanh() implements Function {
      @Override
      public void forward(Tensor x, long xo, Tensor y, long yo, long n) {
        Kernels.tanh(x, xo, y, yo, n);
      }

      @Override
      public void backward(Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n) {
        Kernels.tanhBackward(y, yo, dy, dyo, dx, dxo, n);
      }
    }

    record Sigmoid() implements Function {
      @Override
      public void forward(Tensor x, long xo, Tensor y, long yo, long n) {
        Kernels.sigmoid(x, xo, y, yo, n);
      }

      @Override
      public void backward(Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n) {
        Kernels.sigmoidBackward(y, yo, dy, dyo, dx, dxo, n);
      }
    }
  }

  @Override
  public void forward(Workspace w) {
    long n = out.features() * w.examples();
    function.forward(w.tensor(in), w.offset(in), w.tensor(out), w.offset(out), n);
  }

  @Override
  public void backward(Workspace w) {
    Tensor arena = w.arena();
    long n = out.features() * w.examples();
    function.backward(
        arena, w.offset(out), arena, w.gradientOffset(out), arena, w.gradientOffset(in), n);
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
    if (w.secondOrder()) {
      addCurvature(function, arena, yo, tangents, yo, arena, dy, tangents, dx, n);
    }
  }

  /** Whether σ″ is anything but 0. */
  static boolean bends(Function function) {
    return !(function instanceof Function.LeakyRelu);
  }

  /** dẋ += (∂σ′/∂y) ẏ dy. */
  static void addCurvature(
      Function function,
      Tensor y,
      long yo,
      Tensor yDot,
      long ydo,
      Tensor dy,
      long dyo,
      Tensor dxDot,
      long dxo,
      long n) {
    if (function instanceof Function.Tanh) {
      TangentKernels.tanhCurvature(y, yo, yDot, ydo, dy, dyo, dxDot, dxo, n);
    } else if (function instanceof Function.Sigmoid) {
      TangentKernels.sigmoidCurvature(y, yo, yDot, ydo, dy, dyo, dxDot, dxo, n);
    }
  }

  /** Whether the function has a kink, which is then at 0. */
  boolean hasKink() {
    return function instanceof Function.LeakyRelu;
  }

  /** min |x| over the input, before {@link #forward} writes over it. */
  double smallestInput(Workspace w) {
    Tensor x = w.tensor(in);
    long from = w.offset(in);
    long n = in.features() * w.examples();
    double smallest = Double.POSITIVE_INFINITY;
    for (long i = 0; i < n; i++) {
      smallest = Math.min(smallest, Math.abs(x.get(from + i)));
    }
    return smallest;
  }

  private void slopeTimes(Workspace w, Tensor memory, long from, long to) {
    Tensor y = w.arena();
    long yo = w.offset(out);
    long n = out.features() * w.examples();
    function.backward(y, yo, memory, from, memory, to, n);
  }
}
