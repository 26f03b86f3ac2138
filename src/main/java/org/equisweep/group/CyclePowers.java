package org.equisweep.group;

import java.util.Arrays;

/** A permutation decomposed into cycles, so that any power of it is one pass over the points. */
final class CyclePowers {
  private static final int LARGEST_ORDER = 1 << 30;

  private final int[] image;

  /** Cycle by cycle, the points in the order in which the permutation visits them. */
  private final int[] visited;

  private final int[] cycleStart;
  private final int[] cycleLength;
  private final int[] place;
  private final int order;

  CyclePowers(int[] image) {
    int points = image.length;
    this.image = image;
    visited = new int[points];
    cycleStart = new int[points];
    cycleLength = new int[points];
    place = new int[points];
    Arrays.fill(place, -1);
    long least = 1;
    int next = 0;
    for (int i = 0; i < points; i++) {
      if (place[i] < 0) {
        int length = visit(i, next);
        least = least / greatestCommonDivisor(least, length) * length;
        if (least > LARGEST_ORDER) {
          throw new IllegalArgumentException("an element has order above 2^30");
        }
        next += length;
      }
    }
    order = (int) least;
  }

  private int visit(int first, int start) {
    int length = 0;
    for (int j = first; place[j] < 0; j = image[j]) {
      place[j] = length;
      visited[start + length++] = j;
    }
    for (int k = start; k < start + length; k++) {
      cycleStart[visited[k]] = start;
      cycleLength[visited[k]] = length;
    }
    return length;
  }

  int[] image() {
    return image;
  }

  int order() {
    return order;
  }

  /** image[i] ← gʲ(image[i]) for every i, 0 ≤ j &lt; order. */
  void applyPower(int exponent, int[] points) {
    if (exponent == 0) {
      return;
    }
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      int length = cycleLength[point];
      points[i] = visited[cycleStart[point] + (int) (((long) place[point] + exponent) % length)];
    }
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
