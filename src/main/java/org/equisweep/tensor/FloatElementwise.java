package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Kernels} of one element at a time, in floats: whole vectors, then the rest with scalars
 * that take the same steps. Ranges were checked by the caller.
 */
final class FloatElementwise {
  private static final int LENGTH = FloatLanes.LENGTH;

  private FloatElementwise() {}

  /** Negative elements times the slope: their sign bit, drawn out, picks the factor. */
  static void leakyRelu(Tensor x, int xo, Tensor y, int yo, int n, float slope) {
    Object in = x.lanes();
    Object out = y.lanes();
    IntVector one = FloatLanes.all(1).reinterpretAsInts();
    IntVector change = one.lanewise(VectorOperators.XOR, FloatLanes.all(slope).reinterpretAsInts());
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      FloatVector v = FloatLanes.load(in, xo + i);
      IntVector negative = v.reinterpretAsInts().lanewise(VectorOperators.ASHR, 31);
      IntVector factor =
          negative.lanewise(VectorOperators.AND, change).lanewise(VectorOperators.XOR, one);
      FloatLanes.store(v.mul(factor.reinterpretAsFloats()), out, yo + i);
    }
    for (; i < n; i++) {
      float v = get(x.bytes(), xo + i);
      put(y.bytes(), yo + i, v > 0 ? v : slope * v);
    }
  }

  /** The gradient times the slope, but where y is above 0: as bits, above 0 without a sign. */
  static void leakyReluBackward(
      Tensor y, int yo, Tensor dy, int dyo, Tensor dx, int dxo, int n, float slope) {
    Object outputs = y.lanes();
    Object in = dy.lanes();
    Object out = dx.lanes();
    IntVector steep = FloatLanes.all(slope).reinterpretAsInts();
    IntVector change = steep.lanewise(VectorOperators.XOR, FloatLanes.all(1).reinterpretAsInts());
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      IntVector v = FloatLanes.load(outputs, yo + i).reinterpretAsInts();
      IntVector positive =
          v.neg().lanewise(VectorOperators.AND_NOT, v).lanewise(VectorOperators.ASHR, 31);
      IntVector factor =
          positive.lanewise(VectorOperators.AND, change).lanewise(VectorOperators.XOR, steep);
      FloatVector g = FloatLanes.load(in, dyo + i);
      FloatLanes.store(g.mul(factor.reinterpretAsFloats()), out, dxo + i);
    }
    for (; i < n; i++) {
      float g = get(dy.bytes(), dyo + i);
      boolean positive = Float.floatToRawIntBits(get(y.bytes(), yo + i)) > 0;
      put(dx.bytes(), dxo + i, positive ? g : slope * g);
    }
  }

  static void tanh(Tensor x, int xo, Tensor y, int yo, int n) {
    for (int i = FloatLanes.tanh(x.lanes(), xo, y.lanes(), yo, n); i < n; i++) {
      put(y.bytes(), yo + i, Elementary.tanh(get(x.bytes(), xo + i)));
    }
  }

  static void tanhBackward(Tensor y, int yo, Tensor dy, int dyo, Tensor dx, int dxo, int n) {
    Object outputs = y.lanes();
    Object in = dy.lanes();
    Object out = dx.lanes();
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      FloatVector v = FloatLanes.load(outputs, yo + i);
      FloatVector slope = v.neg().fma(v, FloatLanes.all(1));
      FloatLanes.store(FloatLanes.load(in, dyo + i).mul(slope), out, dxo + i);
    }
    for (; i < n; i++) {
      float v = get(y.bytes(), yo + i);
      put(dx.bytes(), dxo + i, get(dy.bytes(), dyo + i) * Math.fma(-v, v, 1));
    }
  }

  static void sigmoid(Tensor x, int xo, Tensor y, int yo, int n) {
    for (int i = FloatLanes.sigmoid(x.lanes(), xo, y.lanes(), yo, n); i < n; i++) {
      put(y.bytes(), yo + i, Elementary.sigmoid(get(x.bytes(), xo + i)));
    }
  }

  static void sigmoidBackward(Tensor y, int yo, Tensor dy, int dyo, Tensor dx, int dxo, int n) {
    Object outputs = y.lanes();
    Object in = dy.lanes();
    Object out = dx.lanes();
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      FloatVector v = FloatLanes.load(outputs, yo + i);
      FloatVector slope = FloatLanes.all(1).sub(v).mul(v);
      FloatLanes.store(FloatLanes.load(in, dyo + i).mul(slope), out, dxo + i);
    }
    for (; i < n; i++) {
      float v = get(y.bytes(), yo + i);
      put(dx.bytes(), dxo + i, get(dy.bytes(), dyo + i) * ((1 - v) * v));
    }
  }

  static void axpy(float alpha, Tensor x, int xo, Tensor y, int yo, int n) {
    Object in = x.lanes();
    Object out = y.lanes();
    FloatVector factor = FloatLanes.all(alpha);
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      FloatVector v = FloatLanes.load(in, xo + i);
      FloatLanes.store(v.fma(factor, FloatLanes.load(out, yo + i)), out, yo + i);
    }
    for (; i < n; i++) {
      float v = get(x.bytes(), xo + i);
      put(y.bytes(), yo + i, Math.fma(v, alpha, get(y.bytes(), yo + i)));
    }
  }

  static void scale(float alpha, Tensor x, int xo, int n) {
    Object in = x.lanes();
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      FloatLanes.store(FloatLanes.load(in, xo + i).mul(FloatLanes.all(alpha)), in, xo + i);
    }
    for (; i < n; i++) {
      put(x.bytes(), xo + i, get(x.bytes(), xo + i) * alpha);
    }
  }

  private static float get(ByteBuffer bytes, int index) {
    return bytes.getFloat(index << 2);
  }

  private static void put(ByteBuffer bytes, int index, float value) {
    bytes.putFloat(index << 2, value);
  }
}
