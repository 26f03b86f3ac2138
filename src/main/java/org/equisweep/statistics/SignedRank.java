package org.equisweep.statistics;

import java.util.Arrays;
import org.apache.commons.math3.special.Erf;
import org.jspecify.annotations.Nullable;

/**
 * Wilcoxon's signed-rank test of paired differences against a distribution symmetric about 0,
 * two-sided, with the Hodges–Lehmann shift.
 *
 * <p>Zero differences are dropped (Wilcoxon 1945); ties share their mean rank. Without ties and
 * zeros and up to {@value #EXACT_PAIRS} pairs the p-value is exact, otherwise the normal
 * approximation with the variance corrected for ties and no continuity correction.
 *
 * @param pairs number of differences, zeros included
 * @param medianDifference their median
 * @param hodgesLehmann median of the n(n+1)/2 Walsh averages (dᵢ + dⱼ)/2, i ≤ j, zeros included
 * @param pValue 1 when every difference is 0
 * @param method {@code exact} or {@code normal}
 */
public record SignedRank(
    long pairs,
    @Nullable Double medianDifference,
    @Nullable Double hodgesLehmann,
    @Nullable Double pValue,
    @Nullable String method) {

  /** Up to here the exact distribution is used. */
  public static final int EXACT_PAIRS = 50;

  /** The test of finite differences, in any order. */
  public static SignedRank of(double[] differences) {
    if (differences.length == 0) {
      return new SignedRank(0, null, null, null, null);
    }
    double[] sorted = differences.clone();
    Arrays.sort(sorted);
    double[] magnitudes = Arrays.stream(sorted).filter(d -> d != 0).map(Math::abs).toArray();
    Arrays.sort(magnitudes);
    double positive = rankSum(sorted, magnitudes);
    boolean exact =
        magnitudes.length == sorted.length
            && magnitudes.length <= EXACT_PAIRS
            && distinct(magnitudes);
    double p =
        exact
            ? exact(positive, magnitudes.length)
            : normal(positive, magnitudes.length, tieCorrection(magnitudes));
    return new SignedRank(
        sorted.length,
        Summary.quantile(sorted, 0.5),
        hodgesLehmann(sorted),
        p,
        exact ? "exact" : "normal");
  }

  /** Sum of the ranks of |d| over the positive differences. */
  private static double rankSum(double[] differences, double[] magnitudes) {
    double sum = 0;
    for (double difference : differences) {
      if (difference > 0) {
        sum += meanRank(magnitudes, difference);
      }
    }
    return sum;
  }

  private static double meanRank(double[] sorted, double value) {
    int below = countBelow(sorted, value);
    int upTo = countBelow(sorted, Math.nextUp(value));
    return (below + 1 + upTo) / 2.0;
  }

  private static int countBelow(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean distinct(double[] sorted) {
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /** Σ(t³ − t) over groups of t ties. */
  private static double tieCorrection(double[] sorted) {
    double sum = 0;
    for (int start = 0, end; start < sorted.length; start = end) {
      end = start + 1;
      while (end < sorted.length && sorted[end] == sorted[start]) {
        end++;
      }
      double ties = end - start;
      sum += ties * ties * ties - ties;
    }
    return sum;
  }

  /** Two-sided from the number of subsets of {1 … n} by their sum; exact in double up to n = 50. */
  private static double exact(double positive, int n) {
    int largest = n * (n + 1) / 2;
    double[] subsets = new double[largest + 1];
    subsets[0] = 1;
    for (int rank = 1; rank <= n; rank++) {
      for (int sum = largest; sum >= rank; sum--) {
        subsets[sum] += subsets[sum - rank];
      }
    }
    int smaller = (int) Math.min(positive, largest - positive);
    double tail = 0;
    for (int sum = 0; sum <= smaller; sum++) {
      tail += subsets[sum];
    }
    return Math.min(1, 2 * tail / Math.pow(2, n));
  }

  private static double normal(double positive, int n, double ties) {
    if (n == 0) {
      return 1;
    }
    double mean = n * (n + 1.0) / 4;
    double variance = n * (n + 1.0) * (2.0 * n + 1) / 24 - ties / 48;
    return Erf.erfc(Math.abs(positive - mean) / Math.sqrt(2 * variance));
  }

  private static double hodgesLehmann(double[] sorted) {
    long averages = (long) sorted.length * (sorted.length + 1) / 2;
    double low = walshAverage(sorted, (averages + 1) / 2);
    return averages % 2 == 1 ? low : low / 2 + walshAverage(sorted, averages / 2 + 1) / 2;
  }

  /**
   * The k-th smallest Walsh average (k from 1) without forming them: bisection over the doubles in
   * their order, each step one count in O(n).
   */
  private static double walshAverage(double[] sorted, long k) {
    long low = ordered(sorted[0]);
    long high = ordered(sorted[sorted.length - 1]);
    while (low < high) {
      long middle = (low & high) + ((low ^ high) >> 1);
      if (averagesUpTo(sorted, value(middle)) >= k) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return value(low);
  }

  /** Number of pairs i ≤ j with (dᵢ + dⱼ)/2 ≤ bound. */
  private static long averagesUpTo(double[] sorted, double bound) {
    long count = 0;
    int j = sorted.length - 1;
    for (int i = 0; i <= j; i++) {
      while (j >= i && sorted[i] / 2 + sorted[j] / 2 > bound) {
        j--;
      }
      count += Math.max(0, j - i + 1);
    }
    return count;
  }

  /** A long in the same order as the double. */
  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static double value(long ordered) {
    return Double.longBitsToDouble(ordered ^ ((ordered >> 63) & Long.MAX_VALUE));
  }
}
