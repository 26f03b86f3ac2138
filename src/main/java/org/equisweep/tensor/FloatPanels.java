package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link FloatShiftedProducts}. Each is a method of its own, on arrays, of which
 * the JIT removes the bounds checks.
 */
final class FloatPanels {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LENGTH = FloatLanes.LENGTH;
  private static final int SLAB = ShiftedProducts.SLAB;
  private static final int ROWS = ShiftedProducts.ROWS;

  /** Columns that one call works on; the others are left to further calls. */
  static final int WIDTH = 4 * LENGTH;

  private static final boolean[] UPPER = upper();

  private FloatPanels() {}

  /** c[j] += Σ_r a[r][j] b[r] for 4 rows j: a as [r][4], b and c as [·][64]. */
  static void rows(float[] a, int ao, float[] b, int bo, int steps, float[] c, int co) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, co + LENGTH);
    FloatVector c02 = FloatVector.fromArray(SPECIES, c, co + 2 * LENGTH);
    FloatVector c03 = FloatVector.fromArray(SPECIES, c, co + 3 * LENGTH);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, co + SLAB);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, co + SLAB + LENGTH);
    FloatVector c12 = FloatVector.fromArray(SPECIES, c, co + SLAB + 2 * LENGTH);
    FloatVector c13 = FloatVector.fromArray(SPECIES, c, co + SLAB + 3 * LENGTH);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, co + 2 * SLAB);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, co + 2 * SLAB + LENGTH);
    FloatVector c22 = FloatVector.fromArray(SPECIES, c, co + 2 * SLAB + 2 * LENGTH);
    FloatVector c23 = FloatVector.fromArray(SPECIES, c, co + 2 * SLAB + 3 * LENGTH);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, co + 3 * SLAB);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, co + 3 * SLAB + LENGTH);
    FloatVector c32 = FloatVector.fromArray(SPECIES, c, co + 3 * SLAB + 2 * LENGTH);
    FloatVector c33 = FloatVector.fromArray(SPECIES, c, co + 3 * SLAB + 3 * LENGTH);
    for (int r = 0; r < steps; r++) {
      int at = bo + r * SLAB;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, at);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, at + LENGTH);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, at + 2 * LENGTH);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, at + 3 * LENGTH);
      FloatVector a0 = FloatLanes.all(a[ao + ROWS * r]);
      c00 = b0.fma(a0, c00);
      c01 = b1.fma(a0, c01);
      c02 = b2.fma(a0, c02);
      c03 = b3.fma(a0, c03);
      FloatVector a1 = FloatLanes.all(a[ao + ROWS * r + 1]);
      c10 = b0.fma(a1, c10);
      c11 = b1.fma(a1, c11);
      c12 = b2.fma(a1, c12);
      c13 = b3.fma(a1, c13);
      FloatVector a2 = FloatLanes.all(a[ao + ROWS * r + 2]);
      c20 = b0.fma(a2, c20);
      c21 = b1.fma(a2, c21);
      c22 = b2.fma(a2, c22);
      c23 = b3.fma(a2, c23);
      FloatVector a3 = FloatLanes.all(a[ao + ROWS * r + 3]);
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
  static void columns(float[] a, int ao, float[] b, int bo, int steps, float[] c, int co) {
    FloatVector c00 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector c01 = FloatVector.fromArray(SPECIES, c, co + LENGTH);
    FloatVector c02 = FloatVector.fromArray(SPECIES, c, co + 2 * LENGTH);
    FloatVector c03 = FloatVector.fromArray(SPECIES, c, co + 3 * LENGTH);
    FloatVector c10 = FloatVector.fromArray(SPECIES, c, co + SLAB);
    FloatVector c11 = FloatVector.fromArray(SPECIES, c, co + SLAB + LENGTH);
    FloatVector c12 = FloatVector.fromArray(SPECIES, c, co + SLAB + 2 * LENGTH);
    FloatVector c13 = FloatVector.fromArray(SPECIES, c, co + SLAB + 3 * LENGTH);
    FloatVector c20 = FloatVector.fromArray(SPECIES, c, co + 2 * SLAB);
    FloatVector c21 = FloatVector.fromArray(SPECIES, c, co + 2 * SLAB + LENGTH);
    FloatVector c22 = FloatVector.fromArray(SPECIES, c, co + 2 * SLAB + 2 * LENGTH);
    FloatVector c23 = FloatVector.fromArray(SPECIES, c, co + 2 * SLAB + 3 * LENGTH);
    FloatVector c30 = FloatVector.fromArray(SPECIES, c, co + 3 * SLAB);
    FloatVector c31 = FloatVector.fromArray(SPECIES, c, co + 3 * SLAB + LENGTH);
    FloatVector c32 = FloatVector.fromArray(SPECIES, c, co + 3 * SLAB + 2 * LENGTH);
    FloatVector c33 = FloatVector.fromArray(SPECIES, c, co + 3 * SLAB + 3 * LENGTH);
    for (int r = 0; r < steps; r++) {
      int at = bo + r * SLAB;
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, at);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, at + LENGTH);
      FloatVector b2 = FloatVector.fromArray(SPECIES, b, at + 2 * LENGTH);
      FloatVector b3 = FloatVector.fromArray(SPECIES, b, at + 3 * LENGTH);
      FloatVector a0 = FloatLanes.all(a[ao + r]);
      c00 = b0.fma(a0, c00);
      c01 = b1.fma(a0, c01);
      c02 = b2.fma(a0, c02);
      c03 = b3.fma(a0, c03);
      FloatVector a1 = FloatLanes.all(a[ao + r + SLAB]);
      c10 = b0.fma(a1, c10);
      c11 = b1.fma(a1, c11);
      c12 = b2.fma(a1, c12);
      c13 = b3.fma(a1, c13);
      FloatVector a2 = FloatLanes.all(a[ao + r + 2 * SLAB]);
      c20 = b0.fma(a2, c20);
      c21 = b1.fma(a2, c21);
      c22 = b2.fma(a2, c22);
      c23 = b3.fma(a2, c23);
      FloatVector a3 = FloatLanes.all(a[ao + r + 3 * SLAB]);
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
      Object lanes, ByteBuffer x, int from, int stride, float[] b, int to, int rows, int count) {
    if (count < LENGTH) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < count; j++) {
          b[to + i * SLAB + j] = x.getFloat((from + i * stride + j) << 2);
        }
      }
      return;
    }
    if (count == SLAB) {
      for (int i = 0; i < rows; i++) {
        int source = from + i * stride;
        int target = to + i * SLAB;
        for (int j = 0; j < SLAB; j += LENGTH) {
          FloatLanes.load(lanes, source + j).intoArray(b, target + j);
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
        FloatLanes.load(lanes, source + j).intoArray(b, target + j);
      }
      FloatLanes.load(lanes, source + last).intoArray(b, target + last);
    }
  }

  /** Rows of 64 to rows of memory: y[i·stride + j] = c[i][j] for j &lt; count. */
  static void put(float[] c, Object lanes, ByteBuffer y, int to, int stride, int rows, int count) {
    if (count < LENGTH) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < count; j++) {
          y.putFloat((to + i * stride + j) << 2, c[i * SLAB + j]);
        }
      }
      return;
    }
    if (count == SLAB) {
      for (int i = 0; i < rows; i++) {
        int source = i * SLAB;
        int target = to + i * stride;
        for (int j = 0; j < SLAB; j += LENGTH) {
          FloatLanes.store(FloatVector.fromArray(SPECIES, c, source + j), lanes, target + j);
        }
      }
      return;
    }
    int last = count - LENGTH;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < last; j += LENGTH) {
        FloatLanes.store(
            FloatVector.fromArray(SPECIES, c, i * SLAB + j), lanes, to + i * stride + j);
      }
      FloatLanes.store(
          FloatVector.fromArray(SPECIES, c, i * SLAB + last), lanes, to + i * stride + last);
    }
  }

  /** Four rows side by side: m[i][j] = c[j·row + i·column] for j &lt; 4, i &lt; columns. */
  static void interleave(float[] c, int from, int row, int column, int columns, float[] m, int to) {
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
  static void add(float[] x, int count, Object lanes, ByteBuffer y, int yo) {
    int i = 0;
    for (; i <= count - LENGTH; i += LENGTH) {
      FloatVector sum = FloatLanes.load(lanes, yo + i).add(FloatVector.fromArray(SPECIES, x, i));
      FloatLanes.store(sum, lanes, yo + i);
    }
    for (; i < count; i++) {
      int at = (yo + i) << 2;
      y.putFloat(at, y.getFloat(at) + x[i]);
    }
  }

  /**
   * Columns to rows: t[j][i] = b[i][j] for i &lt; rows, j &lt; 64, all as [·][64]; b is written
   * over. Squares of a vector's length are exchanged across their diagonals, halves first, then
   * halves of these.
   *
   * @param rows a multiple of the length of vectors
   */
  static void transpose(float[] b, int from, int rows, float[] t, int to) {
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
  private static void exchange(float[] b, int from, int half) {
    VectorShuffle<Float> up = VectorShuffle.iota(SPECIES, LENGTH - half, 1, true);
    VectorShuffle<Float> down = VectorShuffle.iota(SPECIES, half, 1, true);
    VectorMask<Float> upper = VectorMask.fromArray(SPECIES, UPPER, half * LENGTH);
    int end = from + half * SLAB;
    for (int row = from; row < end; row += LENGTH) {
      int other = row + half * SLAB;
      FloatVector x = FloatVector.fromArray(SPECIES, b, row);
      FloatVector y = FloatVector.fromArray(SPECIES, b, other);
      x.blend(y.rearrange(up), upper).intoArray(b, row);
      x.rearrange(down).blend(y, upper).intoArray(b, other);
    }
  }

  /** The last exchange, of neighbours, to where the transposed squares lie. */
  private static void neighbours(float[] b, int from, float[] t, int to) {
    VectorShuffle<Float> up = VectorShuffle.iota(SPECIES, LENGTH - 1, 1, true);
    VectorShuffle<Float> down = VectorShuffle.iota(SPECIES, 1, 1, true);
    VectorMask<Float> upper = VectorMask.fromArray(SPECIES, UPPER, LENGTH);
    for (int j = 0; j < SLAB; j += LENGTH) {
      for (int r = 0; r < LENGTH; r += 2) {
        int row = from + r * SLAB + j;
        int target = to + (j + r) * SLAB;
        FloatVector x = FloatVector.fromArray(SPECIES, b, row);
        FloatVector y = FloatVector.fromArray(SPECIES, b, row + SLAB);
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
