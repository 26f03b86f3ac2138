package org.equisweep.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Elementary} in float lanes, step by step the same.
 *
 * <p>Each function is one method over a range, its constants vectors: a vector that crosses a call
 * which the JIT does not inline is allocated, and methods of this size it does not inline.
 */
final class FloatLanes {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LENGTH = SPECIES.length();

  private static final VectorSpecies<Integer> BITS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());
  private static final IntVector SIGN = IntVector.broadcast(BITS, Integer.MIN_VALUE);
  private static final FloatVector ZERO = all(0);
  private static final FloatVector HALF = all(0.5f);
  private static final FloatVector ONE = all(1);
  private static final FloatVector TWO = all(2);
  private static final FloatVector NAN = all(Float.NaN);
  private static final FloatVector BIAS = all(127);
  private static final FloatVector ROUND = all(Elementary.ROUND_F);
  private static final FloatVector LOG2_E = all(Elementary.LOG2_E_F);
  private static final FloatVector LN2_HIGH = all(-Elementary.LN2_HIGH_F);
  private static final FloatVector LN2_LOW = all(-Elementary.LN2_LOW_F);
  private static final FloatVector UNDERFLOW = all(Elementary.EXP_UNDERFLOW_F);
  private static final FloatVector TANH_ONE = all(Elementary.TANH_ONE_F);
  private static final FloatVector TWICE_TANH_ONE = all(2 * Elementary.TANH_ONE_F);
  private static final FloatVector E0 = all(Elementary.E0_F);
  private static final FloatVector E1 = all(Elementary.E1_F);
  private static final FloatVector E2 = all(Elementary.E2_F);
  private static final FloatVector E3 = all(Elementary.E3_F);
  private static final FloatVector E4 = all(Elementary.E4_F);

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

  /** tanh of whole vectors out of n elements; returns how many elements that were. */
  static int tanh(Object in, int from, Object out, int to, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      FloatVector x = load(in, from + i);
      FloatVector a = x.abs();
      FloatVector c = a.add(a).blend(TWICE_TANH_ONE, a.compare(VectorOperators.GT, TANH_ONE));
      FloatVector t = c.fma(LOG2_E, ROUND);
      FloatVector k = t.sub(ROUND);
      FloatVector r = k.fma(LN2_LOW, k.fma(LN2_HIGH, c));
      FloatVector q = r.fma(E4, E3);
      q = q.fma(r, E2);
      q = q.fma(r, E1);
      q = q.fma(r, E0);
      FloatVector p = r.mul(r).fma(q, r);
      FloatVector s =
          t.add(BIAS).reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector m = s.fma(p, s.sub(ONE));
      FloatVector d = m.add(TWO);
      FloatVector v = d.sub(m);
      FloatVector low = m.sub(d.sub(v)).add(TWO.sub(v));
      FloatVector inverse = ONE.div(d);
      FloatVector u = m.mul(inverse);
      FloatVector minus = u.neg();
      FloatVector y = minus.fma(low, minus.fma(d, m)).fma(inverse, u);
      IntVector sign = x.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN);
      y = y.reinterpretAsInts().lanewise(VectorOperators.OR, sign).reinterpretAsFloats();
      store(y.blend(NAN, x.compare(VectorOperators.NE, x)), out, to + i);
    }
    return i;
  }

  /** The logistic function of whole vectors out of n elements; returns how many that were. */
  static int sigmoid(Object in, int from, Object out, int to, int n) {
    int i = 0;
    for (; i <= n - LENGTH; i += LENGTH) {
      FloatVector x = load(in, from + i);
      FloatVector a = x.abs().neg();
      FloatVector c = a.blend(UNDERFLOW, a.compare(VectorOperators.LT, UNDERFLOW));
      FloatVector k = c.fma(LOG2_E, ROUND).sub(ROUND);
      FloatVector r = k.fma(LN2_LOW, k.fma(LN2_HIGH, c));
      FloatVector q = r.fma(E4, E3);
      q = q.fma(r, E2);
      q = q.fma(r, E1);
      q = q.fma(r, E0);
      FloatVector m = r.mul(r).fma(q, r).add(ONE);
      FloatVector half = k.fma(HALF, ROUND);
      FloatVector rest = k.sub(half.sub(ROUND)).add(ROUND);
      FloatVector e =
          m.mul(
                  half.add(BIAS)
                      .reinterpretAsInts()
                      .lanewise(VectorOperators.LSHL, 23)
                      .reinterpretAsFloats())
              .mul(
                  rest.add(BIAS)
                      .reinterpretAsInts()
                      .lanewise(VectorOperators.LSHL, 23)
                      .reinterpretAsFloats());
      FloatVector y = ONE.blend(e, x.compare(VectorOperators.LT, ZERO)).div(e.add(ONE));
      store(y.blend(NAN, x.compare(VectorOperators.NE, x)), out, to + i);
    }
    return i;
  }
}
