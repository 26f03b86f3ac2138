package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

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
    int step = axis * inner;
    for (int o = 0; o < outer; o++) {
      int from = xo + o * step;
      int to = yo + o * step;
      int scale = ro + o * inner;
      int i = 0;
      for (; i <= inner - 2 * LENGTH; i += 2 * LENGTH) {
        pair(
            x.lanes(),
            from + i,
            y.lanes(),
            to + i,
            inverse.lanes(),
            scale + i,
            axis,
            inner,
            epsilon);
      }
      // the last vector overlaps the one before, of which it changes nothing
      for (; i < inner && inner >= LENGTH; i += LENGTH) {
        int at = Math.min(i, inner - LENGTH);
        one(
            x.lanes(),
            from + at,
            y.lanes(),
            to + at,
            inverse.lanes(),
            scale + at,
            axis,
            inner,
            epsilon,
            i - at);
      }
      for (; i < inner; i++) {
        forward(
            x.bytes(),
            from + i,
            y.bytes(),
            to + i,
            inverse.bytes(),
            scale + i,
            axis,
            inner,
            epsilon);
      }
    }
  }

  /** Two vectors at once, so that sums do not wait for each other. */
  private static void pair(
      Object x,
      int from,
      Object y,
      int to,
      Object inverse,
      int scale,
      int axis,
      int inner,
      float epsilon) {
    FloatVector mean0 = FloatLanes.all(0);
    FloatVector mean1 = FloatLanes.all(0);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      mean0 = mean0.add(FloatLanes.load(x, from + at));
      mean1 = mean1.add(FloatLanes.load(x, from + at + LENGTH));
    }
    mean0 = mean0.div(FloatLanes.all(axis));
    mean1 = mean1.div(FloatLanes.all(axis));
    FloatVector squares0 = FloatLanes.all(0);
    FloatVector squares1 = FloatLanes.all(0);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      FloatVector centred0 = FloatLanes.load(x, from + at).sub(mean0);
      FloatVector centred1 = FloatLanes.load(x, from + at + LENGTH).sub(mean1);
      squares0 = centred0.fma(centred0, squares0);
      squares1 = centred1.fma(centred1, squares1);
    }
    FloatVector one = FloatLanes.all(1);
    FloatVector r0 =
        one.div(squares0.div(FloatLanes.all(axis)).add(FloatLanes.all(epsilon)).sqrt());
    FloatVector r1 =
        one.div(squares1.div(FloatLanes.all(axis)).add(FloatLanes.all(epsilon)).sqrt());
    FloatLanes.store(r0, inverse, scale);
    FloatLanes.store(r1, inverse, scale + LENGTH);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      FloatLanes.store(FloatLanes.load(x, from + at).sub(mean0).mul(r0), y, to + at);
      FloatVector centred1 = FloatLanes.load(x, from + at + LENGTH).sub(mean1);
      FloatLanes.store(centred1.mul(r1), y, to + at + LENGTH);
    }
  }

  /** Of one vector, the lanes from {@code first} on. */
  private static void one(
      Object x,
      int from,
      Object y,
      int to,
      Object inverse,
      int scale,
      int axis,
      int inner,
      float epsilon,
      int first) {
    VectorMask<Float> wanted = FloatLanes.all(0).addIndex(1).compare(VectorOperators.GE, first);
    FloatVector mean = FloatLanes.all(0);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      mean = mean.add(FloatLanes.load(x, from + at));
    }
    mean = mean.div(FloatLanes.all(axis));
    FloatVector squares = FloatLanes.all(0);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      FloatVector centred = FloatLanes.load(x, from + at).sub(mean);
      squares = centred.fma(centred, squares);
    }
    FloatVector r =
        FloatLanes.all(1)
            .div(squares.div(FloatLanes.all(axis)).add(FloatLanes.all(epsilon)).sqrt());
    FloatLanes.store(FloatLanes.load(inverse, scale).blend(r, wanted), inverse, scale);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      FloatVector result = FloatLanes.load(x, from + at).sub(mean).mul(r);
      FloatLanes.store(FloatLanes.load(y, to + at).blend(result, wanted), y, to + at);
    }
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
    float sum = 0;
    for (int a = 0; a < axis; a++) {
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
    int step = axis * inner;
    for (int o = 0; o < outer; o++) {
      int ys = yo + o * step;
      int from = dyo + o * step;
      int to = dxo + o * step;
      int scale = ro + o * inner;
      int i = 0;
      for (; i <= inner - 2 * LENGTH; i += 2 * LENGTH) {
        pairBackward(
            y.lanes(),
            ys + i,
            inverse.lanes(),
            scale + i,
            dy.lanes(),
            from + i,
            dx.lanes(),
            to + i,
            axis,
            inner);
      }
      for (; i < inner && inner >= LENGTH; i += LENGTH) {
        int at = Math.min(i, inner - LENGTH);
        oneBackward(
            y.lanes(),
            ys + at,
            inverse.lanes(),
            scale + at,
            dy.lanes(),
            from + at,
            dx.lanes(),
            to + at,
            axis,
            inner,
            i - at);
      }
      for (; i < inner; i++) {
        float r = get(inverse.bytes(), scale + i);
        backward(y.bytes(), ys + i, r, dy.bytes(), from + i, dx.bytes(), to + i, axis, inner);
      }
    }
  }

  private static void pairBackward(
      Object y,
      int ys,
      Object inverse,
      int scale,
      Object dy,
      int from,
      Object dx,
      int to,
      int axis,
      int inner) {
    FloatVector mean0 = FloatLanes.all(0);
    FloatVector mean1 = FloatLanes.all(0);
    FloatVector projection0 = FloatLanes.all(0);
    FloatVector projection1 = FloatLanes.all(0);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      FloatVector d0 = FloatLanes.load(dy, from + at);
      FloatVector d1 = FloatLanes.load(dy, from + at + LENGTH);
      mean0 = mean0.add(d0);
      mean1 = mean1.add(d1);
      projection0 = d0.fma(FloatLanes.load(y, ys + at), projection0);
      projection1 = d1.fma(FloatLanes.load(y, ys + at + LENGTH), projection1);
    }
    mean0 = mean0.div(FloatLanes.all(axis));
    mean1 = mean1.div(FloatLanes.all(axis));
    projection0 = projection0.div(FloatLanes.all(axis)).neg();
    projection1 = projection1.div(FloatLanes.all(axis)).neg();
    FloatVector r0 = FloatLanes.load(inverse, scale);
    FloatVector r1 = FloatLanes.load(inverse, scale + LENGTH);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      FloatVector centred0 = FloatLanes.load(dy, from + at).sub(mean0);
      FloatVector centred1 = FloatLanes.load(dy, from + at + LENGTH).sub(mean1);
      FloatLanes.store(FloatLanes.load(y, ys + at).fma(projection0, centred0).mul(r0), dx, to + at);
      FloatLanes.store(
          FloatLanes.load(y, ys + at + LENGTH).fma(projection1, centred1).mul(r1),
          dx,
          to + at + LENGTH);
    }
  }

  private static void oneBackward(
      Object y,
      int ys,
      Object inverse,
      int scale,
      Object dy,
      int from,
      Object dx,
      int to,
      int axis,
      int inner,
      int first) {
    VectorMask<Float> wanted = FloatLanes.all(0).addIndex(1).compare(VectorOperators.GE, first);
    FloatVector mean = FloatLanes.all(0);
    FloatVector projection = FloatLanes.all(0);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      FloatVector d = FloatLanes.load(dy, from + at);
      mean = mean.add(d);
      projection = d.fma(FloatLanes.load(y, ys + at), projection);
    }
    mean = mean.div(FloatLanes.all(axis));
    projection = projection.div(FloatLanes.all(axis)).neg();
    FloatVector r = FloatLanes.load(inverse, scale);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      FloatVector centred = FloatLanes.load(dy, from + at).sub(mean);
      FloatVector result = FloatLanes.load(y, ys + at).fma(projection, centred).mul(r);
      FloatLanes.store(FloatLanes.load(dx, to + at).blend(result, wanted), dx, to + at);
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
    float sum = 0;
    for (int a = 0; a < axis; a++) {
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
