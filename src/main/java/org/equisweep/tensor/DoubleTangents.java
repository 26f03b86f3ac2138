package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;

/**
 * {@link TangentKernels} that read many elements: whole vectors, then the rest with scalars that
 * take the same steps. Ranges were checked by the caller.
 */
final class DoubleTangents {
  private static final int LENGTH = DoubleLanes.LENGTH;

  private DoubleTangents() {}

  /** dẋ += (constant − 2y) ẏ dy. */
  static void curvature(
      Tensor y,
      int yo,
      Tensor yDot,
      int ydo,
      Tensor dy,
      int dyo,
      Tensor dxDot,
      int dxo,
      int n,
      double constant) {
    Object outputs = y.lanes();
    Object tangents = yDot.lanes();
    Object gradients = dy.lanes();
    Object out = dxDot.lanes();
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = DoubleLanes.load(outputs, yo + i);
      DoubleVector slope = DoubleLanes.all(constant).sub(v.add(v));
      DoubleVector product =
          DoubleLanes.load(tangents, ydo + i).mul(DoubleLanes.load(gradients, dyo + i));
      DoubleLanes.store(slope.fma(product, DoubleLanes.load(out, dxo + i)), out, dxo + i);
    }
    for (; i < n; i++) {
      double v = get(y.bytes(), yo + i);
      double product = get(yDot.bytes(), ydo + i) * get(dy.bytes(), dyo + i);
      put(
          dxDot.bytes(),
          dxo + i,
          Math.fma(constant - (v + v), product, get(dxDot.bytes(), dxo + i)));
    }
  }

  static void layerNorm(
      Tensor y,
      int yo,
      Tensor inverse,
      int ro,
      Tensor xDot,
      int xdo,
      Tensor yDot,
      int ydo,
      Tensor rho,
      int rhoo,
      int outer,
      int axis,
      int inner) {
    Object outputs = y.lanes();
    Object in = xDot.lanes();
    Object out = yDot.lanes();
    int step = axis * inner;
    for (int o = 0; o < outer; o++) {
      int i = 0;
      for (; i <= inner - LENGTH; i += LENGTH) {
        int ys = yo + o * step + i;
        int from = xdo + o * step + i;
        DoubleVector sum = DoubleLanes.all(0);
        DoubleVector products = DoubleLanes.all(0);
        for (int a = 0; a < step; a += inner) {
          DoubleVector v = DoubleLanes.load(in, from + a);
          sum = sum.add(v);
          products = v.fma(DoubleLanes.load(outputs, ys + a), products);
        }
        DoubleVector mean = sum.div(DoubleLanes.all(axis));
        DoubleVector projection = products.div(DoubleLanes.all(axis)).neg();
        DoubleVector r = DoubleLanes.load(inverse.lanes(), ro + o * inner + i);
        DoubleLanes.store(r.mul(projection), rho.lanes(), rhoo + o * inner + i);
        int to = ydo + o * step + i;
        for (int a = 0; a < step; a += inner) {
          DoubleVector centred = DoubleLanes.load(in, from + a).sub(mean);
          DoubleLanes.store(
              DoubleLanes.load(outputs, ys + a).fma(projection, centred).mul(r), out, to + a);
        }
      }
      for (; i < inner; i++) {
        int at = o * step + i;
        double r = get(inverse.bytes(), ro + o * inner + i);
        double projection =
            layerNorm(
                y.bytes(), yo + at, r, xDot.bytes(), xdo + at, yDot.bytes(), ydo + at, axis, inner);
        put(rho.bytes(), rhoo + o * inner + i, r * projection);
      }
    }
  }

  /** One inner position; returns −mean(yẋ). */
  private static double layerNorm(
      ByteBuffer y,
      int yo,
      double r,
      ByteBuffer xDot,
      int xdo,
      ByteBuffer yDot,
      int ydo,
      int axis,
      int inner) {
    double sum = 0;
    double products = 0;
    for (int a = 0; a < axis; a++) {
      double v = get(xDot, xdo + a * inner);
      sum += v;
      products = Math.fma(v, get(y, yo + a * inner), products);
    }
    double mean = sum / axis;
    double projection = -(products / axis);
    for (int a = 0; a < axis; a++) {
      double centred = get(xDot, xdo + a * inner) - mean;
      put(yDot, ydo + a * inner, Math.fma(get(y, yo + a * inner), projection, centred) * r);
    }
    return projection;
  }

  static void layerNormBackward(
      Tensor values,
      int yo,
      int ro,
      int dyo,
      int dxo,
      Tensor tangents,
      int outer,
      int axis,
      int inner) {
    Object base = values.lanes();
    Object dot = tangents.lanes();
    int step = axis * inner;
    for (int o = 0; o < outer; o++) {
      int i = 0;
      for (; i <= inner - LENGTH; i += LENGTH) {
        int at = o * step + i;
        int ys = yo + at;
        int dys = dyo + at;
        int dxs = dxo + at;
        DoubleVector sum = DoubleLanes.all(0);
        DoubleVector first = DoubleLanes.all(0);
        DoubleVector second = DoubleLanes.all(0);
        for (int a = 0; a < step; a += inner) {
          DoubleVector y = DoubleLanes.load(base, ys + a);
          DoubleVector dy = DoubleLanes.load(base, dys + a);
          DoubleVector dyDot = DoubleLanes.load(dot, dys + a);
          sum = sum.add(dyDot);
          first = y.fma(dy, first);
          second = y.fma(dyDot, DoubleLanes.load(dot, ys + a).fma(dy, second));
        }
        DoubleVector mean = sum.div(DoubleLanes.all(axis));
        DoubleVector p = first.div(DoubleLanes.all(axis)).neg();
        DoubleVector q = second.div(DoubleLanes.all(axis)).neg();
        DoubleVector r = DoubleLanes.load(base, ro + o * inner + i);
        DoubleVector rho = DoubleLanes.load(dot, ro + o * inner + i);
        for (int a = 0; a < step; a += inner) {
          DoubleVector centred = DoubleLanes.load(dot, dys + a).sub(mean);
          DoubleVector inside =
              DoubleLanes.load(base, ys + a).fma(q, DoubleLanes.load(dot, ys + a).fma(p, centred));
          DoubleVector scaled = DoubleLanes.load(base, dxs + a).mul(rho);
          DoubleLanes.store(inside.fma(r, scaled), dot, dxs + a);
        }
      }
      for (; i < inner; i++) {
        int at = o * step + i;
        int rs = ro + o * inner + i;
        layerNormBackward(
            values.bytes(), yo + at, rs, dyo + at, dxo + at, tangents.bytes(), axis, inner);
      }
    }
  }

  private static void layerNormBackward(
      ByteBuffer base, int yo, int ro, int dyo, int dxo, ByteBuffer dot, int axis, int inner) {
    double sum = 0;
    double first = 0;
    double second = 0;
    for (int a = 0; a < axis * inner; a += inner) {
      double y = get(base, yo + a);
      double dy = get(base, dyo + a);
      double dyDot = get(dot, dyo + a);
      sum += dyDot;
      first = Math.fma(y, dy, first);
      second = Math.fma(y, dyDot, Math.fma(get(dot, yo + a), dy, second));
    }
    double mean = sum / axis;
    double p = -(first / axis);
    double q = -(second / axis);
    double r = get(base, ro);
    double rho = get(dot, ro);
    for (int a = 0; a < axis * inner; a += inner) {
      double centred = get(dot, dyo + a) - mean;
      double inside = Math.fma(get(base, yo + a), q, Math.fma(get(dot, yo + a), p, centred));
      put(dot, dxo + a, Math.fma(inside, r, get(base, dxo + a) * rho));
    }
  }

  private static double get(ByteBuffer bytes, int index) {
    return bytes.getDouble(index << 3);
  }

  private static void put(ByteBuffer bytes, int index, double value) {
    bytes.putDouble(index << 3, value);
  }
}
