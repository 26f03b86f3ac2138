package org.equisweep.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Elementary} in float lanes, step by step the same. */
final class FloatLanes {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LENGTH = SPECIES.length();

  private FloatLanes() {}

  static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** The floats at an element index. */
  static FloatVector load(Object memory, int index) {
    return LaneAccess.load(SPECIES, memory, index << 2);
  }

  static void store(FloatVector vector, Object memory, int index) {
    LaneAccess.store(vector, memory, index << 2);
  }

  static FloatVector exp(FloatVector x) {
    FloatVector c =
        x.blend(
            all(Elementary.EXP_OVERFLOW_F),
            x.compare(VectorOperators.GT, Elementary.EXP_OVERFLOW_F));
    c =
        c.blend(
            all(Elementary.EXP_UNDERFLOW_F),
            x.compare(VectorOperators.LT, Elementary.EXP_UNDERFLOW_F));
    FloatVector n =
        c.fma(all(Elementary.LOG2_E_F), all(Elementary.ROUND_F)).sub(all(Elementary.ROUND_F));
    FloatVector m = expm1Reduced(reduce(n, c)).add(all(1));
    FloatVector half = n.fma(all(0.5f), all(Elementary.ROUND_F));
    FloatVector rest = n.sub(half.sub(all(Elementary.ROUND_F))).add(all(Elementary.ROUND_F));
    FloatVector y = m.mul(powerOfTwo(half)).mul(powerOfTwo(rest));
    return y.blend(all(Float.NaN), x.compare(VectorOperators.NE, x));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector c =
        a.add(a)
            .blend(
                all(2 * Elementary.TANH_ONE_F),
                a.compare(VectorOperators.GT, Elementary.TANH_ONE_F));
    FloatVector t = c.fma(all(Elementary.LOG2_E_F), all(Elementary.ROUND_F));
    FloatVector p = expm1Reduced(reduce(t.sub(all(Elementary.ROUND_F)), c));
    FloatVector s = powerOfTwo(t);
    FloatVector q = overTwoMore(s.fma(p, s.sub(all(1))));
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    FloatVector y = q.reinterpretAsInts().or(sign).reinterpretAsFloats();
    return y.blend(all(Float.NaN), x.compare(VectorOperators.NE, x));
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(x.abs().neg());
    return all(1).blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(all(1)));
  }

  private static FloatVector reduce(FloatVector n, FloatVector c) {
    return n.fma(all(-Elementary.LN2_LOW_F), n.fma(all(-Elementary.LN2_HIGH_F), c));
  }

  private static FloatVector expm1Reduced(FloatVector r) {
    FloatVector q = r.fma(all(Elementary.E4_F), all(Elementary.E3_F));
    q = q.fma(r, all(Elementary.E2_F));
    q = q.fma(r, all(Elementary.E1_F));
    q = q.fma(r, all(Elementary.E0_F));
    return r.mul(r).fma(q, r);
  }

  /** m/(m + 2), the division corrected by its remainder. */
  private static FloatVector overTwoMore(FloatVector m) {
    FloatVector d = m.add(all(2));
    FloatVector v = d.sub(m);
    FloatVector low = m.sub(d.sub(v)).add(all(2).sub(v));
    FloatVector inverse = all(1).div(d);
    FloatVector q = m.mul(inverse);
    FloatVector negative = q.neg();
    return negative.fma(low, negative.fma(d, m)).fma(inverse, q);
  }

  private static FloatVector powerOfTwo(FloatVector rounded) {
    return rounded
        .reinterpretAsInts()
        .add(127)
        .lanewise(VectorOperators.LSHL, 23)
        .reinterpretAsFloats();
  }
}
