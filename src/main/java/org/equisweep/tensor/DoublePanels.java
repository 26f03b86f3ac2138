package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link DoubleShiftedProducts}. Each is a method of its own, on arrays, of which
 * the JIT removes the bounds checks.
 */
final class DoublePanels {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LENGTH = DoubleLanes.LENGTH;
  private static final int SLAB = ShiftedProducts.SLAB;
  private static final int ROWS = ShiftedProducts.ROWS;

  /** Columns that one call works on; the others are left to further calls. */
  static final int WIDTH = 4 * LENGTH;

  private DoublePanels() {}

  /** c[j] += Σ_r a[r][j] b[r] for 4 rows j: a as [r][4], b and c as [·][64]. */
  static void rows(double[] a, int ao, double[] b, int bo, int steps, double[] c, int co) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, co);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, co + LENGTH);
    DoubleVector c02 = DoubleVector.fromArray(SPECIES, c, co + 2 * LENGTH);
    DoubleVector c03 = DoubleVector.fromArray(SPECIES, c, co + 3 * LENGTH);
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, co + SLAB);
    DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, co + SLAB + LENGTH);
    DoubleVector c12 = DoubleVector.fromArray(SPECIES, c, co + SLAB + 2 * LENGTH);
    DoubleVector c13 = DoubleVector.fromArray(SPECIES, c, co + SLAB + 3 * LENGTH);
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, co + 2 * SLAB);
    DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, co + 2 * SLAB + LENGTH);
    DoubleVector c22 = DoubleVector.fromArray(SPECIES, c, co + 2 * SLAB + 2 * LENGTH);
    DoubleVector c23 = DoubleVector.fromArray(SPECIES, c, co + 2 * SLAB + 3 * LENGTH);
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, co + 3 * SLAB);
    DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, co + 3 * SLAB + LENGTH);
    DoubleVector c32 = DoubleVector.fromArray(SPECIES, c, co + 3 * SLAB + 2 * LENGTH);
    DoubleVector c33 = DoubleVector.fromArray(SPECIES, c, co + 3 * SLAB + 3 * LENGTH);
    for (int r = 0; r < steps; r++) {
      int at = bo + r * SLAB;
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, at);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, at + LENGTH);
      DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, at + 2 * LENGTH);
      DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, at + 3 * LENGTH);
      DoubleVector a0 = DoubleLanes.all(a[ao + ROWS * r]);
      c00 = b0.fma(a0, c00);
      c01 = b1.fma(a0, c01);
      c02 = b2.fma(a0, c02);
      c03 = b3.fma(a0, c03);
      DoubleVector a1 = DoubleLanes.all(a[ao + ROWS * r + 1]);
      c10 = b0.fma(a1, c10);
      c11 = b1.fma(a1, c11);
      c12 = b2.fma(a1, c12);
      c13 = b3.fma(a1, c13);
      DoubleVector a2 = DoubleLanes.all(a[ao + ROWS * r + 2]);
      c20 = b0.fma(a2, c20);
      c21 = b1.fma(a2, c21);
      c22 = b2.fma(a2, c22);
      c23 = b3.fma(a2, c23);
      DoubleVector a3 = DoubleLanes.all(a[ao + ROWS * r + 3]);
      c30 = b0.fma(a3, c30);
      c31 = b1.fma(a3, c31);
      c32 = b2.fma(a3, c32);
      c33 = b3.fma(a3, c33);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + LENGTH);
    c02.intoArray(c, co + 2 * LENGTH);
    c03.intoArray(c, co + 3 * LENGTH);
    c10.intoArray(c, co + SLAB);
    c11.intoArray(c, co + SLAB + LENGTH);
    c12.intoArray(c, co + SLAB + 2 * LENGTH);
    c13.intoArray(c, co + SLAB + 3 * LENGTH);
    c20.intoArray(c, co + 2 * SLAB);
    c21.intoArray(c, co + 2 * SLAB + LENGTH);
    c22.intoArray(c, co + 2 * SLAB + 2 * LENGTH);
    c23.intoArray(c, co + 2 * SLAB + 3 * LENGTH);
    c30.intoArray(c, co + 3 * SLAB);
    c31.intoArray(c, co + 3 * SLAB + LENGTH);
    c32.intoArray(c, co + 3 * SLAB + 2 * LENGTH);
    c33.intoArray(c, co + 3 * SLAB + 3 * LENGTH);
  }

  /** c[j] += Σ_r a[j][r] b[r] for 4 rows j, all as [·][64]. */
  static void columns(double[] a, int ao, double[] b, int bo, int steps, double[] c, int co) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, co);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, co + LENGTH);
    DoubleVector c02 = DoubleVector.fromArray(SPECIES, c, co + 2 * LENGTH);
    DoubleVector c03 = DoubleVector.fromArray(SPECIES, c, co + 3 * LENGTH);
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, co + SLAB);
    DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, co + SLAB + LENGTH);
    DoubleVector c12 = DoubleVector.fromArray(SPECIES, c, co + SLAB + 2 * LENGTH);
    DoubleVector c13 = DoubleVector.fromArray(SPECIES, c, co + SLAB + 3 * LENGTH);
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, co + 2 * SLAB);
    DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, co + 2 * SLAB + LENGTH);
    DoubleVector c22 = DoubleVector.fromArray(SPECIES, c, co + 2 * SLAB + 2 * LENGTH);
    DoubleVector c23 = DoubleVector.fromArray(SPECIES, c, co + 2 * SLAB + 3 * LENGTH);
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, co + 3 * SLAB);
    DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, co + 3 * SLAB + LENGTH);
    DoubleVector c32 = DoubleVector.fromArray(SPECIES, c, co + 3 * SLAB + 2 * LENGTH);
    DoubleVector c33 = DoubleVector.fromArray(SPECIES, c, co + 3 * SLAB + 3 * LENGTH);
    for (int r = 0; r < steps; r++) {
      int at = bo + r * SLAB;
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, at);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, at + LENGTH);
      DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, at + 2 * LENGTH);
      DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, at + 3 * LENGTH);
      DoubleVector a0 = DoubleLanes.all(a[ao + r]);
      c00 = b0.fma(a0, c00);
      c01 = b1.fma(a0, c01);
      c02 = b2.fma(a0, c02);
      c03 = b3.fma(a0, c03);
      DoubleVector a1 = DoubleLanes.all(a[ao + r + SLAB]);
      c10 = b0.fma(a1, c10);
      c11 = b1.fma(a1, c11);
      c12 = b2.fma(a1, c12);
      c13 = b3.fma(a1, c13);
      DoubleVector a2 = DoubleLanes.all(a[ao + r + 2 * SLAB]);
      c20 = b0.fma(a2, c20);
      c21 = b1.fma(a2, c21);
      c22 = b2.fma(a2, c22);
      c23 = b3.fma(a2, c23);
      DoubleVector a3 = DoubleLanes.all(a[ao + r + 3 * SLAB]);
      c30 = b0.fma(a3, c30);
      c31 = b1.fma(a3, c31);
      c32 = b2.fma(a3, c32);
      c33 = b3.fma(a3, c33);
    }
    c00.intoArray(c, co);
    c01.intoArray(c, co + LENGTH);
    c02.intoArray(c, co + 2 * LENGTH);
    c03.intoArray(c, co + 3 * LENGTH);
    c10.intoArray(c, co + SLAB);
    c11.intoArray(c, co + SLAB + LENGTH);
    c12.intoArray(c, co + SLAB + 2 * LENGTH);
    c13.intoArray(c, co + SLAB + 3 * LENGTH);
    c20.intoArray(c, co + 2 * SLAB);
    c21.intoArray(c, co + 2 * SLAB + LENGTH);
    c22.intoArray(c, co + 2 * SLAB + 2 * LENGTH);
    c23.intoArray(c, co + 2 * SLAB + 3 * LENGTH);
    c30.intoArray(c, co + 3 * SLAB);
    c31.intoArray(c, co + 3 * SLAB + LENGTH);
    c32.intoArray(c, co + 3 * SLAB + 2 * LENGTH);
    c33.intoArray(c, co + 3 * SLAB + 3 * LENGTH);
  }

  /** Rows of memory to rows of 64: b[i][j] = x[i·stride + j] for j &lt; count. */
  static void take(
      Object lanes,
      ByteBuffer x,
      int from,
      int stride,
      double[] b,
      int to,
      int rows,
      int count) {
    if (count < LENGTH) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < count; j++) {
          b[to + i * SLAB + j] = x.getDouble((from + i * stride + j) << 3);
        }
      }
      return;
    }
    // the last whole vector overlaps the one before: the same numbers
    int last = count - LENGTH;
    for (int i = 0; i < rows; i++) {
      int source = from + i * stride;
      int target = to + i * SLAB;
      for (int j = 0; j < last; j += LENGTH) {
        DoubleLanes.load(lanes, source + j).intoArray(b, target + j);
      }
      DoubleLanes.load(lanes, source + last).intoArray(b, target + last);
    }
  }

  /** Rows of 64 to rows of memory: y[i·stride + j] = c[i][j] for j &lt; count. */
  static void put(
      double[] c, Object lanes, ByteBuffer y, int to, int stride, int rows, int count) {
    if (count < LENGTH) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < count; j++) {
          y.putDouble((to + i * stride + j) << 3, c[i * SLAB + j]);
        }
      }
      return;
    }
    int last = count - LENGTH;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < last; j += LENGTH) {
        DoubleLanes.store(
            DoubleVector.fromArray(SPECIES, c, i * SLAB + j), lanes, to + i * stride + j);
      }
      DoubleLanes.store(
          DoubleVector.fromArray(SPECIES, c, i * SLAB + last), lanes, to + i * stride + last);
    }
  }

  /** Columns to rows: t[j][i] = b[i][j] for i &lt; rows, j &lt; count; all as [·][64]. */
  static void transpose(double[] b, int from, int rows, int count, double[] t, int to) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < count; j++) {
        t[to + j * SLAB + i] = b[from + i * SLAB + j];
      }
    }
  }
}
