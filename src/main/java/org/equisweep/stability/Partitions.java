package org.equisweep.stability;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Partitions of n, which name the irreducible representations of S_n. */
final class Partitions {
  private Partitions() {}

  /**
   * The partition with a sum of contents (column − row over its boxes), among those with so many
   * boxes at most below the first row; null where several have it, or none.
   */
  static @Nullable String withContent(int n, int content, int boxesBelow) {
    List<List<Integer>> found =
        shallow(n, boxesBelow).stream().filter(partition -> content(partition) == content).toList();
    return found.size() == 1 ? name(found.get(0)) : null;
  }

  /** Partitions of n with parts of at most {@code largest}. */
  static List<List<Integer>> of(int n, int largest) {
    List<List<Integer>> all = new ArrayList<>();
    if (n == 0) {
      all.add(List.of());
      return all;
    }
    for (int first = Math.min(n, largest); first >= 1; first--) {
      for (List<Integer> rest : of(n - first, first)) {
        List<Integer> partition = new ArrayList<>(List.of(first));
        partition.addAll(rest);
        all.add(partition);
      }
    }
    return all;
  }

  static int content(List<Integer> partition) {
    int sum = 0;
    for (int row = 0; row < partition.size(); row++) {
      for (int column = 0; column < partition.get(row); column++) {
        sum += column - row;
      }
    }
    return sum;
  }

  /** Standard tableaux of a partition: n! over the product of its hooks. */
  static int degree(List<Integer> partition) {
    double degree = 1;
    int k = 0;
    for (int row = 0; row < partition.size(); row++) {
      for (int column = 0; column < partition.get(row); column++) {
        int below = 0;
        while (row + below + 1 < partition.size() && partition.get(row + below + 1) > column) {
          below++;
        }
        degree *= (double) ++k / (partition.get(row) - column + below);
      }
    }
    return (int) Math.rint(degree);
  }

  /** Partitions of n with so many boxes at most below the first row. */
  static List<List<Integer>> shallow(int n, int boxesBelow) {
    List<List<Integer>> found = new ArrayList<>();
    for (int below = 0; below <= Math.min(boxesBelow, n - 1); below++) {
      for (List<Integer> rest : of(below, below == 0 ? 0 : Math.min(below, n - below))) {
        List<Integer> partition = new ArrayList<>(List.of(n - below));
        partition.addAll(rest);
        found.add(partition);
      }
    }
    return found;
  }

  static String name(List<Integer> partition) {
    return partition.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
  }
}
