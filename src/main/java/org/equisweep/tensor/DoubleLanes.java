package org.equisweep.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link Elementary} in double lanes, step by step the same. */
final class DoubleLanes {
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** As many floats as there are double lanes. */
  static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

  static final int LENGTH = SPECIES.length();

  private DoubleLanes() {}

  static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  /** The doubles at an element index. */
  static DoubleVector load(Object memory, int index) {
    return LaneAccess.loadDoubles(SPECIES, memory, index << 3);
  }

  static void store(DoubleVector vector, Object memory, int index) {
    LaneAccess.store(vector, memory, index << 3);
  }

  /** Floats at an element index, widened. */
  static DoubleVector loadFloats(Object memory, int index) {
    FloatVector floats = LaneAccess.load(FLOATS, memory, index << 2);
    return (DoubleVector) floats.convertShape(VectorOperators.F2D, SPECIES, 0);
  }

  static DoubleVector exp(DoubleVector x) {
    DoubleVector c =
        x.blend(
            all(Elementary.EXP_OVERFLOW), x.compare(VectorOperators.GT, Elementary.EXP_OVERFLOW));
    c =
        c.blend(
            all(Elementary.EXP_UNDERFLOW), x.compare(VectorOperators.LT, Elementary.EXP_UNDERFLOW));
    DoubleVector n =
        c.fma(all(Elementary.LOG2_E), all(Elementary.ROUND)).sub(all(Elementary.ROUND));
    DoubleVector m = expm1Reduced(reduce(n, c)).add(all(1));
    DoubleVector half = n.fma(all(0.5), all(Elementary.ROUND));
    DoubleVector rest = n.sub(half.sub(all(Elementary.ROUND))).add(all(Elementary.ROUND));
    DoubleVector y = m.mul(powerOfTwo(half)).mul(powerOfTwo(rest));
    return y.blend(all(Double.NaN), x.compare(VectorOperators.NE, x));
  }

  static DoubleVector tanh(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector c =
        a.add(a)
            .blend(
                all(2 * Elementary.TANH_ONE), a.compare(VectorOperators.GT, Elementary.TANH_ONE));
    DoubleVector t = c.fma(all(Elementary.LOG2_E), all(Elementary.ROUND));
    DoubleVector p = expm1Reduced(reduce(t.sub(all(Elementary.ROUND)), c));
    DoubleVector s = powerOfTwo(t);
    DoubleVector q = overTwoMore(s.fma(p, s.sub(all(1))));
    LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
    DoubleVector y = q.reinterpretAsLongs().or(sign).reinterpretAsDoubles();
    return y.blend(all(Double.NaN), x.compare(VectorOperators.NE, x));
  }

  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector e = exp(x.abs().neg());
    return all(1).blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(all(1)));
  }

  static DoubleVector log(DoubleVector x) {
    VectorMask<Double> subnormal = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
    LongVector bits =
        x.blend(x.mul(all(0x1p54)), subnormal).reinterpretAsLongs().add(Elementary.SQRT_HALF_SHIFT);
    DoubleVector k = exponent(bits).sub(all(0).blend(all(54), subnormal));
    DoubleVector y = logReduced(mantissa(bits).sub(all(1)), k, all(0));
    y = y.blend(all(Double.NEGATIVE_INFINITY), x.compare(VectorOperators.EQ, 0));
    y = y.blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
    return y.blend(all(Double.NaN), x.compare(VectorOperators.GE, 0).not());
  }

  static DoubleVector log1p(DoubleVector x) {
    DoubleVector u = x.add(all(1));
    LongVector bits = u.reinterpretAsLongs().add(Elementary.SQRT_HALF_SHIFT);
    DoubleVector k = exponent(bits);
    VectorMask<Double> near = k.compare(VectorOperators.EQ, 0);
    DoubleVector f = mantissa(bits).sub(all(1)).blend(x, near);
    DoubleVector lost =
        x.sub(u.sub(all(1))).blend(all(1).sub(u.sub(x)), x.compare(VectorOperators.GT, 1));
    DoubleVector y = logReduced(f, k, lost.div(u).blend(all(0), near));
    y = y.blend(x, x.compare(VectorOperators.EQ, 0));
    y = y.blend(all(Double.NEGATIVE_INFINITY), x.compare(VectorOperators.EQ, -1));
    y = y.blend(x, x.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
    return y.blend(all(Double.NaN), x.compare(VectorOperators.GE, -1).not());
  }

  private static DoubleVector reduce(DoubleVector n, DoubleVector c) {
    return n.fma(all(-Elementary.LN2_LOW), n.fma(all(-Elementary.LN2_HIGH), c));
  }

  private static DoubleVector expm1Reduced(DoubleVector r) {
    DoubleVector q = r.fma(all(Elementary.E10), all(Elementary.E9));
    q = q.fma(r, all(Elementary.E8));
    q = q.fma(r, all(Elementary.E7));
    q = q.fma(r, all(Elementary.E6));
    q = q.fma(r, all(Elementary.E5));
    q = q.fma(r, all(Elementary.E4));
    q = q.fma(r, all(Elementary.E3));
    q = q.fma(r, all(Elementary.E2));
    q = q.fma(r, all(Elementary.E1));
    q = q.fma(r, all(Elementary.E0));
    return r.mul(r).fma(q, r);
  }

  /** m/(m + 2), the division corrected by its remainder. */
  private static DoubleVector overTwoMore(DoubleVector m) {
    DoubleVector d = m.add(all(2));
    DoubleVector v = d.sub(m);
    DoubleVector low = m.sub(d.sub(v)).add(all(2).sub(v));
    DoubleVector inverse = all(1).div(d);
    DoubleVector q = m.mul(inverse);
    DoubleVector negative = q.neg();
    return negative.fma(low, negative.fma(d, m)).fma(inverse, q);
  }

  private static DoubleVector logReduced(DoubleVector f, DoubleVector k, DoubleVector c) {
    DoubleVector half = f.mul(all(0.5)).mul(f);
    DoubleVector s = f.div(f.add(all(2)));
    DoubleVector z = s.mul(s);
    DoubleVector w = z.mul(z);
    DoubleVector even = w.fma(all(Elementary.L6), all(Elementary.L4));
    even = w.mul(w.fma(even, all(Elementary.L2)));
    DoubleVector odd = w.fma(all(Elementary.L7), all(Elementary.L5));
    odd = w.fma(odd, all(Elementary.L3));
    odd = z.mul(w.fma(odd, all(Elementary.L1)));
    DoubleVector low = k.fma(all(Elementary.LOG_LN2_LOW), c);
    DoubleVector rest = f.sub(half.sub(s.fma(half.add(odd.add(even)), low)));
    return k.fma(all(Elementary.LOG_LN2_HIGH), rest);
  }

  private static DoubleVector powerOfTwo(DoubleVector rounded) {
    return rounded
        .reinterpretAsLongs()
        .add(1023)
        .lanewise(VectorOperators.LSHL, 52)
        .reinterpretAsDoubles();
  }

  private static DoubleVector exponent(LongVector bits) {
    return bits.lanewise(VectorOperators.LSHR, 52)
        .or(Elementary.INTEGER_BITS)
        .reinterpretAsDoubles()
        .sub(all(Elementary.INTEGER_BIAS));
  }

  private static DoubleVector mantissa(LongVector bits) {
    return bits.and(Elementary.MANTISSA).add(Elementary.SQRT_HALF_BITS).reinterpretAsDoubles();
  }
}
