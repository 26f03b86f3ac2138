package org.equisweep.group;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.equisweep.tensor.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * Base and strong generating set of a permutation group by the Schreier–Sims algorithm (Sims 1970;
 * Seress, Permutation Group Algorithms, 2003, chapter 4). Level p is the group G⁽ᵖ⁾ of elements
 * that fix 0 … p − 1, with the orbit of p under it and, for every point x of the orbit, a u in G⁽ᵖ⁾
 * with u(p) = x. Base points are in natural order, so that elements can be visited
 * lexicographically.
 *
 * <p>Random elements (a fixed stream: the construction is deterministic) fill the chain. It is
 * complete when its order reaches a known upper bound of the group's; otherwise every Schreier
 * generator is checked, so that the result never rests on chance.
 */
final class StabilizerChain {
  private static final int QUIET_ELEMENTS = 24;
  private static final long CACHED_IMAGES = 1 << 22;

  private final int points;
  private final @Nullable StabilizerLevel[] levels;
  private final List<int[]> strong = new ArrayList<>();

  /**
   * @param points number of points
   * @param generators permutations of them
   * @param bound an upper bound of the order that is likely to be reached, or null
   */
  StabilizerChain(int points, List<int[]> generators, @Nullable BigInteger bound) {
    this(points, generators, bound, QUIET_ELEMENTS);
  }

  /**
   * The same, with a choice of when random elements count as exhausted.
   *
   * @param quiet how many in a row must bring nothing new; 0 uses none at all
   */
  StabilizerChain(int points, List<int[]> generators, @Nullable BigInteger bound, int quiet) {
    this.points = points;
    this.levels = new StabilizerLevel[points];
    generators.forEach(this::absorb);
    BigInteger most = leastBound(generators, bound);
    if (!order().equals(most)) {
      absorbRandomElements(generators, most, quiet);
    }
    if (!order().equals(most)) {
      verify();
    }
    cacheRepresentatives();
  }

  BigInteger order() {
    BigInteger order = BigInteger.ONE;
    for (StabilizerLevel level : levels) {
      if (level != null) {
        order = order.multiply(BigInteger.valueOf(level.orbitLength()));
      }
    }
    return order;
  }

  boolean contains(int[] image) {
    return Permutation.isIdentity(sift(image));
  }

  /** Exactly uniform: independent uniform coset representatives of all levels. */
  int[] sample(RandomStream stream) {
    int[] image = Permutation.identity(points);
    for (int p = points - 1; p >= 0; p--) {
      StabilizerLevel level = levels[p];
      if (level != null) {
        level.multiplyByRepresentative(stream.nextInt(level.orbitLength()), image);
      }
    }
    return image;
  }

  /** Every element once, lexicographically as image arrays. */
  void forEach(Consumer<int[]> visitor) {
    visit(0, Permutation.identity(points), visitor);
  }

  private void visit(int from, int[] prefix, Consumer<int[]> visitor) {
    int p = from;
    while (p < points && levels[p] == null) {
      p++;
    }
    if (p == points) {
      visitor.accept(prefix);
      return;
    }
    StabilizerLevel level = levels[p];
    for (int orbitIndex : level.orderedByImage(prefix)) {
      visit(p + 1, Permutation.multiply(prefix, level.representative(orbitIndex)), visitor);
    }
  }

  /** Divides by representatives as far as the chain goes; the identity iff it is an element. */
  private int[] sift(int[] image) {
    int[] residue = image.clone();
    for (int p = Permutation.firstMoved(residue); p < points; p = Permutation.firstMoved(residue)) {
      StabilizerLevel level = levels[p];
      if (level == null || !level.reduce(residue)) {
        return residue;
      }
    }
    return residue;
  }

  /** Adds what is new in {@code image}; false when it was an element already. */
  private boolean absorb(int[] image) {
    int[] residue = sift(image);
    int moved = Permutation.firstMoved(residue);
    if (moved == points) {
      return false;
    }
    strong.add(residue);
    if (levels[moved] == null) {
      levels[moved] = new StabilizerLevel(moved, points, generatorsFixingBelow(moved));
    }
    for (int p = 0; p <= moved; p++) {
      StabilizerLevel level = levels[p];
      if (level != null) {
        level.add(residue);
      }
    }
    return true;
  }

  private List<int[]> generatorsFixingBelow(int point) {
    return strong.stream().filter(g -> Permutation.firstMoved(g) > point).toList();
  }

  /** The product of the symmetric groups of the orbits, or its even half, contains the group. */
  private BigInteger leastBound(List<int[]> generators, @Nullable BigInteger bound) {
    BigInteger product = BigInteger.ONE;
    for (int size : orbitSizes(generators)) {
      for (int factor = 2; factor <= size; factor++) {
        product = product.multiply(BigInteger.valueOf(factor));
        // one more bit, for the even half below; big grids have factorials of 10^6 digits
        if (bound != null && product.bitLength() > bound.bitLength() + 1) {
          return bound;
        }
      }
    }
    boolean even = generators.stream().allMatch(Permutation::isEven);
    if (even && product.compareTo(BigInteger.ONE) > 0) {
      product = product.shiftRight(1);
    }
    return bound == null ? product : bound.min(product);
  }

  private int[] orbitSizes(List<int[]> generators) {
    UnionFind orbits = new UnionFind(points);
    for (int[] generator : generators) {
      for (int i = 0; i < points; i++) {
        orbits.union(i, generator[i]);
      }
    }
    return orbits.sizes();
  }

  private void absorbRandomElements(List<int[]> generators, BigInteger most, int enough) {
    ProductReplacement random = new ProductReplacement(points, generators);
    int quiet = 0;
    while (quiet < enough) {
      if (!absorb(random.next())) {
        quiet++;
      } else if (order().equals(most)) {
        return;
      } else {
        quiet = 0;
      }
    }
  }

  /** Schreier's lemma, from the deepest level up; a new strong generator sends us down again. */
  private void verify() {
    int p = points - 1;
    while (p >= 0) {
      StabilizerLevel level = levels[p];
      int[] missing = level == null ? null : firstMissing(level);
      if (missing == null) {
        p--;
      } else {
        absorb(missing);
        p = points - 1;
      }
    }
  }

  private int @Nullable [] firstMissing(StabilizerLevel level) {
    for (int orbitIndex = 0; orbitIndex < level.orbitLength(); orbitIndex++) {
      int[] representative = level.representative(orbitIndex);
      for (int[] generator : level.generators()) {
        int[] schreier = Permutation.multiply(generator, representative);
        if (!Permutation.isIdentity(sift(schreier))) {
          return schreier;
        }
      }
    }
    return null;
  }

  private void cacheRepresentatives() {
    long images = 0;
    for (StabilizerLevel level : levels) {
      images += level == null ? 0 : (long) level.orbitLength() * points;
    }
    if (images <= CACHED_IMAGES) {
      for (StabilizerLevel level : levels) {
        if (level != null) {
          level.cacheRepresentatives();
        }
      }
    }
  }
}
