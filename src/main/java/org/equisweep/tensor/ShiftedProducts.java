package org.equisweep.tensor;

import java.lang.ref.Reference;

/**
 * Products Σ_k C_k ⊗ S_k with {@link Shifts} S_k, in blocks of columns that stay in the cache: what
 * a block needs of S_k X is copied beside the coefficients, multiplied and forgotten, so that no
 * gathered array goes through memory. Rows that are 0 in all of a block are left out.
 *
 * <p>Every output is one chain of fused multiply–adds: over k and then over channels, for gradients
 * of coefficients over positions and then examples. Neither depends on the width of vectors. Arrays
 * lie as [channel][position][example], coefficients as (c_out, c_in, k). Nothing is allocated once
 * a thread has worked on the largest shape.
 */
public final class ShiftedProducts {
  /** Columns of a block; a multiple of four vectors of any kind. */
  public static final int SLAB = 64;

  /** Rows of a product that are worked on at once. */
  public static final int ROWS = 4;

  private ShiftedProducts() {}

  /**
   * y[o,p] = Σ_k Σ_i C[o,i,k] x[i,s_k(p)].
   *
   * @param transposed whether the coefficients lie as C[i,o,k]
   */
  public static void multiply(
      Shifts shifts,
      int channelsOut,
      int channelsIn,
      Tensor c,
      long co,
      boolean transposed,
      Tensor x,
      long xo,
      Tensor y,
      long yo,
      int n) {
    same(c, x, y);
    long coefficients = (long) channelsOut * channelsIn * shifts.operators();
    int matrix = c.checkRange(co, coefficients);
    int from = x.checkRange(xo, (long) channelsIn * shifts.columns() * n);
    int to = y.checkRange(yo, (long) channelsOut * shifts.rows() * n);
    if (x.precision() == Precision.FLOAT) {
      FloatShiftedProducts.work(shifts, channelsOut, channelsIn)
          .multiply(c, matrix, transposed, x, from, y, to, n);
    } else {
      DoubleShiftedProducts.work(shifts, channelsOut, channelsIn)
          .multiply(c, matrix, transposed, x, from, y, to, n);
    }
    Reference.reachabilityFence(c);
    Reference.reachabilityFence(x);
    Reference.reachabilityFence(y);
  }

  /** dC[o,i,k] += Σ_p Σ_e dy[o,p,e] x[i,s_k(p),e]. */
  public static void addGradient(
      Shifts shifts,
      int channelsOut,
      int channelsIn,
      Tensor dy,
      long dyo,
      Tensor x,
      long xo,
      Tensor dc,
      long dco,
      int n) {
    same(dy, x, dc);
    long coefficients = (long) channelsOut * channelsIn * shifts.operators();
    int matrix = dc.checkRange(dco, coefficients);
    int from = x.checkRange(xo, (long) channelsIn * shifts.columns() * n);
    int outputs = dy.checkRange(dyo, (long) channelsOut * shifts.rows() * n);
    if (x.precision() == Precision.FLOAT) {
      FloatShiftedProducts.work(shifts, channelsOut, channelsIn)
          .addGradient(dy, outputs, x, from, dc, matrix, n);
    } else {
      DoubleShiftedProducts.work(shifts, channelsOut, channelsIn)
          .addGradient(dy, outputs, x, from, dc, matrix, n);
    }
    Reference.reachabilityFence(dy);
    Reference.reachabilityFence(x);
    Reference.reachabilityFence(dc);
  }

  private static void same(Tensor one, Tensor two, Tensor three) {
    if (one.precision() != two.precision() || one.precision() != three.precision()) {
      throw new IllegalArgumentException(
          "Tensors of one product must have one precision, but they have %s, %s and %s"
              .formatted(one.precision(), two.precision(), three.precision()));
    }
  }
}
