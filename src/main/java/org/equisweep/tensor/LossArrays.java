package org.equisweep.tensor;

import java.nio.ByteBuffer;
import jdk.incubator.vector.DoubleVector;

/**
 * One thread's arrays of doubles for {@link Losses} and {@link Softmax}, and the way into them and
 * out of them.
 */
final class LossArrays {
  /** Elements of a block: 4 KiB an array. */
  static final int BLOCK = 512;

  private static final ThreadLocal<LossArrays> OWN = ThreadLocal.withInitial(LossArrays::new);

  final double[] logits = new double[BLOCK];
  final double[] targets = new double[BLOCK];
  final double[] exponentials = new double[BLOCK];
  final double[] terms = new double[BLOCK];
  final double[] factor = new double[BLOCK];
  final double[] exponent = new double[BLOCK];
  final double[] lost = new double[BLOCK];

  private LossArrays() {}

  static LossArrays own() {
    return OWN.get();
  }

  /** target[i] = x[at + i]. */
  static void read(Tensor x, int at, int n, double[] target) {
    ByteBuffer bytes = x.bytes();
    if (x.precision() == Precision.FLOAT) {
      for (int i = 0; i < n; i++) {
        target[i] = bytes.getFloat((at + i) << 2);
      }
      return;
    }
    int whole = n - n % DoubleLanes.LENGTH;
    for (int i = 0; i < whole; i += DoubleLanes.LENGTH) {
      DoubleLanes.load(x.lanes(), at + i).intoArray(target, i);
    }
    for (int i = whole; i < n; i++) {
      target[i] = x.at(at + i);
    }
  }

  /** x[at + i] = source[i], rounded to x's precision. */
  static void write(double[] source, int n, Tensor x, int at) {
    if (x.precision() == Precision.FLOAT) {
      ByteBuffer bytes = x.bytes();
      for (int i = 0; i < n; i++) {
        bytes.putFloat((at + i) << 2, (float) source[i]);
      }
      return;
    }
    int whole = n - n % DoubleLanes.LENGTH;
    for (int i = 0; i < whole; i += DoubleLanes.LENGTH) {
      DoubleLanes.store(DoubleVector.fromArray(DoubleLanes.SPECIES, source, i), x.lanes(), at + i);
    }
    for (int i = whole; i < n; i++) {
      x.put(at + i, source[i]);
    }
  }

  /** partial[i mod 16] += terms[i], in the order of i, see {@link Reductions}. */
  static void add(double[] terms, int n, double[] partial) {
    int i = 0;
    for (; i <= n - Reductions.LANES; i += Reductions.LANES) {
      for (int lane = 0; lane < Reductions.LANES; lane++) {
        partial[lane] += terms[i + lane];
      }
    }
    for (int lane = 0; i + lane < n; lane++) {
      partial[lane] += terms[i + lane];
    }
  }
}
