package org.equisweep.tensor;

import java.lang.ref.Reference;

/**
 * Second derivatives of what {@link Kernels} computes, along a tangent, in double. Names: y an
 * output, ẏ its tangent, dy its gradient, dẏ the tangent of its gradient. In and out may be the
 * same tensor at the same offset unless said otherwise; layout words, bits and errors as in {@link
 * Kernels}. Compiled calls allocate nothing.
 */
public final class TangentKernels {
  private TangentKernels() {}

  /** dẋ −= 2 y ẏ dy: the second term of d(dy (1 − y²)). */
  public static void tanhCurvature(
      Tensor y,
      long yo,
      Tensor yDot,
      long ydo,
      Tensor dy,
      long dyo,
      Tensor dxDot,
      long dxo,
      long n) {
    requireDouble(y, yDot, dy, dxDot);
    DoubleTangents.curvature(
        y,
        y.checkRange(yo, n),
        yDot,
        yDot.checkRange(ydo, n),
        dy,
        dy.checkRange(dyo, n),
        dxDot,
        dxDot.checkRange(dxo, n),
        (int) n,
        0);
    keep(y, yDot, dy, dxDot);
  }

  /** dẋ += (1 − 2y) ẏ dy: the second term of d(dy y(1 − y)). */
  public static void sigmoidCurvature(
      Tensor y,
      long yo,
      Tensor yDot,
      long ydo,
      Tensor dy,
      long dyo,
      Tensor dxDot,
      long dxo,
      long n) {
    requireDouble(y, yDot, dy, dxDot);
    DoubleTangents.curvature(
        y,
        y.checkRange(yo, n),
        yDot,
        yDot.checkRange(ydo, n),
        dy,
        dy.checkRange(dyo, n),
        dxDot,
        dxDot.checkRange(dxo, n),
        (int) n,
        1);
    keep(y, yDot, dy, dxDot);
  }

  /**
   * ẏ = r(ẋ − mean ẋ − y mean(yẋ)) and ρ = ṙ/r = −r mean(yẋ), means over axis.
   *
   * @param inverse r, as {@link Kernels#layerNorm} left it
   */
  public static void layerNorm(
      Tensor y,
      long yo,
      Tensor inverse,
      long ro,
      Tensor xDot,
      long xdo,
      Tensor yDot,
      long ydo,
      Tensor rho,
      long rhoo,
      int outer,
      int axis,
      int inner) {
    requireDouble(y, inverse, xDot, yDot);
    requireDouble(rho, rho, rho, rho);
    long size = blockSize(outer, axis, inner);
    DoubleTangents.layerNorm(
        y,
        y.checkRange(yo, size),
        inverse,
        inverse.checkRange(ro, size / axis),
        xDot,
        xDot.checkRange(xdo, size),
        yDot,
        yDot.checkRange(ydo, size),
        rho,
        rho.checkRange(rhoo, size / axis),
        outer,
        axis,
        inner);
    keep(y, inverse, xDot, yDot);
    Reference.reachabilityFence(rho);
  }

  /**
   * dẋ = r(dẏ − mean dẏ − y mean(y dẏ + ẏ dy) − ẏ mean(y dy)) + ρ dx, means over axis.
   *
   * @param values holds y at {@code yo}, r at {@code ro}, dy at {@code dyo}, dx at {@code dxo}
   * @param tangents holds ẏ, ρ and dẏ at the same offsets, and receives dẋ
   */
  public static void layerNormBackward(
      Tensor values,
      long yo,
      long ro,
      long dyo,
      long dxo,
      Tensor tangents,
      int outer,
      int axis,
      int inner) {
    requireDouble(values, values, tangents, tangents);
    long size = blockSize(outer, axis, inner);
    tangents.checkRange(yo, size);
    tangents.checkRange(ro, size / axis);
    tangents.checkRange(dyo, size);
    tangents.checkRange(dxo, size);
    DoubleTangents.layerNormBackward(
        values,
        values.checkRange(yo, size),
        values.checkRange(ro, size / axis),
        values.checkRange(dyo, size),
        values.checkRange(dxo, size),
        tangents,
        outer,
        axis,
        inner);
    keep(values, values, tangents, tangents);
  }

  /** dż = weight·σ(z)(1 − σ(z)) ż. */
  public static void binaryCrossEntropy(
      Tensor z, long zo, Tensor zDot, long zdo, Tensor dzDot, long dzo, long n, double weight) {
    requireDouble(z, zDot, dzDot, dzDot);
    int from = z.checkRange(zo, n);
    int at = zDot.checkRange(zdo, n);
    int to = dzDot.checkRange(dzo, n);
    for (int i = 0; i < n; i++) {
      double e = Elementary.exp(-Math.abs(z.at(from + i)));
      double slope = e / ((1 + e) * (1 + e));
      dzDot.put(to + i, weight * slope * zDot.at(at + i));
    }
    keep(z, zDot, dzDot, dzDot);
  }

  /** dż = factor·ż. */
  public static void scaled(double factor, Tensor zDot, long zdo, Tensor dzDot, long dzo, long n) {
    requireDouble(zDot, zDot, dzDot, dzDot);
    int at = zDot.checkRange(zdo, n);
    int to = dzDot.checkRange(dzo, n);
    for (int i = 0; i < n; i++) {
      dzDot.put(to + i, factor * zDot.at(at + i));
    }
    keep(zDot, zDot, dzDot, dzDot);
  }

  /** dż = weight·(Σ_axis t)·p(ż − Σ_axis pż) with p = softmax(z), over axis of [axis][inner]. */
  public static void softmaxCrossEntropy(
      Tensor z,
      long zo,
      Tensor t,
      long to,
      Tensor zDot,
      long zdo,
      Tensor dzDot,
      long dzo,
      int axis,
      int inner,
      double weight) {
    requireDouble(z, t, zDot, dzDot);
    long size = blockSize(1, axis, inner);
    Softmax.crossEntropyTangent(
        z,
        z.checkRange(zo, size),
        t,
        t.checkRange(to, size),
        zDot,
        zDot.checkRange(zdo, size),
        dzDot,
        dzDot.checkRange(dzo, size),
        axis,
        inner,
        weight);
    keep(z, t, zDot, dzDot);
  }

  /** dż += ẏ(dy − Σ_axis dy·y) − y Σ_axis dy·ẏ: the second term of the softmax's backward pass. */
  public static void softmaxCurvature(
      Tensor y,
      long yo,
      Tensor yDot,
      long ydo,
      Tensor dy,
      long dyo,
      Tensor dzDot,
      long dzo,
      int axis,
      int inner) {
    requireDouble(y, yDot, dy, dzDot);
    long size = blockSize(1, axis, inner);
    Softmax.curvature(
        y,
        y.checkRange(yo, size),
        yDot,
        yDot.checkRange(ydo, size),
        dy,
        dy.checkRange(dyo, size),
        dzDot,
        dzDot.checkRange(dzo, size),
        axis,
        inner);
    keep(y, yDot, dy, dzDot);
  }

  private static long blockSize(int outer, int axis, int inner) {
    if (outer < 0 || axis < 1 || inner < 0) {
      throw new IllegalArgumentException(
          "Counts must not be negative and the axis be above 0, but the shape is [%d][%d][%d]"
              .formatted(outer, axis, inner));
    }
    return Math.multiplyExact((long) outer * axis, (long) inner);
  }

  private static void requireDouble(Tensor a, Tensor b, Tensor c, Tensor d) {
    if (a.precision() != Precision.DOUBLE
        || b.precision() != Precision.DOUBLE
        || c.precision() != Precision.DOUBLE
        || d.precision() != Precision.DOUBLE) {
      throw new IllegalArgumentException("Tangents are computed in double");
    }
  }

  private static void keep(Tensor a, Tensor b, Tensor c, Tensor d) {
    Reference.reachabilityFence(a);
    Reference.reachabilityFence(b);
    Reference.reachabilityFence(c);
    Reference.reachabilityFence(d);
  }
}
