package org.equisweep.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * Sums in double in an order of their own, whatever the width of the vectors: element i goes to
 * partial sum i mod 16, in the order of i; then the sixteen are added in order.
 */
final class Reductions {
  /** Partial sums; a multiple of every vector's length. */
  static final int LANES = 16;

  private static final ThreadLocal<double[]> PARTIAL =
      ThreadLocal.withInitial(() -> new double[LANES]);
  private static final int LENGTH = DoubleLanes.LENGTH;

  private Reductions() {}

  static double dot(Tensor x, int xo, Tensor y, int yo, int n) {
    double[] partial = cleared();
    int whole = n - n % LANES;
    if (x.precision() == Precision.FLOAT) {
      floats(x.lanes(), xo, y.lanes(), yo, whole, partial);
      ByteBuffer left = x.bytes();
      ByteBuffer right = y.bytes();
      for (int i = whole; i < n; i++) {
        int lane = i % LANES;
        partial[lane] =
            Math.fma(
                (double) left.getFloat((xo + i) << 2),
                right.getFloat((yo + i) << 2),
                partial[lane]);
      }
    } else {
      doubles(x.lanes(), xo, y.lanes(), yo, whole, partial);
      ByteBuffer left = x.bytes();
      ByteBuffer right = y.bytes();
      for (int i = whole; i < n; i++) {
        int lane = i % LANES;
        partial[lane] =
            Math.fma(left.getDouble((xo + i) << 3), right.getDouble((yo + i) << 3), partial[lane]);
      }
    }
    return total(partial);
  }

  /** This thread's partial sums, 0. */
  static double[] cleared() {
    double[] partial = PARTIAL.get();
    Arrays.fill(partial, 0);
    return partial;
  }

  private static void doubles(Object x, int xo, Object y, int yo, int n, double[] partial) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      DoubleVector sum = DoubleLanes.all(0);
      for (int i = lane; i < n; i += LANES) {
        sum = DoubleLanes.load(x, xo + i).fma(DoubleLanes.load(y, yo + i), sum);
      }
      sum.intoArray(partial, lane);
    }
  }

  private static void floats(Object x, int xo, Object y, int yo, int n, double[] partial) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      DoubleVector sum = DoubleLanes.all(0);
      for (int i = lane; i < n; i += LANES) {
        sum = DoubleLanes.loadFloats(x, xo + i).fma(DoubleLanes.loadFloats(y, yo + i), sum);
      }
      sum.intoArray(partial, lane);
    }
  }

  /** The sixteen partial sums, added in order. */
  static double total(double[] partial) {
    double sum = partial[0];
    for (int lane = 1; lane < LANES; lane++) {
      sum += partial[lane];
    }
    return sum;
  }
}
