package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * Layer norm of {@link Kernels} in floats. Sums over the axis run in float, in the order of the
 * axis, one inner position per lane; the variance is that of centred values.
 */
final class FloatLayerNorm {
  private static final int LENGTH = FloatLanes.LENGTH;

  private FloatLayerNorm() {}

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
      float epsilon) {
    Object in = x.lanes();
    Object out = y.lanes();
    Object scales = inverse.lanes();
    int step = axis * inner;
    for (int o = 0; o < outer; o++) {
      int i = 0;
      for (; i <= inner - LENGTH; i += LENGTH) {
        int from = xo + o * step + i;
        FloatVector mean = mean(in, from, axis, inner);
        FloatVector r = inverse(in, from, axis, inner, mean, epsilon);
        FloatLanes.store(r, scales, ro + o * inner + i);
        int to = yo + o * step + i;
        for (int a = 0; a < step; a += inner) {
          FloatLanes.store(FloatLanes.load(in, from + a).sub(mean).mul(r), out, to + a);
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

  private static FloatVector mean(Object in, int from, int axis, int inner) {
    FloatVector sum = FloatLanes.load(in, from);
    for (int a = 1; a < axis; a++) {
      sum = sum.add(FloatLanes.load(in, from + a * inner));
    }
    return sum.div(FloatLanes.all(axis));
  }

  private static FloatVector inverse(
      Object in, int from, int axis, int inner, FloatVector mean, float epsilon) {
    FloatVector squares = FloatLanes.all(0);
    for (int a = 0; a < axis; a++) {
      FloatVector centred = FloatLanes.load(in, from + a * inner).sub(mean);
      squares = centred.fma(centred, squares);
    }
    return FloatLanes.all(1)
        .div(squares.div(FloatLanes.all(axis)).add(FloatLanes.all(epsilon)).sqrt());
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
      float epsilon) {
    float sum = get(x, xo);
    for (int a = 1; a < axis; a++) {
      sum += get(x, xo + a * inner);
    }
    float mean = sum / axis;
    float squares = 0;
    for (int a = 0; a < axis; a++) {
      float centred = get(x, xo + a * inner) - mean;
      squares = Math.fma(centred, centred, squares);
    }
    float r = 1 / (float) Math.sqrt(squares / axis + epsilon);
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
        FloatVector mean = mean(in, from, axis, inner);
        FloatVector projection = FloatLanes.all(0);
        for (int a = 0; a < step; a += inner) {
          projection =
              FloatLanes.load(in, from + a).fma(FloatLanes.load(outputs, ys + a), projection);
        }
        projection = projection.div(FloatLanes.all(axis)).neg();
        FloatVector r = FloatLanes.load(inverse.lanes(), ro + o * inner + i);
        int to = dxo + o * step + i;
        for (int a = 0; a < step; a += inner) {
          FloatVector centred = FloatLanes.load(in, from + a).sub(mean);
          FloatLanes.store(
              FloatLanes.load(outputs, ys + a).fma(projection, centred).mul(r), out, to + a);
        }
      }
      for (; i < inner; i++) {
        int at = o * step + i;
        float r = get(inverse.bytes(), ro + o * inner + i);
        backward(y.bytes(), yo + at, r, dy.bytes(), dyo + at, dx.bytes(), dxo + at, axis, inner);
      }
    }
  }

  private static void backward(
      ByteBuffer y,
      int yo,
      float r,
      ByteBuffer dy,
      int dyo,
      ByteBuffer dx,
      int dxo,
      int axis,
      int inner) {
    float sum = get(dy, dyo);
    for (int a = 1; a < axis; a++) {
      sum += get(dy, dyo + a * inner);
    }
    float mean = sum / axis;
    float projection = 0;
    for (int a = 0; a < axis; a++) {
      projection = Math.fma(get(dy, dyo + a * inner), get(y, yo + a * inner), projection);
    }
    projection = -(projection / axis);
    for (int a = 0; a < axis; a++) {
      float centred = get(dy, dyo + a * inner) - mean;
      put(dx, dxo + a * inner, Math.fma(get(y, yo + a * inner), projection, centred) * r);
    }
  }

  private static float get(ByteBuffer bytes, int index) {
    return bytes.getFloat(index << 2);
  }

  private static void put(ByteBuffer bytes, int index, float value) {
    bytes.putFloat(index << 2, value);
  }
}
