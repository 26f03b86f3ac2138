package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Kernels} of one element at a time, in floats: whole vectors, then the rest with scalars
 * that take the same steps. Ranges were checked by the caller.
 */
final class FloatElementwise {
  private static final int LENGTH = FloatLanes.LENGTH;

  private FloatElementwise() {}

  static void leakyRelu(Tensor x, int xo, Tensor y, int yo, int n, float slope) {
    Object in = x.lanes();
    Object out = y.lanes();
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      FloatVector v = FloatLanes.load(in, xo + i);
      FloatLanes.store(
          v.mul(FloatLanes.all(slope)).blend(v, v.compare(VectorOperators.GT, FloatLanes.all(0))),
          out,
          yo + i);
    }
    for (; i < n; i++) {
      float v = get(x.bytes(), xo + i);
      put(y.bytes(), yo + i, v > 0 ? v : slope * v);
    }
  }

  static void leakyReluBackward(
      Tensor y, int yo, Tensor dy, int dyo, Tensor dx, int dxo, int n, float slope) {
    Object outputs = y.lanes();
    Object in = dy.lanes();
    Object out = dx.lanes();
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      FloatVector g = FloatLanes.load(in, dyo + i);
      FloatVector v = FloatLanes.load(outputs, yo + i);
      FloatLanes.store(
          g.mul(FloatLanes.all(slope)).blend(g, v.compare(VectorOperators.GT, FloatLanes.all(0))),
          out,
          dxo + i);
    }
    for (; i < n; i++) {
      float g = get(dy.bytes(), dyo + i);
      put(dx.bytes(), dxo + i, get(y.bytes(), yo + i) > 0 ? g : slope * g);
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
