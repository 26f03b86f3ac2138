package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
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
      Object lanes,
      ByteBuffer x,
      int from,
      int stride,
      float[] b,
      int to,
      int rows,
      int count) {
    if (count < LENGTH) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < count; j++) {
          b[to + i * SLAB + j] = x.getFloat((from + i * stride + j) << 2);
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
  static void put(
      float[] c, Object lanes, ByteBuffer y, int to, int stride, int rows, int count) {
    if (count < LENGTH) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < count; j++) {
          y.putFloat((to + i * stride + j) << 2, c[i * SLAB + j]);
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

  /** Columns to rows: t[j][i] = b[i][j] for i &lt; rows, j &lt; count; all as [·][64]. */
  static void transpose(float[] b, int from, int rows, int count, float[] t, int to) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < count; j++) {
        t[to + j * SLAB + i] = b[from + i * SLAB + j];
      }
    }
  }
}
