package org.equisweep.geometry;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.equisweep.group.UnionFind;

/**
 * The orbits of coordinates that a group permutes. Their normalised indicators are an orthonormal
 * basis of the invariant vectors, and Π_G is the mean over each orbit. Found by union–find over the
 * generators, O(#generators · N), whatever |G|. Numbered by their smallest members.
 */
public final class Orbits {
  private final int[] orbitOf;
  private final int[] start;
  private final int[] members;

  private Orbits(int[] orbitOf, int count) {
    this.orbitOf = orbitOf;
    this.start = new int[count + 1];
    this.members = new int[orbitOf.length];
    for (int orbit : orbitOf) {
      start[orbit + 1]++;
    }
    for (int k = 0; k < count; k++) {
      start[k + 1] += start[k];
    }
    int[] next = start.clone();
    for (int t = 0; t < orbitOf.length; t++) {
      members[next[orbitOf[t]]++] = t;
    }
  }

  /**
   * @param coordinates N
   * @param generators where each generator sends a coordinate
   */
  public static Orbits of(int coordinates, List<IntUnaryOperator> generators) {
    UnionFind sets = new UnionFind(coordinates);
    for (IntUnaryOperator generator : generators) {
      for (int t = 0; t < coordinates; t++) {
        sets.union(t, generator.applyAsInt(t));
      }
    }
    int[] orbitOf = new int[coordinates];
    int count = 0;
    for (int t = 0; t < coordinates; t++) {
      int smallest = sets.find(t);
      orbitOf[t] = smallest == t ? count++ : orbitOf[smallest];
    }
    return new Orbits(orbitOf, count);
  }

  /** Those of {@code copies} copies of the coordinates, one after the other, acted on alike. */
  Orbits repeated(int copies) {
    if (copies == 1) {
      return this;
    }
    int coordinates = orbitOf.length;
    int[] repeated = new int[Math.multiplyExact(copies, coordinates)];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = i / coordinates * count() + orbitOf[i % coordinates];
    }
    return new Orbits(repeated, copies * count());
  }

  public int count() {
    return start.length - 1;
  }

  public int coordinates() {
    return orbitOf.length;
  }

  public int orbitOf(int coordinate) {
    return orbitOf[coordinate];
  }

  public int size(int orbit) {
    return start[orbit + 1] - start[orbit];
  }

  /** The j-th member of an orbit, ascending in j. */
  int member(int orbit, int j) {
    return members[start[orbit] + j];
  }

  /** Π_G of the N numbers from {@code at} on, in place: each becomes its orbit's mean. */
  void average(double[] a, int at) {
    for (int k = 0; k < count(); k++) {
      double mean = BlockedSum.gathered(a, at, members, start[k], start[k + 1]) / size(k);
      for (int j = start[k]; j < start[k + 1]; j++) {
        a[at + members[j]] = mean;
      }
    }
  }
}
