package org.equisweep.sweep;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Suggestions for names that are not known. */
public final class Nearest {
  private Nearest() {}

  /** A remedy: the nearest of {@code known}, or all of them. */
  static String remedy(String name, Collection<String> known) {
    if (known.isEmpty()) {
      return "there is none to choose from: define one";
    }
    String all = "known are " + String.join(", ", new TreeSet<>(known));
    return find(name, known).map(found -> "did you mean '" + found + "'? " + all).orElse(all);
  }

  /** The one that was probably meant, if any is near enough. */
  public static Optional<String> find(String name, Collection<String> known) {
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(found -> distance(name, found) <= 1 + found.length() / 3);
  }

  /** Levenshtein's, with swaps of neighbours counted once, ignoring case. */
  static int distance(String a, String b) {
    String from = a.toLowerCase(Locale.ROOT);
    String to = b.toLowerCase(Locale.ROOT);
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int step(int[][] cost, String from, String to, int i, int j) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
