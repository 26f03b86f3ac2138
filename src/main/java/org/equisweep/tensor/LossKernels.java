package org.equisweep.tensor;

import static org.equisweep.tensor.KernelArguments.blockSize;
import static org.equisweep.tensor.KernelArguments.checkOptional;
import static org.equisweep.tensor.KernelArguments.keep;
import static org.equisweep.tensor.KernelArguments.same;

import org.jspecify.annotations.Nullable;

/**
 * Losses with their gradients, and softmax. They compute in double and round once; arguments are as
 * those of {@link Kernels}. Compiled calls allocate nothing.
 */
public final class LossKernels {
  private LossKernels() {}

  /**
   * Σ over elements of max(z,0) − z·t + log(1+e^{−|z|}); dz = weight·(sigmoid(z) − t) unless dz is
   * null.
   */
  public static double binaryCrossEntropy(
      Tensor z, long zo, Tensor t, long to, @Nullable Tensor dz, long dzo, long n, double weight) {
    same(z, t);
    int from = z.checkRange(zo, n);
    int at = t.checkRange(to, n);
    int gradient = checkOptional(z, dz, dzo, n);
    double sum = Losses.binaryCrossEntropy(z, from, t, at, dz, gradient, (int) n, weight);
    keep(z, t, dz);
    return sum;
  }

  /**
   * Σ over columns of −Σ_axis t·log softmax(z) for [axis][inner]; dz = weight·∂/∂z unless dz is
   * null.
   */
  public static double softmaxCrossEntropy(
      Tensor z,
      long zo,
      Tensor t,
      long to,
      @Nullable Tensor dz,
      long dzo,
      int axis,
      int inner,
      double weight) {
    same(z, t);
    long size = blockSize(1, axis, inner);
    int from = z.checkRange(zo, size);
    int at = t.checkRange(to, size);
    int gradient = checkOptional(z, dz, dzo, size);
    double sum = Softmax.crossEntropy(z, from, t, at, dz, gradient, axis, inner, weight);
    keep(z, t, dz);
    return sum;
  }

  /** Softmax over axis of [axis][inner]. */
  public static void softmax(Tensor z, long zo, Tensor y, long yo, int axis, int inner) {
    same(z, y);
    long size = blockSize(1, axis, inner);
    Softmax.forward(z, z.checkRange(zo, size), y, y.checkRange(yo, size), axis, inner);
    keep(z, y, y);
  }

  /** dz = y (dy − Σ_axis dy·y). */
  public static void softmaxBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dz, long dzo, int axis, int inner) {
    same(y, dy);
    same(y, dz);
    long size = blockSize(1, axis, inner);
    int ys = y.checkRange(yo, size);
    int from = dy.checkRange(dyo, size);
    Softmax.backward(y, ys, dy, from, dz, dz.checkRange(dzo, size), axis, inner);
    keep(y, dy, dz);
  }

  /** Σ (z − t)²; dz = 2·weight·(z − t) unless dz is null. */
  public static double squaredError(
      Tensor z, long zo, Tensor t, long to, @Nullable Tensor dz, long dzo, long n, double weight) {
    same(z, t);
    int from = z.checkRange(zo, n);
    int at = t.checkRange(to, n);
    int gradient = checkOptional(z, dz, dzo, n);
    double sum = Losses.squaredError(z, from, t, at, dz, gradient, (int) n, weight);
    keep(z, t, dz);
    return sum;
  }
}
