package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;

/**
 * Layer norm of {@link Kernels} in doubles. Sums over the axis run in double, in the order of the
 * axis, one inner position per lane; the variance is that of centred values.
 */
final class DoubleLayerNorm {
  private static final int LENGTH = DoubleLanes.LENGTH;

  private DoubleLayerNorm() {}

  static void forward(
      Tensor x,
      int xo,
      Tensor y,
      int yo,
      Tensor inverse,
      int ro,
      int outer,
      int axis,
      int inner,
      double epsilon) {
    Object in = x.lanes();
    Object out = y.lanes();
    Object scales = inverse.lanes();
    int step = axis * inner;
    for (int o = 0; o < outer; o++) {
      int i = 0;
      for (; i <= inner - LENGTH; i += LENGTH) {
        int from = xo + o * step + i;
        DoubleVector mean = mean(in, from, axis, inner);
        DoubleVector r = inverse(in, from, axis, inner, mean, epsilon);
        DoubleLanes.store(r, scales, ro + o * inner + i);
        int to = yo + o * step + i;
        for (int a = 0; a < step; a += inner) {
          DoubleLanes.store(DoubleLanes.load(in, from + a).sub(mean).mul(r), out, to + a);
        }
      }
      for (; i < inner; i++) {
        int at = o * step + i;
        forward(
            x.bytes(),
            xo + at,
            y.bytes(),
            yo + at,
            inverse.bytes(),
            ro + o * inner + i,
            axis,
            inner,
            epsilon);
      }
    }
  }

  private static DoubleVector mean(Object in, int from, int axis, int inner) {
    DoubleVector sum = DoubleLanes.load(in, from);
    for (int a = 1; a < axis; a++) {
      sum = sum.add(DoubleLanes.load(in, from + a * inner));
    }
    return sum.div(DoubleLanes.all(axis));
  }

  private static DoubleVector inverse(
      Object in, int from, int axis, int inner, DoubleVector mean, double epsilon) {
    DoubleVector squares = DoubleLanes.all(0);
    for (int a = 0; a < axis; a++) {
      DoubleVector centred = DoubleLanes.load(in, from + a * inner).sub(mean);
      squares = centred.fma(centred, squares);
    }
    return DoubleLanes.all(1)
        .div(squares.div(DoubleLanes.all(axis)).add(DoubleLanes.all(epsilon)).sqrt());
  }

  private static void forward(
      ByteBuffer x,
      int xo,
      ByteBuffer y,
      int yo,
      ByteBuffer inverse,
      int ro,
      int axis,
      int inner,
      double epsilon) {
    double sum = get(x, xo);
    for (int a = 1; a < axis; a++) {
      sum += get(x, xo + a * inner);
    }
    double mean = sum / axis;
    double squares = 0;
    for (int a = 0; a < axis; a++) {
      double centred = get(x, xo + a * inner) - mean;
      squares = Math.fma(centred, centred, squares);
    }
    double r = 1 / Math.sqrt(squares / axis + epsilon);
    put(inverse, ro, r);
    for (int a = 0; a < axis; a++) {
      put(y, yo + a * inner, (get(x, xo + a * inner) - mean) * r);
    }
  }

  static void backward(
      Tensor y,
      int yo,
      Tensor inverse,
      int ro,
      Tensor dy,
      int dyo,
      Tensor dx,
      int dxo,
      int outer,
      int axis,
      int inner) {
    Object outputs = y.lanes();
    Object in = dy.lanes();
    Object out = dx.lanes();
    int step = axis * inner;
    for (int o = 0; o < outer; o++) {
      int i = 0;
      for (; i <= inner - LENGTH; i += LENGTH) {
        int ys = yo + o * step + i;
        int from = dyo + o * step + i;
        DoubleVector mean = mean(in, from, axis, inner);
        DoubleVector projection = DoubleLanes.all(0);
        for (int a = 0; a < step; a += inner) {
          projection =
              DoubleLanes.load(in, from + a).fma(DoubleLanes.load(outputs, ys + a), projection);
        }
        projection = projection.div(DoubleLanes.all(axis)).neg();
        DoubleVector r = DoubleLanes.load(inverse.lanes(), ro + o * inner + i);
        int to = dxo + o * step + i;
        for (int a = 0; a < step; a += inner) {
          DoubleVector centred = DoubleLanes.load(in, from + a).sub(mean);
          DoubleLanes.store(
              DoubleLanes.load(outputs, ys + a).fma(projection, centred).mul(r), out, to + a);
        }
      }
      for (; i < inner; i++) {
        int at = o * step + i;
        double r = get(inverse.bytes(), ro + o * inner + i);
        backward(y.bytes(), yo + at, r, dy.bytes(), dyo + at, dx.bytes(), dxo + at, axis, inner);
      }
    }
  }

  private static void backward(
      ByteBuffer y,
      int yo,
      double r,
      ByteBuffer dy,
      int dyo,
      ByteBuffer dx,
      int dxo,
      int axis,
      int inner) {
    double sum = get(dy, dyo);
    for (int a = 1; a < axis; a++) {
      sum += get(dy, dyo + a * inner);
    }
    double mean = sum / axis;
    double projection = 0;
    for (int a = 0; a < axis; a++) {
      projection = Math.fma(get(dy, dyo + a * inner), get(y, yo + a * inner), projection);
    }
    projection = -(projection / axis);
    for (int a = 0; a < axis; a++) {
      double centred = get(dy, dyo + a * inner) - mean;
      put(dx, dxo + a * inner, Math.fma(get(y, yo + a * inner), projection, centred) * r);
    }
  }

  private static double get(ByteBuffer bytes, int index) {
    return bytes.getDouble(index << 3);
  }

  private static void put(ByteBuffer bytes, int index, double value) {
    bytes.putDouble(index << 3, value);
  }
}
