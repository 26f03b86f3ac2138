package org.equisweep.cli;

import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Numerics;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;

/** How fast one core of this machine multiplies matrices, for estimates. */
final class MatrixSpeed {
  private static final int SIDE = 384;
  private static final long NANOS = 100_000_000;

  private MatrixSpeed() {}

  /**
   * Multiply–adds a second, of the fastest product in a tenth of a second of them: others of this
   * JVM, its compiler first, have the core in between.
   */
  static double measure(Precision precision) {
    Numerics.initialise();
    long entries = (long) SIDE * SIDE;
    try (Tensor a = Tensor.zeros(precision, entries);
        Tensor b = Tensor.zeros(precision, entries);
        Tensor c = Tensor.zeros(precision, entries)) {
      a.fill(0, entries, 1);
      b.fill(0, entries, 1);
      multiply(a, b, c);
      long start = System.nanoTime();
      long now = start;
      long fastest = Long.MAX_VALUE;
      while (now - start < NANOS) {
        long before = now;
        multiply(a, b, c);
        now = System.nanoTime();
        fastest = Math.min(fastest, now - before);
      }
      return 1e9 * SIDE * entries / fastest;
    }
  }

  private static void multiply(Tensor a, Tensor b, Tensor c) {
    Blas.gemm(false, false, SIDE, SIDE, SIDE, 1, a, 0, SIDE, b, 0, SIDE, 0, c, 0, SIDE);
  }
}
