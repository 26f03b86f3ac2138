package org.equisweep.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Elementary}'s exp, log and log1p over heap arrays in double lanes, step by step the same;
 * counts are multiples of {@link Reductions#LANES}. Loops are no longer than the JIT of 17 inlines
 * as a whole, for {@link DoubleLanes}' reason.
 */
final class DoubleArrays {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LENGTH = DoubleLanes.LENGTH;
  private static final VectorSpecies<Long> BITS =
      VectorSpecies.of(long.class, SPECIES.vectorShape());
  private static final LongVector SQRT_HALF_SHIFT =
      LongVector.broadcast(BITS, Elementary.SQRT_HALF_SHIFT);
  private static final LongVector SQRT_HALF_BITS =
      LongVector.broadcast(BITS, Elementary.SQRT_HALF_BITS);
  private static final LongVector MANTISSA = LongVector.broadcast(BITS, Elementary.MANTISSA);
  private static final LongVector INTEGER_BITS =
      LongVector.broadcast(BITS, Elementary.INTEGER_BITS);
  private static final DoubleVector ZERO = DoubleLanes.all(0);
  private static final DoubleVector HALF = DoubleLanes.all(0.5);
  private static final DoubleVector ONE = DoubleLanes.all(1);
  private static final DoubleVector TWO = DoubleLanes.all(2);
  private static final DoubleVector MINUS_ONE = DoubleLanes.all(-1);
  private static final DoubleVector NAN = DoubleLanes.all(Double.NaN);
  private static final DoubleVector INFINITY = DoubleLanes.all(Double.POSITIVE_INFINITY);
  private static final DoubleVector MINUS_INFINITY = DoubleLanes.all(Double.NEGATIVE_INFINITY);
  private static final DoubleVector MIN_NORMAL = DoubleLanes.all(Double.MIN_NORMAL);
  private static final DoubleVector SCALE = DoubleLanes.all(0x1p54);
  private static final DoubleVector SCALE_EXPONENT = DoubleLanes.all(54);
  private static final DoubleVector BIAS = DoubleLanes.all(1023);
  private static final DoubleVector INTEGER_BIAS = DoubleLanes.all(Elementary.INTEGER_BIAS);
  private static final DoubleVector ROUND = DoubleLanes.all(Elementary.ROUND);
  private static final DoubleVector LOG2_E = DoubleLanes.all(Elementary.LOG2_E);
  private static final DoubleVector LN2_HIGH = DoubleLanes.all(-Elementary.LN2_HIGH);
  private static final DoubleVector LN2_LOW = DoubleLanes.all(-Elementary.LN2_LOW);
  private static final DoubleVector OVERFLOW = DoubleLanes.all(Elementary.EXP_OVERFLOW);
  private static final DoubleVector UNDERFLOW = DoubleLanes.all(Elementary.EXP_UNDERFLOW);
  private static final DoubleVector LOG_LN2_HIGH = DoubleLanes.all(Elementary.LOG_LN2_HIGH);
  private static final DoubleVector LOG_LN2_LOW = DoubleLanes.all(Elementary.LOG_LN2_LOW);
  private static final DoubleVector E0 = DoubleLanes.all(Elementary.E0);
  private static final DoubleVector E1 = DoubleLanes.all(Elementary.E1);
  private static final DoubleVector E2 = DoubleLanes.all(Elementary.E2);
  private static final DoubleVector E3 = DoubleLanes.all(Elementary.E3);
  private static final DoubleVector E4 = DoubleLanes.all(Elementary.E4);
  private static final DoubleVector E5 = DoubleLanes.all(Elementary.E5);
  private static final DoubleVector E6 = DoubleLanes.all(Elementary.E6);
  private static final DoubleVector E7 = DoubleLanes.all(Elementary.E7);
  private static final DoubleVector E8 = DoubleLanes.all(Elementary.E8);
  private static final DoubleVector E9 = DoubleLanes.all(Elementary.E9);
  private static final DoubleVector E10 = DoubleLanes.all(Elementary.E10);
  private static final DoubleVector L1 = DoubleLanes.all(Elementary.L1);
  private static final DoubleVector L2 = DoubleLanes.all(Elementary.L2);
  private static final DoubleVector L3 = DoubleLanes.all(Elementary.L3);
  private static final DoubleVector L4 = DoubleLanes.all(Elementary.L4);
  private static final DoubleVector L5 = DoubleLanes.all(Elementary.L5);
  private static final DoubleVector L6 = DoubleLanes.all(Elementary.L6);
  private static final DoubleVector L7 = DoubleLanes.all(Elementary.L7);

  private DoubleArrays() {}

  /** target[i] = exp(source[i]) for from ≤ i &lt; from + count; they may be the same. */
  static void exp(double[] source, double[] target, int from, int count) {
    for (int i = from; i < from + count; i += LENGTH) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, source, i);
      DoubleVector c = x.blend(OVERFLOW, x.compare(VectorOperators.GT, OVERFLOW));
      c = c.blend(UNDERFLOW, x.compare(VectorOperators.LT, UNDERFLOW));
      DoubleVector k = c.fma(LOG2_E, ROUND).sub(ROUND);
      DoubleVector r = k.fma(LN2_LOW, k.fma(LN2_HIGH, c));
      DoubleVector q = r.fma(E10, E9);
      q = q.fma(r, E8);
      q = q.fma(r, E7);
      q = q.fma(r, E6);
      q = q.fma(r, E5);
      q = q.fma(r, E4);
      q = q.fma(r, E3);
      q = q.fma(r, E2);
      q = q.fma(r, E1);
      q = q.fma(r, E0);
      DoubleVector m = r.mul(r).fma(q, r).add(ONE);
      DoubleVector half = k.fma(HALF, ROUND);
      DoubleVector rest = k.sub(half.sub(ROUND)).add(ROUND);
      DoubleVector y =
          m.mul(
                  half.add(BIAS)
                      .reinterpretAsLongs()
                      .lanewise(VectorOperators.LSHL, 52)
                      .reinterpretAsDoubles())
              .mul(
                  rest.add(BIAS)
                      .reinterpretAsLongs()
                      .lanewise(VectorOperators.LSHL, 52)
                      .reinterpretAsDoubles());
      y.blend(NAN, x.compare(VectorOperators.NE, x)).intoArray(target, i);
    }
  }

  /** target[i] = log(source[i]) for from ≤ i &lt; from + count; two arrays. */
  static void log(double[] source, double[] target, int from, int count) {
    for (int i = from; i < from + count; i += LENGTH) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, source, i);
      VectorMask<Double> subnormal = x.compare(VectorOperators.LT, MIN_NORMAL);
      LongVector bits =
          x.blend(x.mul(SCALE), subnormal)
              .reinterpretAsLongs()
              .lanewise(VectorOperators.ADD, SQRT_HALF_SHIFT);
      DoubleVector k =
          bits.lanewise(VectorOperators.LSHR, 52)
              .lanewise(VectorOperators.OR, INTEGER_BITS)
              .reinterpretAsDoubles()
              .sub(INTEGER_BIAS)
              .sub(ZERO.blend(SCALE_EXPONENT, subnormal));
      DoubleVector f =
          bits.lanewise(VectorOperators.AND, MANTISSA)
              .lanewise(VectorOperators.ADD, SQRT_HALF_BITS)
              .reinterpretAsDoubles()
              .sub(ONE);
      DoubleVector h = f.mul(HALF).mul(f);
      DoubleVector s = f.div(f.add(TWO));
      DoubleVector z = s.mul(s);
      DoubleVector w = z.mul(z);
      DoubleVector even = w.mul(w.fma(w.fma(L6, L4), L2));
      DoubleVector odd = z.mul(w.fma(w.fma(w.fma(L7, L5), L3), L1));
      DoubleVector low = k.fma(LOG_LN2_LOW, ZERO);
      DoubleVector y = k.fma(LOG_LN2_HIGH, f.sub(h.sub(s.fma(h.add(odd.add(even)), low))));
      y.intoArray(target, i);
    }
    special(source, target, from, count, ZERO);
  }

  /** target[i] = log(1 + source[i]) for from ≤ i &lt; from + count; two arrays. */
  static void log1p(double[] source, double[] target, int from, int count) {
    for (int i = from; i < from + count; i += LENGTH) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, source, i);
      DoubleVector u = x.add(ONE);
      LongVector bits = u.reinterpretAsLongs().lanewise(VectorOperators.ADD, SQRT_HALF_SHIFT);
      DoubleVector k =
          bits.lanewise(VectorOperators.LSHR, 52)
              .lanewise(VectorOperators.OR, INTEGER_BITS)
              .reinterpretAsDoubles()
              .sub(INTEGER_BIAS);
      VectorMask<Double> near = k.compare(VectorOperators.EQ, ZERO);
      DoubleVector f =
          bits.lanewise(VectorOperators.AND, MANTISSA)
              .lanewise(VectorOperators.ADD, SQRT_HALF_BITS)
              .reinterpretAsDoubles()
              .sub(ONE)
              .blend(x, near);
      DoubleVector lost =
          x.sub(u.sub(ONE)).blend(ONE.sub(u.sub(x)), x.compare(VectorOperators.GT, ONE));
      DoubleVector h = f.mul(HALF).mul(f);
      DoubleVector s = f.div(f.add(TWO));
      DoubleVector z = s.mul(s);
      DoubleVector w = z.mul(z);
      DoubleVector even = w.mul(w.fma(w.fma(L6, L4), L2));
      DoubleVector odd = z.mul(w.fma(w.fma(w.fma(L7, L5), L3), L1));
      DoubleVector low = k.fma(LOG_LN2_LOW, lost.div(u).blend(ZERO, near));
      DoubleVector y = k.fma(LOG_LN2_HIGH, f.sub(h.sub(s.fma(h.add(odd.add(even)), low))));
      y.blend(x, x.compare(VectorOperators.EQ, ZERO)).intoArray(target, i);
    }
    special(source, target, from, count, MINUS_ONE);
  }

  /** −∞ at the pole, NaN below it and for NaN, ∞ at ∞. */
  private static void special(
      double[] source, double[] target, int from, int count, DoubleVector pole) {
    for (int i = from; i < from + count; i += LENGTH) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, source, i);
      DoubleVector y = DoubleVector.fromArray(SPECIES, target, i);
      y = y.blend(MINUS_INFINITY, x.compare(VectorOperators.EQ, pole));
      y = y.blend(x, x.compare(VectorOperators.EQ, INFINITY));
      y = y.blend(NAN, x.compare(VectorOperators.LT, pole));
      y.blend(NAN, x.compare(VectorOperators.NE, x)).intoArray(target, i);
    }
  }
}
