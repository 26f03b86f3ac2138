package org.equisweep.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/**
 * Softmax and its loss over the axis of [axis][inner], sixteen columns at a time; sums over the
 * axis run in its order, one column per lane. A sum begins with a fresh vector: begun with a
 * constant one it would be allocated in every round.
 */
final class Softmax {
  private static final int COLUMNS = Reductions.LANES;
  private static final int LENGTH = DoubleLanes.LENGTH;

  private Softmax() {}

  static void forward(Tensor z, int zo, Tensor y, int yo, int axis, int inner) {
    Staging staging = Staging.of(Math.multiplyExact(axis, COLUMNS));
    for (int i = 0; i < inner; i += COLUMNS) {
      int count = Math.min(COLUMNS, inner - i);
      read(z, zo + i, axis, inner, count, staging.first);
      exponentials(staging, axis);
      for (int lane = 0; lane < COLUMNS; lane += LENGTH) {
        DoubleVector total = at(staging.totals, lane);
        for (int a = lane; a < axis * COLUMNS; a += COLUMNS) {
          at(staging.third, a).div(total).intoArray(staging.third, a);
        }
      }
      write(staging.third, axis, inner, count, y, yo + i);
    }
  }

  static void backward(
      Tensor y, int yo, Tensor dy, int dyo, Tensor dz, int dzo, int axis, int inner) {
    Staging staging = Staging.of(Math.multiplyExact(axis, COLUMNS));
    for (int i = 0; i < inner; i += COLUMNS) {
      int count = Math.min(COLUMNS, inner - i);
      read(y, yo + i, axis, inner, count, staging.first);
      read(dy, dyo + i, axis, inner, count, staging.second);
      for (int lane = 0; lane < COLUMNS; lane += LENGTH) {
        DoubleVector projection = DoubleLanes.all(0);
        for (int a = lane; a < axis * COLUMNS; a += COLUMNS) {
          projection = at(staging.second, a).fma(at(staging.first, a), projection);
        }
        for (int a = lane; a < axis * COLUMNS; a += COLUMNS) {
          at(staging.second, a)
              .sub(projection)
              .mul(at(staging.first, a))
              .intoArray(staging.third, a);
        }
      }
      write(staging.third, axis, inner, count, dz, dzo + i);
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
    Staging staging = Staging.of(Math.multiplyExact(axis, COLUMNS));
    for (int i = 0; i < inner; i += COLUMNS) {
      int count = Math.min(COLUMNS, inner - i);
      read(z, zo + i, axis, inner, count, staging.first);
      read(t, to + i, axis, inner, count, staging.second);
      exponentials(staging, axis);
      DoubleArrays.log(staging.totals, staging.logarithms, 0, COLUMNS);
      for (int lane = 0; lane < COLUMNS; lane += LENGTH) {
        crossEntropy(staging, axis, lane, weight);
      }
      // row 0 of the logits has given way to the columns' losses
      staging.accumulate(staging.first, count);
      if (dz != null) {
        write(staging.third, axis, inner, count, dz, dzo + i);
      }
    }
    return Reductions.total(staging.partial);
  }

  private static void crossEntropy(Staging staging, int axis, int lane, double weight) {
    double[] logits = staging.first;
    double[] targets = staging.second;
    double[] gradients = staging.third;
    DoubleVector largest = at(staging.largest, lane);
    DoubleVector logTotal = at(staging.logarithms, lane);
    DoubleVector mass = DoubleLanes.all(0);
    DoubleVector loss = DoubleLanes.all(0);
    for (int a = lane; a < axis * COLUMNS; a += COLUMNS) {
      DoubleVector t = at(targets, a);
      mass = mass.add(t);
      loss = t.fma(logTotal.sub(at(logits, a).sub(largest)), loss);
    }
    DoubleVector share = mass.div(at(staging.totals, lane));
    for (int a = lane; a < axis * COLUMNS; a += COLUMNS) {
      share
          .fma(at(gradients, a), at(targets, a).neg())
          .mul(DoubleLanes.all(weight))
          .intoArray(gradients, a);
    }
    loss.intoArray(logits, lane);
  }

  private static DoubleVector largest(double[] logits, int axis, int lane) {
    DoubleVector largest = at(logits, lane);
    for (int a = lane + COLUMNS; a < axis * COLUMNS; a += COLUMNS) {
      DoubleVector v = at(logits, a);
      largest = largest.blend(v, v.compare(VectorOperators.GT, largest));
    }
    return largest;
  }

  /** target = exp(logit − largest); totals[lane] their sums over the axis. */
  private static void exponentials(Staging staging, int axis) {
    double[] target = staging.third;
    for (int lane = 0; lane < COLUMNS; lane += LENGTH) {
      largest(staging.first, axis, lane).intoArray(staging.largest, lane);
      DoubleVector largest = at(staging.largest, lane);
      for (int a = lane; a < axis * COLUMNS; a += COLUMNS) {
        at(staging.first, a).sub(largest).intoArray(target, a);
      }
    }
    DoubleArrays.exp(target, target, 0, axis * COLUMNS);
    for (int lane = 0; lane < COLUMNS; lane += LENGTH) {
      DoubleVector total = DoubleLanes.all(0);
      for (int a = lane; a < axis * COLUMNS; a += COLUMNS) {
        total = total.add(at(target, a));
      }
      total.intoArray(staging.totals, lane);
    }
  }

  private static DoubleVector at(double[] values, int index) {
    return DoubleVector.fromArray(DoubleLanes.SPECIES, values, index);
  }

  private static void read(
      Tensor source, int from, int axis, int inner, int count, double[] target) {
    for (int a = 0; a < axis; a++) {
      Staging.read(source, from + a * inner, count, target, a * COLUMNS);
    }
  }

  private static void write(
      double[] source, int axis, int inner, int count, Tensor target, int to) {
    for (int a = 0; a < axis; a++) {
      Staging.write(source, a * COLUMNS, count, target, to + a * inner);
    }
  }
}
