package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link DoubleShiftedProducts}. Each is a method of its own, on arrays, of
 * which the JIT removes the bounds checks.
 */
final class DoublePanels {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LENGTH = DoubleLanes.LENGTH;
  private static final int SLAB = ShiftedProducts.SLAB;
  private static final int ROWS = ShiftedProducts.ROWS;

  /** Columns that one call works on; the others are left to further calls. */
  static final int WIDTH = 4 * LENGTH;

  private static final boolean[] UPPER = upper();

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
      Object lanes, ByteBuffer x, int from, int stride, double[] b, int to, int rows, int count) {
    if (count < LENGTH) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < count; j++) {
          b[to + i * SLAB + j] = x.getDouble((from + i * stride + j) << 3);
        }
      }
      return;
    }
    if (count == SLAB) {
      for (int i = 0; i < rows; i++) {
        int source = from + i * stride;
        int target = to + i * SLAB;
        for (int j = 0; j < SLAB; j += LENGTH) {
          DoubleLanes.load(lanes, source + j).intoArray(b, target + j);
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
  static void put(double[] c, Object lanes, ByteBuffer y, int to, int stride, int rows, int count) {
    if (count < LENGTH) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < count; j++) {
          y.putDouble((to + i * stride + j) << 3, c[i * SLAB + j]);
        }
      }
      return;
    }
    if (count == SLAB) {
      for (int i = 0; i < rows; i++) {
        int source = i * SLAB;
        int target = to + i * stride;
        for (int j = 0; j < SLAB; j += LENGTH) {
          DoubleLanes.store(DoubleVector.fromArray(SPECIES, c, source + j), lanes, target + j);
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

  /** Four rows side by side: m[i][j] = c[j·row + i·column] for j &lt; 4, i &lt; columns. */
  static void interleave(
      double[] c, int from, int row, int column, int columns, double[] m, int to) {
    for (int i = 0; i < columns; i++) {
      int source = from + i * column;
      int target = to + i * ROWS;
      m[target] = c[source];
      m[target + 1] = c[source + row];
      m[target + 2] = c[source + 2 * row];
      m[target + 3] = c[source + 3 * row];
    }
  }

  /** y += x. */
  static void add(double[] x, int count, Object lanes, ByteBuffer y, int yo) {
    int i = 0;
    for (; i <= count - LENGTH; i += LENGTH) {
      DoubleVector sum = DoubleLanes.load(lanes, yo + i).add(DoubleVector.fromArray(SPECIES, x, i));
      DoubleLanes.store(sum, lanes, yo + i);
    }
    for (; i < count; i++) {
      int at = (yo + i) << 3;
      y.putDouble(at, y.getDouble(at) + x[i]);
    }
  }

  /**
   * Columns to rows: t[j][i] = b[i][j] for i &lt; rows, j &lt; 64, all as [·][64]; b is written
   * over. Squares of a vector's length are exchanged across their diagonals, halves first, then
   * halves of these.
   *
   * @param rows a multiple of the length of vectors
   */
  static void transpose(double[] b, int from, int rows, double[] t, int to) {
    for (int half = LENGTH / 2; half > 1; half /= 2) {
      for (int i = 0; i < rows; i += 2 * half) {
        exchange(b, from + i * SLAB, half);
      }
    }
    for (int i = 0; i < rows; i += LENGTH) {
      neighbours(b, from + i * SLAB, t, to + i);
    }
  }

  /** In every square, lanes [half, 2·half) of row r with lanes [0, half) of row r + half. */
  private static void exchange(double[] b, int from, int half) {
    VectorShuffle<Double> up = VectorShuffle.iota(SPECIES, LENGTH - half, 1, true);
    VectorShuffle<Double> down = VectorShuffle.iota(SPECIES, half, 1, true);
    VectorMask<Double> upper = VectorMask.fromArray(SPECIES, UPPER, half * LENGTH);
    int end = from + half * SLAB;
    for (int row = from; row < end; row += LENGTH) {
      int other = row + half * SLAB;
      DoubleVector x = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector y = DoubleVector.fromArray(SPECIES, b, other);
      x.blend(y.rearrange(up), upper).intoArray(b, row);
      x.rearrange(down).blend(y, upper).intoArray(b, other);
    }
  }

  /** The last exchange, of neighbours, to where the transposed squares lie. */
  private static void neighbours(double[] b, int from, double[] t, int to) {
    VectorShuffle<Double> up = VectorShuffle.iota(SPECIES, LENGTH - 1, 1, true);
    VectorShuffle<Double> down = VectorShuffle.iota(SPECIES, 1, 1, true);
    VectorMask<Double> upper = VectorMask.fromArray(SPECIES, UPPER, LENGTH);
    for (int j = 0; j < SLAB; j += LENGTH) {
      for (int r = 0; r < LENGTH; r += 2) {
        int row = from + r * SLAB + j;
        int target = to + (j + r) * SLAB;
        DoubleVector x = DoubleVector.fromArray(SPECIES, b, row);
        DoubleVector y = DoubleVector.fromArray(SPECIES, b, row + SLAB);
        x.blend(y.rearrange(up), upper).intoArray(t, target);
        x.rearrange(down).blend(y, upper).intoArray(t, target + SLAB);
      }
    }
  }

  /** Of each half, at half·length, the lanes whose number has that bit. */
  private static boolean[] upper() {
    boolean[] upper = new boolean[LENGTH * LENGTH];
    for (int half = 1; half < LENGTH; half *= 2) {
      for (int lane = 0; lane < LENGTH; lane++) {
        upper[half * LENGTH + lane] = (lane & half) != 0;
      }
    }
    return upper;
  }
}
