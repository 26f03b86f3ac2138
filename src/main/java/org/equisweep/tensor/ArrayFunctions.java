package org.equisweep.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials and logarithms of {@link Elementary} over whole arrays of doubles, for losses: step
 * by step the same, on the part of the line that losses need. Arrays are worked on in whole
 * vectors, so counts are rounded up to a multiple of {@link #WHOLE}, and must not run out of the
 * array there; what is computed beyond the count is of no account. In and out may be the same
 * array. A NaN gives one.
 *
 * <p>Each function is one loop, or two over blocks that stay in the cache, see {@link DoubleLanes}.
 */
final class ArrayFunctions {
  /** A multiple of every vector's length, and of the partial sums of {@link Reductions}. */
  static final int WHOLE = Reductions.LANES;

  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final VectorSpecies<Long> BITS =
      VectorSpecies.of(long.class, SPECIES.vectorShape());
  private static final int LENGTH = SPECIES.length();

  private ArrayFunctions() {}

  /** The smallest multiple of {@link #WHOLE} that is not below n. */
  static int whole(int n) {
    return (n + WHOLE - 1) / WHOLE * WHOLE;
  }

  /**
   * y = e^{−|x|}, to 1 unit in the last place. It is 2⁶⁴ times too large until its last step, which
   * rounds results below the normal ones.
   */
  static void decay(double[] x, double[] y, int n) {
    LongVector signBit = LongVector.broadcast(BITS, Long.MIN_VALUE);
    DoubleVector one = DoubleLanes.all(1);
    DoubleVector nan = DoubleLanes.all(Double.NaN);
    DoubleVector round = DoubleLanes.all(Elementary.ROUND + 64);
    DoubleVector down = DoubleLanes.all(0x1p-64);
    DoubleVector log2E = DoubleLanes.all(Elementary.LOG2_E);
    DoubleVector ln2High = DoubleLanes.all(-Elementary.LN2_HIGH);
    DoubleVector ln2Low = DoubleLanes.all(-Elementary.LN2_LOW);
    LongVector underflow = DoubleLanes.all(Elementary.EXP_UNDERFLOW).reinterpretAsLongs();
    DoubleVector e0 = DoubleLanes.all(Elementary.E0);
    DoubleVector e1 = DoubleLanes.all(Elementary.E1);
    DoubleVector e2 = DoubleLanes.all(Elementary.E2);
    DoubleVector e3 = DoubleLanes.all(Elementary.E3);
    DoubleVector e4 = DoubleLanes.all(Elementary.E4);
    DoubleVector e5 = DoubleLanes.all(Elementary.E5);
    DoubleVector e6 = DoubleLanes.all(Elementary.E6);
    DoubleVector e7 = DoubleLanes.all(Elementary.E7);
    DoubleVector e8 = DoubleLanes.all(Elementary.E8);
    DoubleVector e9 = DoubleLanes.all(Elementary.E9);
    DoubleVector e10 = DoubleLanes.all(Elementary.E10);
    for (int i = 0; i < n; i += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      LongVector below = v.reinterpretAsLongs().lanewise(VectorOperators.OR, signBit);
      // numbers below 0 are against the order of their bits; NaN gets its value at the end
      DoubleVector c = below.min(underflow).reinterpretAsDoubles();
      DoubleVector t = c.fma(log2E, round);
      DoubleVector k = t.sub(round);
      DoubleVector r = k.fma(ln2Low, k.fma(ln2High, c));
      DoubleVector z = r.mul(r);
      DoubleVector even = z.fma(e10, e8);
      DoubleVector odd = z.fma(e9, e7);
      even = even.fma(z, e6);
      odd = odd.fma(z, e5);
      even = even.fma(z, e4);
      odd = odd.fma(z, e3);
      even = even.fma(z, e2);
      odd = odd.fma(z, e1);
      even = even.fma(z, e0);
      DoubleVector m = z.fma(odd.fma(r, even), r).add(one);
      LongVector power = t.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
      DoubleVector e = m.reinterpretAsLongs().add(power).reinterpretAsDoubles().mul(down);
      e.blend(nan, v.compare(VectorOperators.NE, v)).intoArray(y, i);
    }
  }

  /**
   * y = log(1 + x) of 0 ≤ x ≤ 1, to 2 units in the last place.
   *
   * @param factor of as many elements: as {@code exponent} and {@code lost}, to work with
   */
  static void log1p(
      double[] x, double[] y, int n, double[] factor, double[] exponent, double[] lost) {
    reduceOnePlus(x, n, factor, exponent, lost);
    logReduced(factor, exponent, lost, y, n);
  }

  /** y = log x of finite x ≥ 1, to 2 units in the last place; see {@link #log1p}. */
  static void log(
      double[] x, double[] y, int n, double[] factor, double[] exponent, double[] lost) {
    reduce(x, n, factor, exponent, lost);
    logReduced(factor, exponent, lost, y, n);
  }

  // both reductions element by element: the JIT of 17 now and then leaves their vectors of longs on
  // the heap

  /** 1 + x = 2ᵏ(1 + f)(1 + c) with k 0 or 1: halved, with what rounding 1 + x lost, or x itself. */
  private static void reduceOnePlus(double[] x, int n, double[] f, double[] k, double[] c) {
    for (int i = 0; i < n; i++) {
      double v = x[i];
      double u = v + 1;
      double exponent =
          ((Double.doubleToRawLongBits(u) + Elementary.SQRT_HALF_SHIFT) >>> 52) - 1023;
      boolean halved = exponent != 0;
      f[i] = halved ? u * 0.5 - 1 : v;
      k[i] = halved ? 1 : 0;
      c[i] = halved ? (v - (u - 1)) / u : 0;
    }
  }

  /** x = 2ᵏ(1 + f) with √½ ≤ 1 + f &lt; √2; c is 0, or NaN where x is no number. */
  private static void reduce(double[] x, int n, double[] f, double[] k, double[] c) {
    for (int i = 0; i < n; i++) {
      double v = x[i];
      long bits = Double.doubleToRawLongBits(v) + Elementary.SQRT_HALF_SHIFT;
      c[i] = 0 * v;
      f[i] = Double.longBitsToDouble((bits & Elementary.MANTISSA) + Elementary.SQRT_HALF_BITS) - 1;
      k[i] = (bits >>> 52) - 1023;
    }
  }

  /** y = log(2ᵏ(1 + f)) + c. */
  private static void logReduced(double[] f, double[] k, double[] c, double[] y, int n) {
    DoubleVector oneHalf = DoubleLanes.all(0.5);
    DoubleVector two = DoubleLanes.all(2);
    DoubleVector l1 = DoubleLanes.all(Elementary.L1);
    DoubleVector l2 = DoubleLanes.all(Elementary.L2);
    DoubleVector l3 = DoubleLanes.all(Elementary.L3);
    DoubleVector l4 = DoubleLanes.all(Elementary.L4);
    DoubleVector l5 = DoubleLanes.all(Elementary.L5);
    DoubleVector l6 = DoubleLanes.all(Elementary.L6);
    DoubleVector l7 = DoubleLanes.all(Elementary.L7);
    DoubleVector ln2High = DoubleLanes.all(Elementary.LOG_LN2_HIGH);
    DoubleVector ln2Low = DoubleLanes.all(Elementary.LOG_LN2_LOW);
    for (int i = 0; i < n; i += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, f, i);
      DoubleVector exponent = DoubleVector.fromArray(SPECIES, k, i);
      DoubleVector low = exponent.fma(ln2Low, DoubleVector.fromArray(SPECIES, c, i));
      DoubleVector half = v.mul(oneHalf).mul(v);
      DoubleVector s = v.div(v.add(two));
      DoubleVector z = s.mul(s);
      DoubleVector w = z.mul(z);
      DoubleVector even = w.fma(l6, l4).fma(w, l2).mul(w);
      DoubleVector odd = w.fma(l7, l5).fma(w, l3).fma(w, l1).mul(z);
      DoubleVector sum = s.fma(half.add(odd.add(even)), low);
      exponent.fma(ln2High, v.sub(half.sub(sum))).intoArray(y, i);
    }
  }
}
