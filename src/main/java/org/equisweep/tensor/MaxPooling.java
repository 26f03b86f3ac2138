package org.equisweep.tensor;

import java.util.List;

/**
 * The largest of some positions, for every channel and example: y[c, p] = max over q in window p of
 * x[c, q], with [channel][position][example], the example innermost. The derivative is shared by
 * all that are largest. Immutable; calls allocate nothing.
 */
public final class MaxPooling {
  private final int positionsIn;
  private final int[][] windows;

  /**
   * @param positionsIn positions of the input
   * @param windows the input positions of every output position, none of them empty
   */
  public MaxPooling(int positionsIn, List<int[]> windows) {
    this.positionsIn = positionsIn;
    this.windows = windows.stream().map(int[]::clone).toArray(int[][]::new);
    for (int[] window : this.windows) {
      if (window.length == 0) {
        throw new IllegalArgumentException("a window must have a position");
      }
    }
  }

  /** y of x. */
  public void forward(Tensor x, long xo, Tensor y, long yo, int channels, int n) {
    check(x, xo, y, yo, channels, n);
    for (int c = 0; c < channels; c++) {
      long from = xo + (long) c * positionsIn * n;
      for (int p = 0; p < windows.length; p++) {
        long to = yo + ((long) c * windows.length + p) * n;
        for (int e = 0; e < n; e++) {
          double largest = x.get(from + (long) windows[p][0] * n + e);
          for (int q : windows[p]) {
            largest = Math.max(largest, x.get(from + (long) q * n + e));
          }
          y.set(to + e, largest);
        }
      }
    }
  }

  /** dx of dy, both in {@code gradients}. */
  public void backward(
      Tensor x,
      long xo,
      Tensor y,
      long yo,
      Tensor gradients,
      long dyo,
      long dxo,
      int channels,
      int n) {
    check(x, xo, y, yo, channels, n);
    gradients.fill(dxo, (long) channels * positionsIn * n, 0);
    for (int c = 0; c < channels; c++) {
      long in = (long) c * positionsIn * n;
      for (int p = 0; p < windows.length; p++) {
        long out = ((long) c * windows.length + p) * n;
        for (int e = 0; e < n; e++) {
          double largest = y.get(yo + out + e);
          double share =
              gradients.get(dyo + out + e) / count(x, xo + in + e, windows[p], n, largest);
          for (int q : windows[p]) {
            long at = in + (long) q * n + e;
            if (x.get(xo + at) == largest) {
              gradients.set(dxo + at, gradients.get(dxo + at) + share);
            }
          }
        }
      }
    }
  }

  /** ẏ of ẋ, both in {@code tangents}: the mean over those that are largest. */
  public void tangent(
      Tensor x,
      long xo,
      Tensor y,
      long yo,
      Tensor tangents,
      long dxo,
      long dyo,
      int channels,
      int n) {
    check(x, xo, y, yo, channels, n);
    for (int c = 0; c < channels; c++) {
      long in = (long) c * positionsIn * n;
      for (int p = 0; p < windows.length; p++) {
        long out = ((long) c * windows.length + p) * n;
        for (int e = 0; e < n; e++) {
          double largest = y.get(yo + out + e);
          double sum = 0;
          for (int q : windows[p]) {
            long at = in + (long) q * n + e;
            sum += x.get(xo + at) == largest ? tangents.get(dxo + at) : 0;
          }
          tangents.set(dyo + out + e, sum / count(x, xo + in + e, windows[p], n, largest));
        }
      }
    }
  }

  /** How many are largest; at least 1, so that NaN stays NaN and divides by no zero. */
  private static int count(Tensor x, long at, int[] window, int n, double largest) {
    int count = 0;
    for (int q : window) {
      count += x.get(at + (long) q * n) == largest ? 1 : 0;
    }
    return Math.max(1, count);
  }

  private void check(Tensor x, long xo, Tensor y, long yo, int channels, int n) {
    x.checkRange(xo, (long) channels * positionsIn * n);
    y.checkRange(yo, (long) channels * windows.length * n);
  }
}
