package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;

/** The sparse map of {@link Kernels} in doubles; sums run in double. */
final class DoubleSparse {
  private static final int LENGTH = DoubleLanes.LENGTH;
  private static final int WIDE = 4 * LENGTH;

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
    for (; i <= n - LENGTH; i += LENGTH) {
      one(columns, from, until, values, in, xo + i, out, to + i, inner, accumulate);
    }
    if (i < n && n >= LENGTH && !accumulate) {
      // the last whole vector once more in part: the same sums
      one(columns, from, until, values, in, xo + n - LENGTH, out, to + n - LENGTH, inner, false);
      i = n;
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
    DoubleVector sum = accumulate ? DoubleLanes.load(out, to) : DoubleLanes.all(0);
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
    DoubleVector s0 = accumulate ? DoubleLanes.load(out, to) : DoubleLanes.all(0);
    DoubleVector s1 = accumulate ? DoubleLanes.load(out, to + LENGTH) : DoubleLanes.all(0);
    DoubleVector s2 = accumulate ? DoubleLanes.load(out, to + 2 * LENGTH) : DoubleLanes.all(0);
    DoubleVector s3 = accumulate ? DoubleLanes.load(out, to + 3 * LENGTH) : DoubleLanes.all(0);
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
