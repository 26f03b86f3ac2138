package org.equisweep.network;

import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.tensor.LossKernels;
import org.equisweep.tensor.TangentKernels;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Σ over examples of ℓ(z, y), ℓ = scale · the mean over output entries (softmax cross-entropy: the
 * sum over channels, the mean over positions).
 *
 * @param softmax softmax(z) and its gradient, where the loss is taken after a softmax; else null
 */
record LossStep(Loss loss, Activation output, @Nullable Activation softmax) {
  /** The sum for logits {@code z}, without gradient. */
  double value(Workspace w, Tensor z, long zo, Tensor y) {
    return evaluate(w, z, zo, y, null, 0, 0);
  }

  /** The sum for the network's output; writes weight·∂/∂z into the output's gradient. */
  double valueAndGradient(Workspace w, Tensor y, double weight) {
    return evaluate(
        w, w.tensor(output), w.offset(output), y, w.arena(), w.gradientOffset(output), weight);
  }

  /** The sum for logits {@code z}; writes weight·∂/∂z into {@code dz}. */
  double valueAndGradient(Workspace w, Tensor z, Tensor y, Tensor dz, double weight) {
    return evaluate(w, z, 0, y, dz, 0, weight);
  }

  /**
   * After {@link #valueAndGradient} with the same weight, the tangent of the output's gradient from
   * that of the output: weight·(∂²ℓ/∂z²)ż.
   */
  void tangent(Workspace w, Tensor y, double weight) {
    int n = w.examples();
    double dWeight = weight * loss.scale() / means();
    Tensor z = w.tensor(output);
    long zo = w.offset(output);
    long dz = w.gradientOffset(output);
    long entries = output.features() * n;
    Tensor t = w.tangents();
    switch (loss.kind()) {
      case BINARY_CROSS_ENTROPY ->
          TangentKernels.binaryCrossEntropy(z, zo, t, zo, t, dz, entries, dWeight);
      case MEAN_SQUARED_ERROR -> TangentKernels.scaled(2 * dWeight, t, zo, t, dz, entries);
      case SOFTMAX_CROSS_ENTROPY -> {
        if (softmax == null) {
          TangentKernels.softmaxCrossEntropy(
              z, zo, y, 0, t, zo, t, dz, output.channels(), output.positions() * n, dWeight);
        } else {
          tangentAfterSoftmax(w, softmax, y, dWeight);
        }
      }
    }
  }

  private void tangentAfterSoftmax(Workspace w, Activation s, Tensor y, double weight) {
    int axis = output.channels();
    int inner = output.positions() * w.examples();
    Tensor arena = w.arena();
    Tensor t = w.tangents();
    long so = w.offset(s);
    long ds = w.gradientOffset(s);
    long dz = w.gradientOffset(output);
    LossKernels.softmaxBackward(arena, so, t, w.offset(output), t, so, axis, inner);
    TangentKernels.softmaxCrossEntropy(arena, so, y, 0, t, so, t, ds, axis, inner, weight);
    LossKernels.softmaxBackward(arena, so, t, ds, t, dz, axis, inner);
    TangentKernels.softmaxCurvature(arena, so, t, so, arena, ds, t, dz, axis, inner);
  }

  private double evaluate(
      Workspace w, Tensor z, long zo, Tensor y, @Nullable Tensor dz, long dzo, double weight) {
    int n = w.examples();
    long entries = output.features() * n;
    double mean = loss.scale() / means();
    double dWeight = weight * mean;
    double sum =
        switch (loss.kind()) {
          case BINARY_CROSS_ENTROPY ->
              LossKernels.binaryCrossEntropy(z, zo, y, 0, dz, dzo, entries, dWeight);
          case MEAN_SQUARED_ERROR ->
              LossKernels.squaredError(z, zo, y, 0, dz, dzo, entries, dWeight);
          case SOFTMAX_CROSS_ENTROPY ->
              softmax == null
                  ? crossEntropy(n, z, zo, y, dz, dzo, dWeight)
                  : afterSoftmax(w, softmax, z, zo, y, dz, dzo, dWeight);
        };
    return mean * sum;
  }

  private double afterSoftmax(
      Workspace w,
      Activation s,
      Tensor z,
      long zo,
      Tensor y,
      @Nullable Tensor dz,
      long dzo,
      double weight) {
    int n = w.examples();
    int axis = output.channels();
    int inner = output.positions() * n;
    Tensor arena = w.arena();
    long so = w.offset(s);
    LossKernels.softmax(z, zo, arena, so, axis, inner);
    if (dz == null) {
      return crossEntropy(n, arena, so, y, null, 0, weight);
    }
    long ds = w.gradientOffset(s);
    double sum = crossEntropy(n, arena, so, y, arena, ds, weight);
    LossKernels.softmaxBackward(arena, so, arena, ds, dz, dzo, axis, inner);
    return sum;
  }

  private double crossEntropy(
      int n, Tensor z, long zo, Tensor y, @Nullable Tensor dz, long dzo, double weight) {
    return LossKernels.softmaxCrossEntropy(
        z, zo, y, 0, dz, dzo, output.channels(), output.positions() * n, weight);
  }

  /** How many terms ℓ averages. */
  private long means() {
    return loss.kind() == Loss.Kind.SOFTMAX_CROSS_ENTROPY ? output.positions() : output.features();
  }
}
