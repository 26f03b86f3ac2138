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

  /** Multiply–adds a second, after a tenth of a second of them. */
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
      long products = 0;
      while (now - start < NANOS) {
        multiply(a, b, c);
        products++;
        now = System.nanoTime();
      }
      return 1e9 * products * SIDE * entries / (now - start);
    }
  }

  private static void multiply(Tensor a, Tensor b, Tensor c) {
    Blas.gemm(false, false, SIDE, SIDE, SIDE, 1, a, 0, SIDE, b, 0, SIDE, 0, c, 0, SIDE);
  }
}
