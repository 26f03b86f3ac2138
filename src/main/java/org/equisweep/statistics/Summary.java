package org.equisweep.statistics;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Location and spread of a sample. Sums run over ascending values, so the bits do not depend on the
 * order in which the values came.
 *
 * @param count n
 * @param median 0.5-quantile; like both quartiles interpolated linearly between order statistics at
 *     (n − 1)·p, as NumPy's default; null when n = 0, as are the quartiles, mean, minimum, maximum
 * @param standardDeviation √(Σ(x − mean)²/(n − 1)); null when n &lt; 2
 * @param meanLower lower end of the 95 % interval mean ± t₀.₉₇₅,ₙ₋₁·s/√n (Student); null when n
 *     &lt; 2
 */
public record Summary(
    long count,
    @Nullable Double median,
    @Nullable Double lowerQuartile,
    @Nullable Double upperQuartile,
    @Nullable Double minimum,
    @Nullable Double maximum,
    @Nullable Double mean,
    @Nullable Double standardDeviation,
    @Nullable Double meanLower,
    @Nullable Double meanUpper) {

  private static final double CONFIDENCE = 0.95;
  private static final Map<Integer, Double> STUDENT = new ConcurrentHashMap<>();

  /** The summary of finite values, in any order. */
  public static Summary of(double[] values) {
    if (values.length == 0) {
      return new Summary(0, null, null, null, null, null, null, null, null, null);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int count = sorted.length;
    double mean = mean(sorted);
    Double deviation = null;
    Double lower = null;
    Double upper = null;
    if (count > 1) {
      deviation = standardDeviation(sorted, mean);
      double half = student(count - 1) * deviation / Math.sqrt(count);
      lower = mean - half;
      upper = mean + half;
    }
    return new Summary(
        count,
        quantile(sorted, 0.5),
        quantile(sorted, 0.25),
        quantile(sorted, 0.75),
        sorted[0],
        sorted[count - 1],
        mean,
        deviation,
        lower,
        upper);
  }

  /** t₀.₉₇₅ of n − 1 degrees of freedom: cells mostly have equally many seeds. */
  private static double student(int degreesOfFreedom) {
    return STUDENT.computeIfAbsent(
        degreesOfFreedom,
        degrees -> new TDistribution(degrees).inverseCumulativeProbability((1 + CONFIDENCE) / 2));
  }

  /**
   * The p-quantile of ascending values, linear between order statistics at (n − 1)·p (type 7 of
   * Hyndman and Fan 1996), with NumPy's rounding.
   */
  public static double quantile(double[] sorted, double p) {
    double position = (sorted.length - 1) * p;
    int below = (int) Math.floor(position);
    double fraction = position - below;
    double low = sorted[below];
    double high = sorted[Math.min(below + 1, sorted.length - 1)];
    if (low == high) {
      return low;
    }
    double step = high - low;
    return fraction < 0.5 ? low + step * fraction : high - step * (1 - fraction);
  }

  /** Scaled by the largest magnitude, so that extreme but finite values do not overflow. */
  private static double mean(double[] sorted) {
    double scale = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
    if (scale < Double.MAX_VALUE / sorted.length) {
      double sum = 0;
      for (double value : sorted) {
        sum += value;
      }
      return sum / sorted.length;
    }
    double sum = 0;
    for (double value : sorted) {
      sum += value / sorted.length;
    }
    return sum;
  }

  private static double standardDeviation(double[] sorted, double mean) {
    double largest = 0;
    for (double value : sorted) {
      largest = Math.max(largest, Math.abs(value - mean));
    }
    if (largest == 0) {
      return 0;
    }
    double squares = 0;
    for (double value : sorted) {
      double scaled = (value - mean) / largest;
      squares += scaled * scaled;
    }
    return largest * Math.sqrt(squares / (sorted.length - 1));
  }
}
