package org.equisweep.tensor;

import java.util.Arrays;

/**
 * Weighted sums over disjoint sets of positions: u[k] = Σ_{p∈k} w_p x[p]. Positions are put in the
 * order of their sets and every set is filled up to a multiple of four with positions of weight 0,
 * so that kernels take four at a time. Immutable.
 */
public final class OrbitSums {
  /** Positions that kernels take at once. */
  static final int GROUP = 4;

  private final int positions;
  private final int[] position;
  private final double[] weight;
  private final int[] start;

  /**
   * @param orbit of each position, 0 … K − 1; −1 for a position in none
   * @param weight of each position
   * @param orbits K
   */
  public OrbitSums(int[] orbit, double[] weight, int orbits) {
    if (orbit.length != weight.length || orbits < 1) {
      throw new IllegalArgumentException(
          "every position needs an orbit and a weight, got %d and %d in %d orbits"
              .formatted(orbit.length, weight.length, orbits));
    }
    positions = orbit.length;
    start = new int[orbits + 1];
    int[] members = new int[orbits];
    for (int k : orbit) {
      if (k < -1 || k >= orbits) {
        throw new IllegalArgumentException("orbit %d of %d".formatted(k, orbits));
      }
      if (k >= 0) {
        members[k]++;
      }
    }
    for (int k = 0; k < orbits; k++) {
      start[k + 1] = start[k] + (members[k] + GROUP - 1) / GROUP * GROUP;
    }
    position = new int[start[orbits]];
    this.weight = new double[position.length];
    Arrays.fill(position, -1);
    int[] next = Arrays.copyOf(start, orbits);
    for (int p = 0; p < positions; p++) {
      if (orbit[p] >= 0) {
        position[next[orbit[p]]] = p;
        this.weight[next[orbit[p]]++] = weight[p];
      }
    }
  }

  /** Number of positions, those in no orbit included. */
  public int positions() {
    return positions;
  }

  /** K. */
  public int orbits() {
    return start.length - 1;
  }

  /** Places, filled up. */
  int places() {
    return position.length;
  }

  /** The first place of an orbit, and the end of the one before. */
  int start(int orbit) {
    return start[orbit];
  }

  /** The position at a place; −1 where it is filled up. */
  int position(int place) {
    return position[place];
  }

  double weight(int place) {
    return weight[place];
  }
}
