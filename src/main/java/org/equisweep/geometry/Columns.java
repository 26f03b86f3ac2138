package org.equisweep.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Vectors S_1 … S_K of ℝᴺ, each stored on its support: a sparse matrix by columns. */
final class Columns {
  private final int rows;
  private final int[] start;
  private final int[] index;
  private final double[] value;

  private Columns(int rows, int[] start, int[] index, double[] value) {
    this.rows = rows;
    this.start = start;
    this.index = index;
    this.value = value;
  }

  /** Zeros are left out. */
  static Columns of(int rows, List<double[]> vectors) {
    int[] start = new int[vectors.size() + 1];
    for (int k = 0; k < vectors.size(); k++) {
      if (vectors.get(k).length != rows) {
        throw new IllegalArgumentException(
            "vectors must have length " + rows + ", but one has " + vectors.get(k).length);
      }
      long filled = Arrays.stream(vectors.get(k)).filter(x -> x != 0).count();
      start[k + 1] = Math.addExact(start[k], (int) filled);
    }
    int[] index = new int[start[vectors.size()]];
    double[] value = new double[index.length];
    int next = 0;
    for (double[] vector : vectors) {
      for (int t = 0; t < rows; t++) {
        if (vector[t] != 0) {
          index[next] = t;
          value[next++] = vector[t];
        }
      }
    }
    return new Columns(rows, start, index, value);
  }

  /** Columns in the making, entry by entry. */
  static final class Builder {
    private final int rows;
    private final List<Integer> start = new ArrayList<>(List.of(0));
    private int[] index = new int[64];
    private double[] value = new double[64];
    private int count;

    Builder(int rows) {
      this.rows = rows;
    }

    /** An entry of the column begun; a column's entries come in any order, each once. */
    void add(int row, double entry) {
      if (count == index.length) {
        index = Arrays.copyOf(index, 2 * count);
        value = Arrays.copyOf(value, 2 * count);
      }
      index[count] = row;
      value[count++] = entry;
    }

    void endColumn() {
      start.add(count);
    }

    Columns build() {
      return new Columns(
          rows,
          start.stream().mapToInt(Integer::intValue).toArray(),
          Arrays.copyOf(index, count),
          Arrays.copyOf(value, count));
    }
  }

  /** The normalised indicators of the given orbits. */
  static Columns indicators(Orbits orbits, int[] chosen) {
    int[] start = new int[chosen.length + 1];
    for (int k = 0; k < chosen.length; k++) {
      start[k + 1] = start[k] + orbits.size(chosen[k]);
    }
    int[] index = new int[start[chosen.length]];
    double[] value = new double[index.length];
    for (int k = 0; k < chosen.length; k++) {
      for (int j = 0; j < orbits.size(chosen[k]); j++) {
        index[start[k] + j] = orbits.member(chosen[k], j);
      }
      Arrays.fill(value, start[k], start[k + 1], 1 / Math.sqrt(orbits.size(chosen[k])));
    }
    return new Columns(orbits.coordinates(), start, index, value);
  }

  /** The same supports, each column k times {@code factor[k]}. */
  Columns scaled(double[] factor) {
    double[] scaled = value.clone();
    for (int k = 0; k < count(); k++) {
      for (int j = start[k]; j < start[k + 1]; j++) {
        scaled[j] *= factor[k];
      }
    }
    return new Columns(rows, start, index, scaled);
  }

  /** The same supports, each row t times {@code factor[t]}. */
  Columns weighted(double[] factor) {
    double[] weighted = value.clone();
    for (int j = 0; j < weighted.length; j++) {
      weighted[j] *= factor[index[j]];
    }
    return new Columns(rows, start, index, weighted);
  }

  int count() {
    return start.length - 1;
  }

  int rows() {
    return rows;
  }

  int[] support(int k) {
    return Arrays.copyOfRange(index, start[k], start[k + 1]);
  }

  double[] values(int k) {
    return Arrays.copyOfRange(value, start[k], start[k + 1]);
  }

  double[] dense(int k) {
    double[] dense = new double[rows];
    add(k, 1, dense, 0);
    return dense;
  }

  double norm(int k) {
    return BlockedSum.norm(values(k));
  }

  boolean disjoint() {
    boolean[] seen = new boolean[rows];
    for (int t : index) {
      if (seen[t]) {
        return false;
      }
      seen[t] = true;
    }
    return true;
  }

  /** a[at …] += factor·S_k. */
  void add(int k, double factor, double[] a, int at) {
    for (int j = start[k]; j < start[k + 1]; j++) {
      a[at + index[j]] += factor * value[j];
    }
  }

  /** ⟨S_k, a[at …]⟩. */
  double dot(int k, double[] a, int at) {
    return BlockedSum.dot(a, at, index, value, start[k], start[k + 1]);
  }

  /** Σ_k c_k S_k. */
  double[] multiply(double[] c) {
    double[] sum = new double[rows];
    for (int k = 0; k < count(); k++) {
      if (c[k] != 0) {
        add(k, c[k], sum, 0);
      }
    }
    return sum;
  }

  /** ⟨S_k, 1_O⟩/√|O| for every orbit O. */
  double[] invariantPart(int k, Orbits orbits) {
    double[] invariant = new double[orbits.count()];
    for (int j = start[k]; j < start[k + 1]; j++) {
      invariant[orbits.orbitOf(index[j])] += value[j];
    }
    for (int orbit = 0; orbit < invariant.length; orbit++) {
      invariant[orbit] /= Math.sqrt(orbits.size(orbit));
    }
    return invariant;
  }
}
