package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import org.jspecify.annotations.Nullable;

/** The sparse map of {@link Kernels} in doubles; sums run in double. */
final class DoubleSparse {
  private static final int LENGTH = DoubleLanes.LENGTH;
  private static final int WIDE = 4 * LENGTH;

  private DoubleSparse() {}

  static void apply(
      int rows,
      int[] rowStart,
      int[] columns,
      double @Nullable [] values,
      Tensor x,
      int xo,
      Tensor y,
      int yo,
      int inner,
      boolean accumulate) {
    Object in = x.lanes();
    Object out = y.lanes();
    for (int p = 0; p < rows; p++) {
      int from = rowStart[p];
      int until = rowStart[p + 1];
      int to = yo + p * inner;
      int i = 0;
      for (; i <= inner - WIDE; i += WIDE) {
        wide(columns, from, until, values, in, xo + i, out, to + i, inner, accumulate);
      }
      for (; i <= inner - LENGTH; i += LENGTH) {
        DoubleVector sum = accumulate ? DoubleLanes.load(out, to + i) : DoubleLanes.all(0);
        for (int j = from; j < until; j++) {
          DoubleVector v = DoubleLanes.load(in, xo + columns[j] * inner + i);
          sum = v.fma(DoubleLanes.all(values == null ? 1 : values[j]), sum);
        }
        DoubleLanes.store(sum, out, to + i);
      }
      for (; i < inner; i++) {
        single(
            columns, from, until, values, x.bytes(), xo + i, y.bytes(), to + i, inner, accumulate);
      }
    }
  }

  /** Four vectors at once, so that sums do not wait for each other. */
  private static void wide(
      int[] columns,
      int from,
      int until,
      double @Nullable [] values,
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
      // times 1 is exact
      DoubleVector factor = DoubleLanes.all(values == null ? 1 : values[j]);
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
      double @Nullable [] values,
      ByteBuffer x,
      int xo,
      ByteBuffer y,
      int to,
      int inner,
      boolean accumulate) {
    double sum = accumulate ? y.getDouble(to << 3) : 0;
    for (int j = from; j < until; j++) {
      double v = x.getDouble((xo + columns[j] * inner) << 3);
      sum = values == null ? sum + v : Math.fma(v, values[j], sum);
    }
    y.putDouble(to << 3, sum);
  }
}
