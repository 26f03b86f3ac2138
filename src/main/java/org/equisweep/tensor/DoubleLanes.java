package org.equisweep.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Elementary} in double lanes, step by step the same.
 *
 * <p>Functions are loops over a range: a vector that crosses a call which the JIT does not inline
 * is allocated, and methods of this size it does not inline. Constants are broadcast before a loop,
 * see {@link FloatLanes}.
 */
final class DoubleLanes {
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** As many ints as there are double lanes. */
  private static final VectorSpecies<Integer> HALVES =
      VectorSpecies.of(int.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

  static final int LENGTH = SPECIES.length();

  /** Elements of a block of two passes: 4 KiB. */
  private static final int BLOCK = 512;

  private static final VectorSpecies<Long> BITS =
      VectorSpecies.of(long.class, SPECIES.vectorShape());

  // of decay, which with so many broadcasts of its own is more than the JIT of 17 takes in
  private static final LongVector SIGN = LongVector.broadcast(BITS, Long.MIN_VALUE);
  private static final DoubleVector HALF = all(0.5);
  private static final DoubleVector ONE = all(1);
  private static final DoubleVector NAN = all(Double.NaN);
  private static final DoubleVector BIAS = all(1023);
  private static final DoubleVector ROUND = all(Elementary.ROUND);
  private static final DoubleVector LOG2_E = all(Elementary.LOG2_E);
  private static final DoubleVector LN2_HIGH = all(-Elementary.LN2_HIGH);
  private static final DoubleVector LN2_LOW = all(-Elementary.LN2_LOW);
  private static final DoubleVector UNDERFLOW = all(Elementary.EXP_UNDERFLOW);
  private static final DoubleVector E0 = all(Elementary.E0);
  private static final DoubleVector E1 = all(Elementary.E1);
  private static final DoubleVector E2 = all(Elementary.E2);
  private static final DoubleVector E3 = all(Elementary.E3);
  private static final DoubleVector E4 = all(Elementary.E4);
  private static final DoubleVector E5 = all(Elementary.E5);
  private static final DoubleVector E6 = all(Elementary.E6);
  private static final DoubleVector E7 = all(Elementary.E7);
  private static final DoubleVector E8 = all(Elementary.E8);
  private static final DoubleVector E9 = all(Elementary.E9);
  private static final DoubleVector E10 = all(Elementary.E10);

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

  /**
   * Floats at an element index, widened. Loaded as ints: were floats loaded in vectors of two
   * lengths, the JIT would no longer know which it gets, and put every one on the heap.
   */
  static DoubleVector loadFloats(Object memory, int index) {
    FloatVector floats = LaneAccess.loadInts(HALVES, memory, index << 2).reinterpretAsFloats();
    return (DoubleVector) floats.convertShape(VectorOperators.F2D, SPECIES, 0);
  }

  /**
   * tanh of whole vectors out of n elements; returns how many elements that were. In two passes
   * over blocks that stay in the cache: as one loop it is more than the JIT of 17 inlines.
   */
  static int tanh(Object in, int from, Object out, int to, int n) {
    int whole = n - n % LENGTH;
    for (int block = 0; block < whole; block += BLOCK) {
      int size = Math.min(BLOCK, whole - block);
      doubledExpm1(in, from + block, out, to + block, size);
      overTwoMore(out, to + block, size);
    }
    return whole;
  }

  /** e^{2|x|} − 1 with the sign of x, of whole vectors; 2|x| is held below {@code tanh}'s 1. */
  private static void doubledExpm1(Object in, int from, Object out, int to, int n) {
    LongVector signBit = LongVector.broadcast(BITS, Long.MIN_VALUE);
    DoubleVector one = all(1);
    DoubleVector nan = all(Double.NaN);
    DoubleVector bias = all(1023);
    DoubleVector round = all(Elementary.ROUND);
    DoubleVector log2E = all(Elementary.LOG2_E);
    DoubleVector ln2High = all(-Elementary.LN2_HIGH);
    DoubleVector ln2Low = all(-Elementary.LN2_LOW);
    LongVector twiceTanhOne = all(2 * Elementary.TANH_ONE).reinterpretAsLongs();
    DoubleVector e0 = all(Elementary.E0);
    DoubleVector e1 = all(Elementary.E1);
    DoubleVector e2 = all(Elementary.E2);
    DoubleVector e3 = all(Elementary.E3);
    DoubleVector e4 = all(Elementary.E4);
    DoubleVector e5 = all(Elementary.E5);
    DoubleVector e6 = all(Elementary.E6);
    DoubleVector e7 = all(Elementary.E7);
    DoubleVector e8 = all(Elementary.E8);
    DoubleVector e9 = all(Elementary.E9);
    DoubleVector e10 = all(Elementary.E10);
    for (int i = 0; i < n; i += LENGTH) {
      DoubleVector x = load(in, from + i);
      DoubleVector a = x.abs();
      // numbers above 0 are in the order of their bits; NaN, above all, gets its value at the end
      DoubleVector c = a.add(a).reinterpretAsLongs().min(twiceTanhOne).reinterpretAsDoubles();
      DoubleVector t = c.fma(log2E, round);
      DoubleVector k = t.sub(round);
      DoubleVector r = k.fma(ln2Low, k.fma(ln2High, c));
      DoubleVector q = r.fma(e10, e9);
      q = q.fma(r, e8);
      q = q.fma(r, e7);
      q = q.fma(r, e6);
      q = q.fma(r, e5);
      q = q.fma(r, e4);
      q = q.fma(r, e3);
      q = q.fma(r, e2);
      q = q.fma(r, e1);
      q = q.fma(r, e0);
      DoubleVector p = r.mul(r).fma(q, r);
      DoubleVector s =
          t.add(bias)
              .reinterpretAsLongs()
              .lanewise(VectorOperators.LSHL, 52)
              .reinterpretAsDoubles();
      DoubleVector m = s.fma(p, s.sub(one));
      LongVector sign = x.reinterpretAsLongs().lanewise(VectorOperators.AND, signBit);
      DoubleVector y =
          m.reinterpretAsLongs().lanewise(VectorOperators.OR, sign).reinterpretAsDoubles();
      store(y.blend(nan, x.compare(VectorOperators.NE, x)), out, to + i);
    }
  }

  /** y/(|y| + 2) in place; a NaN stays the one it is. */
  private static void overTwoMore(Object values, int at, int n) {
    DoubleVector two = all(2);
    for (int i = 0; i < n; i += LENGTH) {
      DoubleVector m = load(values, at + i);
      store(m.div(m.abs().add(two)), values, at + i);
    }
  }

  /** The logistic function of whole vectors out of n elements; in two passes like tanh. */
  static int sigmoid(Object in, int from, Object out, int to, int n) {
    int whole = n - n % LENGTH;
    for (int block = 0; block < whole; block += BLOCK) {
      int size = Math.min(BLOCK, whole - block);
      decay(in, from + block, out, to + block, size);
      logistic(out, to + block, size);
    }
    return whole;
  }

  /** e^{−|x|} with the sign of x, of whole vectors. */
  private static void decay(Object in, int from, Object out, int to, int n) {
    for (int i = 0; i < n; i += LENGTH) {
      DoubleVector x = load(in, from + i);
      DoubleVector a = x.abs().neg();
      DoubleVector c = a.blend(UNDERFLOW, a.compare(VectorOperators.LT, UNDERFLOW));
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
      DoubleVector e =
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
      LongVector sign = x.reinterpretAsLongs().lanewise(VectorOperators.AND, SIGN);
      DoubleVector y =
          e.reinterpretAsLongs().lanewise(VectorOperators.OR, sign).reinterpretAsDoubles();
      store(y.blend(NAN, x.compare(VectorOperators.NE, x)), out, to + i);
    }
  }

  /** 1/(1 + |y|), or |y|/(1 + |y|) where y has a sign, also that of −0; in place. */
  private static void logistic(Object values, int at, int n) {
    LongVector signBit = LongVector.broadcast(BITS, Long.MIN_VALUE);
    LongVector oneBits = LongVector.broadcast(BITS, Double.doubleToRawLongBits(1));
    DoubleVector zero = all(0);
    DoubleVector one = all(1);
    DoubleVector nan = all(Double.NaN);
    for (int i = 0; i < n; i += LENGTH) {
      DoubleVector x = load(values, at + i);
      DoubleVector e = x.abs();
      DoubleVector signed =
          x.reinterpretAsLongs()
              .lanewise(VectorOperators.AND, signBit)
              .lanewise(VectorOperators.OR, oneBits)
              .reinterpretAsDoubles();
      DoubleVector y = one.blend(e, signed.compare(VectorOperators.LT, zero)).div(e.add(one));
      store(y.blend(nan, x.compare(VectorOperators.NE, x)), values, at + i);
    }
  }
}
