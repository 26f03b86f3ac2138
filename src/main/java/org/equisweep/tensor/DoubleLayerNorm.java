package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

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
      double epsilon) {
    DoubleVector mean0 = DoubleLanes.all(0);
    DoubleVector mean1 = DoubleLanes.all(0);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      mean0 = mean0.add(DoubleLanes.load(x, from + at));
      mean1 = mean1.add(DoubleLanes.load(x, from + at + LENGTH));
    }
    mean0 = mean0.div(DoubleLanes.all(axis));
    mean1 = mean1.div(DoubleLanes.all(axis));
    DoubleVector squares0 = DoubleLanes.all(0);
    DoubleVector squares1 = DoubleLanes.all(0);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      DoubleVector centred0 = DoubleLanes.load(x, from + at).sub(mean0);
      DoubleVector centred1 = DoubleLanes.load(x, from + at + LENGTH).sub(mean1);
      squares0 = centred0.fma(centred0, squares0);
      squares1 = centred1.fma(centred1, squares1);
    }
    DoubleVector one = DoubleLanes.all(1);
    DoubleVector r0 =
        one.div(squares0.div(DoubleLanes.all(axis)).add(DoubleLanes.all(epsilon)).sqrt());
    DoubleVector r1 =
        one.div(squares1.div(DoubleLanes.all(axis)).add(DoubleLanes.all(epsilon)).sqrt());
    DoubleLanes.store(r0, inverse, scale);
    DoubleLanes.store(r1, inverse, scale + LENGTH);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      DoubleLanes.store(DoubleLanes.load(x, from + at).sub(mean0).mul(r0), y, to + at);
      DoubleVector centred1 = DoubleLanes.load(x, from + at + LENGTH).sub(mean1);
      DoubleLanes.store(centred1.mul(r1), y, to + at + LENGTH);
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
      double epsilon,
      int first) {
    VectorMask<Double> wanted = DoubleLanes.all(0).addIndex(1).compare(VectorOperators.GE, first);
    DoubleVector mean = DoubleLanes.all(0);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      mean = mean.add(DoubleLanes.load(x, from + at));
    }
    mean = mean.div(DoubleLanes.all(axis));
    DoubleVector squares = DoubleLanes.all(0);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      DoubleVector centred = DoubleLanes.load(x, from + at).sub(mean);
      squares = centred.fma(centred, squares);
    }
    DoubleVector r =
        DoubleLanes.all(1)
            .div(squares.div(DoubleLanes.all(axis)).add(DoubleLanes.all(epsilon)).sqrt());
    DoubleLanes.store(DoubleLanes.load(inverse, scale).blend(r, wanted), inverse, scale);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      DoubleVector result = DoubleLanes.load(x, from + at).sub(mean).mul(r);
      DoubleLanes.store(DoubleLanes.load(y, to + at).blend(result, wanted), y, to + at);
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
      double epsilon) {
    double sum = 0;
    for (int a = 0; a < axis; a++) {
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
        double r = get(inverse.bytes(), scale + i);
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
    DoubleVector mean0 = DoubleLanes.all(0);
    DoubleVector mean1 = DoubleLanes.all(0);
    DoubleVector projection0 = DoubleLanes.all(0);
    DoubleVector projection1 = DoubleLanes.all(0);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      DoubleVector d0 = DoubleLanes.load(dy, from + at);
      DoubleVector d1 = DoubleLanes.load(dy, from + at + LENGTH);
      mean0 = mean0.add(d0);
      mean1 = mean1.add(d1);
      projection0 = d0.fma(DoubleLanes.load(y, ys + at), projection0);
      projection1 = d1.fma(DoubleLanes.load(y, ys + at + LENGTH), projection1);
    }
    mean0 = mean0.div(DoubleLanes.all(axis));
    mean1 = mean1.div(DoubleLanes.all(axis));
    projection0 = projection0.div(DoubleLanes.all(axis)).neg();
    projection1 = projection1.div(DoubleLanes.all(axis)).neg();
    DoubleVector r0 = DoubleLanes.load(inverse, scale);
    DoubleVector r1 = DoubleLanes.load(inverse, scale + LENGTH);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      DoubleVector centred0 = DoubleLanes.load(dy, from + at).sub(mean0);
      DoubleVector centred1 = DoubleLanes.load(dy, from + at + LENGTH).sub(mean1);
      DoubleLanes.store(
          DoubleLanes.load(y, ys + at).fma(projection0, centred0).mul(r0), dx, to + at);
      DoubleLanes.store(
          DoubleLanes.load(y, ys + at + LENGTH).fma(projection1, centred1).mul(r1),
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
    VectorMask<Double> wanted = DoubleLanes.all(0).addIndex(1).compare(VectorOperators.GE, first);
    DoubleVector mean = DoubleLanes.all(0);
    DoubleVector projection = DoubleLanes.all(0);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      DoubleVector d = DoubleLanes.load(dy, from + at);
      mean = mean.add(d);
      projection = d.fma(DoubleLanes.load(y, ys + at), projection);
    }
    mean = mean.div(DoubleLanes.all(axis));
    projection = projection.div(DoubleLanes.all(axis)).neg();
    DoubleVector r = DoubleLanes.load(inverse, scale);
    for (int a = 0; a < axis; a++) {
      int at = a * inner;
      DoubleVector centred = DoubleLanes.load(dy, from + at).sub(mean);
      DoubleVector result = DoubleLanes.load(y, ys + at).fma(projection, centred).mul(r);
      DoubleLanes.store(DoubleLanes.load(dx, to + at).blend(result, wanted), dx, to + at);
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
    double sum = 0;
    for (int a = 0; a < axis; a++) {
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
