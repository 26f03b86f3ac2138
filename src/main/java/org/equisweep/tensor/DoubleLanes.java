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
      DoubleVector p = z.fma(odd.fma(r, even), r);
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

  /**
   * 2⁶⁴ e^{−|x|} with the sign of x, of whole vectors: {@code logistic} brings it down in one step,
   * which rounds results below the normal ones.
   */
  private static void decay(Object in, int from, Object out, int to, int n) {
    LongVector signBit = LongVector.broadcast(BITS, Long.MIN_VALUE);
    DoubleVector one = all(1);
    DoubleVector nan = all(Double.NaN);
    DoubleVector round = all(Elementary.ROUND + 64);
    DoubleVector log2E = all(Elementary.LOG2_E);
    DoubleVector ln2High = all(-Elementary.LN2_HIGH);
    DoubleVector ln2Low = all(-Elementary.LN2_LOW);
    LongVector underflow = all(Elementary.EXP_UNDERFLOW).reinterpretAsLongs();
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
      LongVector below = x.reinterpretAsLongs().lanewise(VectorOperators.OR, signBit);
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
      LongVector sign = x.reinterpretAsLongs().lanewise(VectorOperators.AND, signBit);
      LongVector y = m.reinterpretAsLongs().add(power).lanewise(VectorOperators.OR, sign);
      store(y.reinterpretAsDoubles().blend(nan, x.compare(VectorOperators.NE, x)), out, to + i);
    }
  }

  /** e/(1 + e) for negative y, also −0, else 1/(1 + e), with e = 2⁻⁶⁴|y|; in place. */
  private static void logistic(Object values, int at, int n) {
    DoubleVector one = all(1);
    LongVector ones = one.reinterpretAsLongs();
    DoubleVector down = all(0x1p-64);
    for (int i = 0; i < n; i += LENGTH) {
      DoubleVector y = load(values, at + i);
      DoubleVector e = y.abs().mul(down);
      LongVector negative = y.reinterpretAsLongs().lanewise(VectorOperators.ASHR, 63);
      // 1, or e where y is negative
      LongVector above =
          e.reinterpretAsLongs()
              .lanewise(VectorOperators.XOR, ones)
              .lanewise(VectorOperators.AND, negative)
              .lanewise(VectorOperators.XOR, ones);
      store(above.reinterpretAsDoubles().div(e.add(one)), values, at + i);
    }
  }
}
