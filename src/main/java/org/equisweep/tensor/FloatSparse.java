package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/** The sparse map of {@link Kernels} in floats; sums run in float. */
final class FloatSparse {
  private static final int LENGTH = FloatLanes.LENGTH;
  private static final int WIDE = 4 * LENGTH;

  private FloatSparse() {}

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
        FloatVector sum = accumulate ? FloatLanes.load(out, to + i) : FloatLanes.all(0);
        for (int j = from; j < until; j++) {
          FloatVector v = FloatLanes.load(in, xo + columns[j] * inner + i);
          sum = v.fma(FloatLanes.all(values == null ? 1 : (float) values[j]), sum);
        }
        FloatLanes.store(sum, out, to + i);
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
    FloatVector s0 = accumulate ? FloatLanes.load(out, to) : FloatLanes.all(0);
    FloatVector s1 = accumulate ? FloatLanes.load(out, to + LENGTH) : FloatLanes.all(0);
    FloatVector s2 = accumulate ? FloatLanes.load(out, to + 2 * LENGTH) : FloatLanes.all(0);
    FloatVector s3 = accumulate ? FloatLanes.load(out, to + 3 * LENGTH) : FloatLanes.all(0);
    for (int j = from; j < until; j++) {
      int at = xo + columns[j] * inner;
      // times 1 is exact
      FloatVector factor = FloatLanes.all(values == null ? 1 : (float) values[j]);
      s0 = FloatLanes.load(in, at).fma(factor, s0);
      s1 = FloatLanes.load(in, at + LENGTH).fma(factor, s1);
      s2 = FloatLanes.load(in, at + 2 * LENGTH).fma(factor, s2);
      s3 = FloatLanes.load(in, at + 3 * LENGTH).fma(factor, s3);
    }
    FloatLanes.store(s0, out, to);
    FloatLanes.store(s1, out, to + LENGTH);
    FloatLanes.store(s2, out, to + 2 * LENGTH);
    FloatLanes.store(s3, out, to + 3 * LENGTH);
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
    float sum = accumulate ? y.getFloat(to << 2) : 0;
    for (int j = from; j < until; j++) {
      float v = x.getFloat((xo + columns[j] * inner) << 2);
      sum = values == null ? sum + v : Math.fma(v, (float) values[j], sum);
    }
    y.putFloat(to << 2, sum);
  }
}
