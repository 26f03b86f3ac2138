package org.equisweep.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;

/** The sparse map of {@link Kernels} in doubles; sums run in double. */
final class DoubleSparse {
  private static final int LENGTH = DoubleLanes.LENGTH;
  private static final int WIDE = 4 * LENGTH;

  /** Where sums begin that add to nothing; a choice of vectors the JIT would put on the heap. */
  private static final Object ZEROS =
      LaneAccess.memory(
          ByteBuffer.allocateDirect(WIDE * Double.BYTES).order(ByteOrder.nativeOrder()));

  private DoubleSparse() {}

  static void apply(
      SparseBands map, Tensor x, int xo, Tensor y, int yo, int inner, boolean accumulate) {
    for (int band = 0; band < map.bands(); band++) {
      int to = yo + map.first(band) * inner;
      int n = map.length(band) * inner;
      if (!accumulate && map.copies(band)) {
        int from = xo + map.columns()[map.start(band)] * inner;
        y.bytes().put(to << 3, x.bytes(), from << 3, n << 3);
      } else {
        sum(map, band, x, xo, y, to, n, inner, accumulate);
      }
    }
  }

  private static void sum(
      SparseBands map,
      int band,
      Tensor x,
      int xo,
      Tensor y,
      int to,
      int n,
      int inner,
      boolean accumulate) {
    int[] columns = map.columns();
    double[] values = map.values();
    int from = map.start(band);
    int until = map.end(band);
    Object in = x.lanes();
    Object out = y.lanes();
    int i = 0;
    for (; i <= n - WIDE; i += WIDE) {
      wide(columns, from, until, values, in, xo + i, out, to + i, inner, accumulate);
    }
    // where nothing is added to, the last whole vector overlaps the one before: the same sums
    int last = n - LENGTH;
    int whole = accumulate || n < LENGTH ? n - n % LENGTH : n;
    for (; i < whole; i = Math.min(i + LENGTH, n)) {
      int at = Math.min(i, last);
      one(columns, from, until, values, in, xo + at, out, to + at, inner, accumulate);
    }
    for (; i < n; i++) {
      single(columns, from, until, values, x.bytes(), xo + i, y.bytes(), to + i, inner, accumulate);
    }
  }

  private static void one(
      int[] columns,
      int from,
      int until,
      double[] values,
      Object in,
      int xo,
      Object out,
      int to,
      int inner,
      boolean accumulate) {
    Object start = accumulate ? out : ZEROS;
    int begin = accumulate ? to : 0;
    DoubleVector sum = DoubleLanes.load(start, begin);
    for (int j = from; j < until; j++) {
      sum = DoubleLanes.load(in, xo + columns[j] * inner).fma(DoubleLanes.all(values[j]), sum);
    }
    DoubleLanes.store(sum, out, to);
  }

  /** Four vectors at once, so that sums do not wait for each other. */
  private static void wide(
      int[] columns,
      int from,
      int until,
      double[] values,
      Object in,
      int xo,
      Object out,
      int to,
      int inner,
      boolean accumulate) {
    Object start = accumulate ? out : ZEROS;
    int begin = accumulate ? to : 0;
    DoubleVector s0 = DoubleLanes.load(start, begin);
    DoubleVector s1 = DoubleLanes.load(start, begin + LENGTH);
    DoubleVector s2 = DoubleLanes.load(start, begin + 2 * LENGTH);
    DoubleVector s3 = DoubleLanes.load(start, begin + 3 * LENGTH);
    for (int j = from; j < until; j++) {
      int at = xo + columns[j] * inner;
      DoubleVector factor = DoubleLanes.all(values[j]);
      s0 = DoubleLanes.load(in, at).fma(factor, s0);
      s1 = DoubleLanes.load(in, at + LENGTH).fma(factor, s1);
      s2 = DoubleLanes.load(in, at + 2 * LENGTH).fma(factor, s2);
      s3 = DoubleLanes.load(in, at + 3 * LENGTH).fma(factor, s3);
    }
    DoubleLanes.store(s0, out, to);
    DoubleLanes.store(s1, out, to + LENGTH);
    DoubleLanes.store(s2, out, to + 2 * LENGTH);
    DoubleLanes.store(s3, out, to + 3 * LENGTH);
  }

  private static void single(
      int[] columns,
      int from,
      int until,
      double[] values,
      ByteBuffer x,
      int xo,
      ByteBuffer y,
      int to,
      int inner,
      boolean accumulate) {
    double sum = accumulate ? y.getDouble(to << 3) : 0;
    for (int j = from; j < until; j++) {
      sum = Math.fma(x.getDouble((xo + columns[j] * inner) << 3), values[j], sum);
    }
    y.putDouble(to << 3, sum);
  }
}
