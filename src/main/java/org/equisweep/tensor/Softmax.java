package org.equisweep.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Softmax and its loss over the axis of [axis][inner], column by column, in double whatever the
 * precision; sums over the axis run in its order, sums over columns as {@link Reductions} says. In
 * scalar code for {@link Losses}' reason.
 */
final class Softmax {
  /** One thread's exponentials of a column. */
  private static final ThreadLocal<double[]> COLUMN = ThreadLocal.withInitial(() -> new double[64]);

  private Softmax() {}

  static void forward(Tensor z, int zo, Tensor y, int yo, int axis, int inner) {
    double[] exponentials = column(axis);
    for (int i = 0; i < inner; i++) {
      double largest = largest(z, zo + i, axis, inner);
      double total = exponentials(z, zo + i, axis, inner, largest, exponentials);
      for (int a = 0; a < axis; a++) {
        y.put(yo + i + a * inner, exponentials[a] / total);
      }
    }
  }

  static void backward(
      Tensor y, int yo, Tensor dy, int dyo, Tensor dz, int dzo, int axis, int inner) {
    for (int i = 0; i < inner; i++) {
      double projection = 0;
      for (int a = i; a < axis * inner; a += inner) {
        projection = Math.fma(dy.at(dyo + a), y.at(yo + a), projection);
      }
      for (int a = i; a < axis * inner; a += inner) {
        dz.put(dzo + a, (dy.at(dyo + a) - projection) * y.at(yo + a));
      }
    }
  }

  static double crossEntropy(
      Tensor z,
      int zo,
      Tensor t,
      int to,
      @Nullable Tensor dz,
      int dzo,
      int axis,
      int inner,
      double weight) {
    double[] partial = Reductions.cleared();
    double[] exponentials = column(axis);
    for (int i = 0; i < inner; i++) {
      double largest = largest(z, zo + i, axis, inner);
      double total = exponentials(z, zo + i, axis, inner, largest, exponentials);
      double logTotal = Elementary.log(total);
      double mass = 0;
      double loss = 0;
      for (int a = i; a < axis * inner; a += inner) {
        double target = t.at(to + a);
        mass += target;
        loss = Math.fma(target, logTotal - (z.at(zo + a) - largest), loss);
      }
      partial[i % Reductions.LANES] += loss;
      if (dz != null) {
        double share = mass / total;
        for (int a = 0; a < axis; a++) {
          int at = i + a * inner;
          dz.put(dzo + at, weight * Math.fma(share, exponentials[a], -t.at(to + at)));
        }
      }
    }
    return Reductions.total(partial);
  }

  /** dż = weight·mass·p(ż − Σ pż). */
  static void crossEntropyTangent(
      Tensor z,
      int zo,
      Tensor t,
      int to,
      Tensor zDot,
      int zdo,
      Tensor dzDot,
      int dzo,
      int axis,
      int inner,
      double weight) {
    double[] exponentials = column(axis);
    for (int i = 0; i < inner; i++) {
      double largest = largest(z, zo + i, axis, inner);
      double total = exponentials(z, zo + i, axis, inner, largest, exponentials);
      double mass = 0;
      double projection = 0;
      for (int a = 0; a < axis; a++) {
        int at = i + a * inner;
        mass += t.at(to + at);
        projection = Math.fma(exponentials[a], zDot.at(zdo + at), projection);
      }
      projection /= total;
      double factor = weight * mass / total;
      for (int a = 0; a < axis; a++) {
        int at = i + a * inner;
        dzDot.put(dzo + at, factor * exponentials[a] * (zDot.at(zdo + at) - projection));
      }
    }
  }

  /** dż += ẏ(dy − Σ dy·y) − y Σ dy·ẏ. */
  static void curvature(
      Tensor y,
      int yo,
      Tensor yDot,
      int ydo,
      Tensor dy,
      int dyo,
      Tensor dzDot,
      int dzo,
      int axis,
      int inner) {
    for (int i = 0; i < inner; i++) {
      double along = 0;
      double across = 0;
      for (int a = i; a < axis * inner; a += inner) {
        along = Math.fma(dy.at(dyo + a), y.at(yo + a), along);
        across = Math.fma(dy.at(dyo + a), yDot.at(ydo + a), across);
      }
      for (int a = i; a < axis * inner; a += inner) {
        double term = Math.fma(yDot.at(ydo + a), dy.at(dyo + a) - along, -y.at(yo + a) * across);
        dzDot.put(dzo + a, dzDot.at(dzo + a) + term);
      }
    }
  }

  private static double largest(Tensor z, int from, int axis, int inner) {
    double largest = z.at(from);
    for (int a = 1; a < axis; a++) {
      double value = z.at(from + a * inner);
      largest = value > largest ? value : largest;
    }
    return largest;
  }

  /** target[a] = exp(z[a] − largest); their sum. */
  private static double exponentials(
      Tensor z, int from, int axis, int inner, double largest, double[] target) {
    double total = 0;
    for (int a = 0; a < axis; a++) {
      target[a] = Elementary.exp(z.at(from + a * inner) - largest);
      total += target[a];
    }
    return total;
  }

  private static double[] column(int axis) {
    double[] column = COLUMN.get();
    if (column.length < axis) {
      column = new double[axis];
      COLUMN.set(column);
    }
    return column;
  }
}
