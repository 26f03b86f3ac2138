package org.equisweep.network;

import org.equisweep.network.ArchitectureSpec.LayerNorm.Over;
import org.equisweep.tensor.Kernels;
import org.equisweep.tensor.TangentKernels;
import org.equisweep.tensor.Tensor;

/**
 * Layer norm without affine part, over the channels of a position or the positions of a channel.
 */
record LayerNormStep(Over over, double epsilon, Activation in, Activation out, Slot inverse)
    implements PlainStep {
  @Override
  public void forward(Workspace w) {
    Kernels.layerNorm(
        w.tensor(in),
        w.offset(in),
        w.arena(),
        w.offset(out),
        w.arena(),
        inverse.offset(),
        outer(),
        axis(),
        inner(w),
        epsilon);
  }

  @Override
  public void backward(Workspace w) {
    Kernels.layerNormBackward(
        w.arena(),
        w.offset(out),
        w.arena(),
        inverse.offset(),
        w.arena(),
        w.gradientOffset(out),
        w.arena(),
        w.gradientOffset(in),
        outer(),
        axis(),
        inner(w));
  }

  /** ẏ = r(ẋ − mean ẋ − y mean(yẋ)); ṙ/r = −r mean(yẋ) is kept at the tangent of r. */
  @Override
  public void tangentForward(Workspace w) {
    Tensor tangents = w.tangents();
    TangentKernels.layerNorm(
        w.arena(),
        w.offset(out),
        w.arena(),
        inverse.offset(),
        tangents,
        w.offset(in),
        tangents,
        w.offset(out),
        tangents,
        inverse.offset(),
        outer(),
        axis(),
        inner(w));
  }

  @Override
  public void tangentBackward(Workspace w) {
    Tensor tangents = w.tangents();
    if (!w.secondOrder()) {
      Kernels.layerNormBackward(
          w.arena(),
          w.offset(out),
          w.arena(),
          inverse.offset(),
          tangents,
          w.gradientOffset(out),
          tangents,
          w.gradientOffset(in),
          outer(),
          axis(),
          inner(w));
      return;
    }
    TangentKernels.layerNormBackward(
        w.arena(),
        w.offset(out),
        inverse.offset(),
        w.gradientOffset(out),
        w.gradientOffset(in),
        tangents,
        outer(),
        axis(),
        inner(w));
  }

  /** Entries of {@code inverse} per example: one for each mean taken. */
  static long means(Over over, Activation in) {
    return over == Over.CHANNELS ? in.positions() : in.channels();
  }

  private int outer() {
    return over == Over.CHANNELS ? 1 : in.channels();
  }

  private int axis() {
    return over == Over.CHANNELS ? in.channels() : in.positions();
  }

  private int inner(Workspace w) {
    return over == Over.CHANNELS ? in.positions() * w.examples() : w.examples();
  }
}
