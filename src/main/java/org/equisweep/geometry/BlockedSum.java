package org.equisweep.geometry;

/**
 * Long sums in a fixed order, first within blocks, then over the blocks: the error grows with the
 * block's length plus the number of blocks, not with the length of the sum (an orbit of S_30 on
 * quadruples has 657 720 members).
 */
final class BlockedSum {
  private static final int BLOCK = 512;

  private BlockedSum() {}

  /** Σ a[at + index[j]] for begin ≤ j &lt; end. */
  static double gathered(double[] a, int at, int[] index, int begin, int end) {
    double total = 0;
    for (int block = begin; block < end; block += BLOCK) {
      double part = 0;
      for (int j = block; j < Math.min(end, block + BLOCK); j++) {
        part += a[at + index[j]];
      }
      total += part;
    }
    return total;
  }

  /** Σ a[at + index[j]]·value[j] for begin ≤ j &lt; end. */
  static double dot(double[] a, int at, int[] index, double[] value, int begin, int end) {
    double total = 0;
    for (int block = begin; block < end; block += BLOCK) {
      double part = 0;
      for (int j = block; j < Math.min(end, block + BLOCK); j++) {
        part += a[at + index[j]] * value[j];
      }
      total += part;
    }
    return total;
  }

  /** Σ a[i]b[i]. */
  static double dot(double[] a, double[] b) {
    double total = 0;
    for (int block = 0; block < a.length; block += BLOCK) {
      double part = 0;
      for (int i = block; i < Math.min(a.length, block + BLOCK); i++) {
        part += a[i] * b[i];
      }
      total += part;
    }
    return total;
  }

  /** ‖a‖₂. */
  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
