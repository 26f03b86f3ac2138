package org.equisweep.group;

import java.math.BigInteger;

/**
 * The algebra of permutations as image arrays: g[i] is where point i goes. The product gh acts with
 * h first, so that ρ(gh) = ρ(g)ρ(h).
 */
final class Permutation {
  private static final int LONGEST_NAME = 60;

  private Permutation() {}

  static int[] identity(int degree) {
    int[] image = new int[degree];
    for (int i = 0; i < degree; i++) {
      image[i] = i;
    }
    return image;
  }

  /** gh: first h, then g. */
  static int[] multiply(int[] g, int[] h) {
    int[] product = new int[g.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = g[h[i]];
    }
    return product;
  }

  static int[] inverse(int[] g) {
    int[] inverse = new int[g.length];
    for (int i = 0; i < g.length; i++) {
      inverse[g[i]] = i;
    }
    return inverse;
  }

  /** h⁻¹gh. */
  static int[] conjugate(int[] g, int[] h) {
    return multiply(inverse(h), multiply(g, h));
  }

  /** The smallest point that g moves; its degree when it moves none. */
  static int firstMoved(int[] g) {
    int point = 0;
    while (point < g.length && g[point] == point) {
      point++;
    }
    return point;
  }

  static boolean isIdentity(int[] g) {
    return firstMoved(g) == g.length;
  }

  static boolean isEven(int[] g) {
    boolean[] seen = new boolean[g.length];
    boolean even = true;
    for (int i = 0; i < g.length; i++) {
      for (int j = g[i]; !seen[i] && j != i; j = g[j]) {
        seen[j] = true;
        even = !even;
      }
    }
    return even;
  }

  /** Steps to the lexicographically next arrangement in place; false after the last one. */
  static boolean next(int[] g) {
    int i = g.length - 2;
    while (i >= 0 && g[i] > g[i + 1]) {
      i--;
    }
    if (i < 0) {
      return false;
    }
    int j = g.length - 1;
    while (g[j] < g[i]) {
      j--;
    }
    swap(g, i, j);
    for (int low = i + 1, high = g.length - 1; low < high; low++, high--) {
      swap(g, low, high);
    }
    return true;
  }

  static void swap(int[] g, int i, int j) {
    int kept = g[i];
    g[i] = g[j];
    g[j] = kept;
  }

  static BigInteger factorial(int n) {
    BigInteger product = BigInteger.ONE;
    for (int i = 2; i <= n; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return product;
  }

  /** Cycle notation of the action on the first {@code degree} points, such as (0 1 2)(3 4). */
  static String cycles(int[] g, int degree) {
    StringBuilder name = new StringBuilder();
    boolean[] seen = new boolean[degree];
    for (int i = 0; i < degree && name.length() < LONGEST_NAME; i++) {
      if (seen[i] || g[i] == i) {
        continue;
      }
      name.append('(').append(i);
      for (int j = g[i]; j != i; j = g[j]) {
        seen[j] = true;
        name.append(' ').append(j);
      }
      name.append(')');
    }
    if (name.length() > LONGEST_NAME) {
      return name.substring(0, LONGEST_NAME) + "…";
    }
    return name.length() == 0 ? "identity" : name.toString();
  }
}
