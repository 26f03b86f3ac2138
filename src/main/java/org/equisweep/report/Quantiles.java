package org.equisweep.report;

import java.util.Arrays;

/** Medians and quartiles, linear between order statistics at (n − 1)·p, of the values that are. */
record Quantiles(int count, double lower, double median, double upper, double largest) {

  /** NaN values are left out; of nothing, everything is NaN. */
  static Quantiles of(double[] values) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    int count = sorted.length;
    if (count == 0) {
      return new Quantiles(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    return new Quantiles(
        count, at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75), sorted[count - 1]);
  }

  private static double at(double[] sorted, double p) {
    double position = (sorted.length - 1) * p;
    int below = (int) Math.floor(position);
    double low = sorted[below];
    double high = sorted[Math.min(below + 1, sorted.length - 1)];
    return low == high ? low : low + (high - low) * (position - below);
  }
}
