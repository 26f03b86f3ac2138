package org.equisweep.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One level of a stabilizer chain: generators that fix all smaller points, the orbit of the base
 * point in breadth-first order, and a Schreier tree that leads from every point of it to the root.
 */
final class StabilizerLevel {
  private final int point;
  private final List<int[]> generators;
  private final List<int[]> inverses = new ArrayList<>();

  /** Which generator leads to a point from its parent; −1 outside the orbit and at the root. */
  private final int[] via;

  private final int[] orbit;
  private final int[] place;
  private int orbitLength;
  private int @Nullable [][] cached;

  StabilizerLevel(int point, int points, List<int[]> generators) {
    this.point = point;
    this.generators = new ArrayList<>(generators);
    generators.forEach(generator -> inverses.add(Permutation.inverse(generator)));
    via = new int[points];
    orbit = new int[points];
    place = new int[points];
    grow();
  }

  List<int[]> generators() {
    return generators;
  }

  int orbitLength() {
    return orbitLength;
  }

  void add(int[] generator) {
    generators.add(generator);
    inverses.add(Permutation.inverse(generator));
    for (int k = 0; k < orbitLength; k++) {
      if (place[generator[orbit[k]]] < 0) {
        grow();
        return;
      }
    }
  }

  private void grow() {
    Arrays.fill(via, -1);
    Arrays.fill(place, -1);
    orbit[0] = point;
    place[point] = 0;
    orbitLength = 1;
    for (int k = 0; k < orbitLength; k++) {
      for (int s = 0; s < generators.size(); s++) {
        int image = generators.get(s)[orbit[k]];
        if (place[image] < 0) {
          via[image] = s;
          place[image] = orbitLength;
          orbit[orbitLength++] = image;
        }
      }
    }
  }

  /** g ← u⁻¹g with u(point) = g(point), so that g fixes the base point; false outside the orbit. */
  boolean reduce(int[] g) {
    if (place[g[point]] < 0) {
      return false;
    }
    while (g[point] != point) {
      int[] inverse = inverses.get(via[g[point]]);
      for (int i = 0; i < g.length; i++) {
        g[i] = inverse[g[i]];
      }
    }
    return true;
  }

  /** u with u(point) = the orbit's point of this index. */
  int[] representative(int orbitIndex) {
    if (cached != null) {
      return cached[orbitIndex];
    }
    int[] image = Permutation.identity(via.length);
    multiplyByRepresentative(orbitIndex, image);
    return image;
  }

  /** g ← ug. */
  void multiplyByRepresentative(int orbitIndex, int[] g) {
    if (cached != null) {
      apply(cached[orbitIndex], g);
      return;
    }
    int[] path = new int[orbitLength];
    int length = 0;
    for (int x = orbit[orbitIndex]; x != point; x = inverses.get(via[x])[x]) {
      path[length++] = via[x];
    }
    while (length > 0) {
      apply(generators.get(path[--length]), g);
    }
  }

  private static void apply(int[] u, int[] g) {
    for (int i = 0; i < g.length; i++) {
      g[i] = u[g[i]];
    }
  }

  /** Indices into the orbit, sorted by where {@code prefix} sends their points. */
  int[] orderedByImage(int[] prefix) {
    return IntStream.range(0, orbitLength)
        .boxed()
        .sorted(Comparator.comparingInt(k -> prefix[orbit[k]]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  void cacheRepresentatives() {
    int[][] representatives = new int[orbitLength][];
    for (int k = 0; k < orbitLength; k++) {
      representatives[k] = representative(k);
    }
    cached = representatives;
  }
}
