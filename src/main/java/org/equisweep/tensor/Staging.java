package org.equisweep.tensor;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * One thread's heap copies of parts of tensors, widened to double: losses and softmax are computed
 * in double whatever the precision, and rounded once where they are written back.
 */
final class Staging {
  /** Elements of a flat part, or a block of columns; a multiple of {@link Reductions#LANES}. */
  static final int CHUNK = 512;

  private static final ThreadLocal<Staging> OF_THREAD = ThreadLocal.withInitial(Staging::new);
  private static final int LENGTH = DoubleLanes.LENGTH;

  /** Partial sums. */
  final double[] partial = new double[Reductions.LANES];

  /** Of sixteen columns: largest logits, sums of exponentials, their logarithms. */
  final double[] largest = new double[Reductions.LANES];

  final double[] totals = new double[Reductions.LANES];
  final double[] logarithms = new double[Reductions.LANES];

  double[] first = new double[CHUNK];
  double[] second = new double[CHUNK];
  double[] third = new double[CHUNK];
  double[] fourth = new double[CHUNK];

  private Staging() {}

  /** This thread's, its arrays at least so long, its partial sums 0. */
  static Staging of(int size) {
    Staging staging = OF_THREAD.get();
    if (staging.first.length < size) {
      staging.first = new double[size];
      staging.second = new double[size];
      staging.third = new double[size];
      staging.fourth = new double[size];
    }
    Arrays.fill(staging.partial, 0);
    return staging;
  }

  /** The count, up to the next multiple of 16. */
  static int whole(int count) {
    return (count + Reductions.LANES - 1) / Reductions.LANES * Reductions.LANES;
  }

  /** target[to + i] = source[from + i] for i &lt; count, and 0 up to the next multiple of 16. */
  static void read(Tensor source, int from, int count, double[] target, int to) {
    Object memory = source.lanes();
    int i = 0;
    if (source.precision() == Precision.FLOAT) {
      for (; i <= count - LENGTH; i += LENGTH) {
        DoubleLanes.loadFloats(memory, from + i).intoArray(target, to + i);
      }
      for (; i < count; i++) {
        target[to + i] = source.bytes().getFloat((from + i) << 2);
      }
    } else {
      for (; i <= count - LENGTH; i += LENGTH) {
        DoubleLanes.load(memory, from + i).intoArray(target, to + i);
      }
      for (; i < count; i++) {
        target[to + i] = source.bytes().getDouble((from + i) << 3);
      }
    }
    for (; i % Reductions.LANES != 0; i++) {
      target[to + i] = 0;
    }
  }

  /** target[to + i] = source[from + i] for i &lt; count, rounded to the target's precision. */
  static void write(double[] source, int from, int count, Tensor target, int to) {
    Object memory = target.lanes();
    int i = 0;
    if (target.precision() == Precision.FLOAT) {
      for (; i <= count - LENGTH; i += LENGTH) {
        DoubleVector v = DoubleVector.fromArray(DoubleLanes.SPECIES, source, from + i);
        FloatVector rounded =
            (FloatVector) v.convertShape(VectorOperators.D2F, DoubleLanes.FLOATS, 0);
        LaneAccess.store(rounded, memory, (to + i) << 2);
      }
      for (; i < count; i++) {
        target.bytes().putFloat((to + i) << 2, (float) source[from + i]);
      }
    } else {
      for (; i <= count - LENGTH; i += LENGTH) {
        DoubleLanes.store(
            DoubleVector.fromArray(DoubleLanes.SPECIES, source, from + i), memory, to + i);
      }
      for (; i < count; i++) {
        target.bytes().putDouble((to + i) << 3, source[from + i]);
      }
    }
  }

  /** Adds values[i], i &lt; count, to partial sum i mod 16, in the order of i. */
  void accumulate(double[] values, int count) {
    for (int i = count; i % Reductions.LANES != 0; i++) {
      values[i] = 0;
    }
    for (int lane = 0; lane < Reductions.LANES; lane += LENGTH) {
      DoubleVector sum = DoubleVector.fromArray(DoubleLanes.SPECIES, partial, lane);
      for (int i = lane; i < count; i += Reductions.LANES) {
        sum = sum.add(DoubleVector.fromArray(DoubleLanes.SPECIES, values, i));
      }
      sum.intoArray(partial, lane);
    }
  }
}
