package org.equisweep.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Elementary} in float lanes, step by step the same.
 *
 * <p>Each function is one method over a range: a vector that crosses a call which the JIT does not
 * inline is allocated, and methods of this size it does not inline. Constants are broadcast before
 * the loop: those in static fields it reads anew for every vector, since the loop writes memory.
 */
final class FloatLanes {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LENGTH = SPECIES.length();

  private static final VectorSpecies<Integer> BITS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());

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
    IntVector signBit = IntVector.broadcast(BITS, Integer.MIN_VALUE);
    FloatVector one = all(1);
    FloatVector two = all(2);
    FloatVector nan = all(Float.NaN);
    FloatVector bias = all(127);
    FloatVector round = all(Elementary.ROUND_F);
    FloatVector log2E = all(Elementary.LOG2_E_F);
    FloatVector ln2High = all(-Elementary.LN2_HIGH_F);
    FloatVector ln2Low = all(-Elementary.LN2_LOW_F);
    IntVector twiceTanhOne = all(2 * Elementary.TANH_ONE_F).reinterpretAsInts();
    FloatVector e0 = all(Elementary.E0_F);
    FloatVector e1 = all(Elementary.E1_F);
    FloatVector e2 = all(Elementary.E2_F);
    FloatVector e3 = all(Elementary.E3_F);
    FloatVector e4 = all(Elementary.E4_F);
    for (; i <= n - LENGTH; i += LENGTH) {
      FloatVector x = load(in, from + i);
      FloatVector a = x.abs();
      // numbers above 0 are in the order of their bits; NaN, above all, gets its value at the end
      FloatVector c = a.add(a).reinterpretAsInts().min(twiceTanhOne).reinterpretAsFloats();
      FloatVector t = c.fma(log2E, round);
      FloatVector k = t.sub(round);
      FloatVector r = k.fma(ln2Low, k.fma(ln2High, c));
      FloatVector q = r.fma(e4, e3);
      q = q.fma(r, e2);
      q = q.fma(r, e1);
      q = q.fma(r, e0);
      FloatVector p = r.mul(r).fma(q, r);
      FloatVector s =
          t.add(bias).reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector m = s.fma(p, s.sub(one));
      FloatVector y = m.div(m.add(two));
      IntVector sign = x.reinterpretAsInts().lanewise(VectorOperators.AND, signBit);
      y = y.reinterpretAsInts().lanewise(VectorOperators.OR, sign).reinterpretAsFloats();
      store(y.blend(nan, x.compare(VectorOperators.NE, x)), out, to + i);
    }
    return i;
  }

  /**
   * The logistic function of whole vectors out of n elements; returns how many that were. e^{−|x|}
   * is 2³² times too large until its last step, which rounds results below the normal ones.
   */
  static int sigmoid(Object in, int from, Object out, int to, int n) {
    int i = 0;
    IntVector signBit = IntVector.broadcast(BITS, Integer.MIN_VALUE);
    FloatVector one = all(1);
    IntVector ones = one.reinterpretAsInts();
    FloatVector nan = all(Float.NaN);
    FloatVector round = all(Elementary.ROUND_F + 32);
    FloatVector down = all(0x1p-32f);
    FloatVector log2E = all(Elementary.LOG2_E_F);
    FloatVector ln2High = all(-Elementary.LN2_HIGH_F);
    FloatVector ln2Low = all(-Elementary.LN2_LOW_F);
    IntVector underflow = all(Elementary.EXP_UNDERFLOW_F).reinterpretAsInts();
    FloatVector e0 = all(Elementary.E0_F);
    FloatVector e1 = all(Elementary.E1_F);
    FloatVector e2 = all(Elementary.E2_F);
    FloatVector e3 = all(Elementary.E3_F);
    FloatVector e4 = all(Elementary.E4_F);
    for (; i <= n - LENGTH; i += LENGTH) {
      FloatVector x = load(in, from + i);
      IntVector below = x.reinterpretAsInts().lanewise(VectorOperators.OR, signBit);
      // numbers below 0 are against the order of their bits; NaN gets its value at the end
      FloatVector c = below.min(underflow).reinterpretAsFloats();
      FloatVector t = c.fma(log2E, round);
      FloatVector k = t.sub(round);
      FloatVector r = k.fma(ln2Low, k.fma(ln2High, c));
      FloatVector q = r.fma(e4, e3);
      q = q.fma(r, e2);
      q = q.fma(r, e1);
      q = q.fma(r, e0);
      FloatVector m = r.mul(r).fma(q, r).add(one);
      IntVector power = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector e = m.reinterpretAsInts().add(power).reinterpretAsFloats().mul(down);
      IntVector negative = x.reinterpretAsInts().lanewise(VectorOperators.ASHR, 31);
      // e, or the larger 1 where x is not negative
      FloatVector y =
          ones.lanewise(VectorOperators.AND_NOT, negative)
              .max(e.reinterpretAsInts())
              .reinterpretAsFloats()
              .div(e.add(one));
      store(y.blend(nan, x.compare(VectorOperators.NE, x)), out, to + i);
    }
    return i;
  }
}
