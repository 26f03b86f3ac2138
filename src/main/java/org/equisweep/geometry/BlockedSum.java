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
      int until = Math.min(end, block + BLOCK);
      double even = 0;
      double odd = 0;
      int j = block;
      for (; j < until - 3; j += 4) {
        even += a[at + index[j]] + a[at + index[j + 1]];
        odd += a[at + index[j + 2]] + a[at + index[j + 3]];
      }
      for (; j < until; j++) {
        even += a[at + index[j]];
      }
      total += even + odd;
    }
    return total;
  }

  /** Σ a[at + index[j]]·value[j] for begin ≤ j &lt; end. */
  static double dot(double[] a, int at, int[] index, double[] value, int begin, int end) {
    double total = 0;
    for (int block = begin; block < end; block += BLOCK) {
      int until = Math.min(end, block + BLOCK);
      double even = 0;
      double odd = 0;
      int j = block;
      for (; j < until - 3; j += 4) {
        even += a[at + index[j]] * value[j] + a[at + index[j + 1]] * value[j + 1];
        odd += a[at + index[j + 2]] * value[j + 2] + a[at + index[j + 3]] * value[j + 3];
      }
      for (; j < until; j++) {
        even += a[at + index[j]] * value[j];
      }
      total += even + odd;
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

  /** Σ a[i]² for i &lt; n, a multiple of four in four sums side by side. */
  static double squares(double[] a, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < n - 3; i += 4) {
      s0 += a[i] * a[i];
      s1 += a[i + 1] * a[i + 1];
      s2 += a[i + 2] * a[i + 2];
      s3 += a[i + 3] * a[i + 3];
    }
    for (; i < n; i++) {
      s0 += a[i] * a[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Σ (a[i] − b[i])² for i &lt; n, in the same order. */
  static double squaredDifferences(double[] a, double[] b, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < n - 3; i += 4) {
      double d0 = a[i] - b[i];
      double d1 = a[i + 1] - b[i + 1];
      double d2 = a[i + 2] - b[i + 2];
      double d3 = a[i + 3] - b[i + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < n; i++) {
      s0 += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** ‖a‖₂. */
  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
