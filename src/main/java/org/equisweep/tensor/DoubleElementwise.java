package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Kernels} of one element at a time, in doubles: whole vectors, then the rest with scalars
 * that take the same steps. Ranges were checked by the caller.
 */
final class DoubleElementwise {
  private static final int LENGTH = DoubleLanes.LENGTH;

  private DoubleElementwise() {}

  /** Negative elements times the slope: their sign bit, drawn out, picks the factor. */
  static void leakyRelu(Tensor x, int xo, Tensor y, int yo, int n, double slope) {
    Object in = x.lanes();
    Object out = y.lanes();
    LongVector one = DoubleLanes.all(1).reinterpretAsLongs();
    LongVector change =
        one.lanewise(VectorOperators.XOR, DoubleLanes.all(slope).reinterpretAsLongs());
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = DoubleLanes.load(in, xo + i);
      LongVector negative = v.reinterpretAsLongs().lanewise(VectorOperators.ASHR, 63);
      LongVector factor =
          negative.lanewise(VectorOperators.AND, change).lanewise(VectorOperators.XOR, one);
      DoubleLanes.store(v.mul(factor.reinterpretAsDoubles()), out, yo + i);
    }
    for (; i < n; i++) {
      double v = get(x.bytes(), xo + i);
      put(y.bytes(), yo + i, v > 0 ? v : slope * v);
    }
  }

  /** The gradient times the slope, but where y is above 0: as bits, above 0 without a sign. */
  static void leakyReluBackward(
      Tensor y, int yo, Tensor dy, int dyo, Tensor dx, int dxo, int n, double slope) {
    Object outputs = y.lanes();
    Object in = dy.lanes();
    Object out = dx.lanes();
    LongVector steep = DoubleLanes.all(slope).reinterpretAsLongs();
    LongVector change =
        steep.lanewise(VectorOperators.XOR, DoubleLanes.all(1).reinterpretAsLongs());
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      LongVector v = DoubleLanes.load(outputs, yo + i).reinterpretAsLongs();
      LongVector positive =
          v.neg().lanewise(VectorOperators.AND_NOT, v).lanewise(VectorOperators.ASHR, 63);
      LongVector factor =
          positive.lanewise(VectorOperators.AND, change).lanewise(VectorOperators.XOR, steep);
      DoubleVector g = DoubleLanes.load(in, dyo + i);
      DoubleLanes.store(g.mul(factor.reinterpretAsDoubles()), out, dxo + i);
    }
    for (; i < n; i++) {
      double g = get(dy.bytes(), dyo + i);
      boolean positive = Double.doubleToRawLongBits(get(y.bytes(), yo + i)) > 0;
      put(dx.bytes(), dxo + i, positive ? g : slope * g);
    }
  }

  static void tanh(Tensor x, int xo, Tensor y, int yo, int n) {
    for (int i = DoubleLanes.tanh(x.lanes(), xo, y.lanes(), yo, n); i < n; i++) {
      put(y.bytes(), yo + i, Elementary.tanh(get(x.bytes(), xo + i)));
    }
  }

  static void tanhBackward(Tensor y, int yo, Tensor dy, int dyo, Tensor dx, int dxo, int n) {
    Object outputs = y.lanes();
    Object in = dy.lanes();
    Object out = dx.lanes();
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = DoubleLanes.load(outputs, yo + i);
      DoubleVector slope = v.neg().fma(v, DoubleLanes.all(1));
      DoubleLanes.store(DoubleLanes.load(in, dyo + i).mul(slope), out, dxo + i);
    }
    for (; i < n; i++) {
      double v = get(y.bytes(), yo + i);
      put(dx.bytes(), dxo + i, get(dy.bytes(), dyo + i) * Math.fma(-v, v, 1));
    }
  }

  static void sigmoid(Tensor x, int xo, Tensor y, int yo, int n) {
    for (int i = DoubleLanes.sigmoid(x.lanes(), xo, y.lanes(), yo, n); i < n; i++) {
      put(y.bytes(), yo + i, Elementary.sigmoid(get(x.bytes(), xo + i)));
    }
  }

  static void sigmoidBackward(Tensor y, int yo, Tensor dy, int dyo, Tensor dx, int dxo, int n) {
    Object outputs = y.lanes();
    Object in = dy.lanes();
    Object out = dx.lanes();
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = DoubleLanes.load(outputs, yo + i);
      DoubleVector slope = DoubleLanes.all(1).sub(v).mul(v);
      DoubleLanes.store(DoubleLanes.load(in, dyo + i).mul(slope), out, dxo + i);
    }
    for (; i < n; i++) {
      double v = get(y.bytes(), yo + i);
      put(dx.bytes(), dxo + i, get(dy.bytes(), dyo + i) * ((1 - v) * v));
    }
  }

  static void axpy(double alpha, Tensor x, int xo, Tensor y, int yo, int n) {
    Object in = x.lanes();
    Object out = y.lanes();
    DoubleVector factor = DoubleLanes.all(alpha);
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleVector v = DoubleLanes.load(in, xo + i);
      DoubleLanes.store(v.fma(factor, DoubleLanes.load(out, yo + i)), out, yo + i);
    }
    for (; i < n; i++) {
      double v = get(x.bytes(), xo + i);
      put(y.bytes(), yo + i, Math.fma(v, alpha, get(y.bytes(), yo + i)));
    }
  }

  static void scale(double alpha, Tensor x, int xo, int n) {
    Object in = x.lanes();
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      DoubleLanes.store(DoubleLanes.load(in, xo + i).mul(DoubleLanes.all(alpha)), in, xo + i);
    }
    for (; i < n; i++) {
      put(x.bytes(), xo + i, get(x.bytes(), xo + i) * alpha);
    }
  }

  private static double get(ByteBuffer bytes, int index) {
    return bytes.getDouble(index << 3);
  }

  private static void put(ByteBuffer bytes, int index, double value) {
    bytes.putDouble(index << 3, value);
  }
}
