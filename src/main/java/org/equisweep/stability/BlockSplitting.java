package org.equisweep.stability;

import java.util.Arrays;

/**
 * An orthogonal U of ℝᴷ with U e_{p(j)} = ±E_j for given orthonormal E_1 … E_k: a product of
 * Householder reflections, one for each E_j, stored on their supports (Golub and Van Loan, Matrix
 * Computations, 5.1–5.2). What U maps the other unit vectors to is an orthonormal basis of the
 * complement. Where the E_j have disjoint supports, as indicators of orbits do, so have the
 * reflections, and U costs O(K); else O(K·k). Immutable.
 */
final class BlockSplitting {
  private final int size;
  private final int[][] support;
  private final double[][] vector;
  private final int[] pivot;
  private final double[] sign;
  private final int[] complement;

  /**
   * @param size K
   * @param columns E_j, each of length K; orthonormal
   */
  BlockSplitting(int size, double[][] columns) {
    this.size = size;
    int count = columns.length;
    support = new int[count][];
    vector = new double[count][];
    pivot = new int[count];
    sign = new double[count];
    boolean[] used = new boolean[size];
    for (int j = 0; j < count; j++) {
      double[] column = columns[j].clone();
      for (int i = 0; i < j; i++) {
        reflect(i, column);
        column[pivot[i]] = 0; // by orthogonality, up to rounding
      }
      pivot[j] = largestUnused(column, used);
      used[pivot[j]] = true;
      addReflection(j, column);
    }
    complement = new int[size - count];
    int next = 0;
    for (int i = 0; i < size; i++) {
      if (!used[i]) {
        complement[next++] = i;
      }
    }
  }

  private static int largestUnused(double[] column, boolean[] used) {
    int largest = -1;
    for (int i = 0; i < column.length; i++) {
      if (!used[i] && (largest < 0 || Math.abs(column[i]) > Math.abs(column[largest]))) {
        largest = i;
      }
    }
    return largest;
  }

  /** I − vvᵀ that takes {@code column}, of norm 1 up to rounding, to −sign(column_p) e_p. */
  private void addReflection(int j, double[] column) {
    int p = pivot[j];
    sign[j] = column[p] < 0 ? 1 : -1;
    double norm = Math.sqrt(dot(column, column));
    column[p] -= sign[j] * norm;
    double scale = Math.sqrt(2 / dot(column, column));
    int[] at = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (column[i] != 0) {
        at[count++] = i;
      }
    }
    support[j] = Arrays.copyOf(at, count);
    vector[j] = new double[count];
    for (int i = 0; i < count; i++) {
      vector[j][i] = scale * column[at[i]];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private void reflect(int j, double[] c) {
    int[] at = support[j];
    double[] v = vector[j];
    double product = 0;
    for (int i = 0; i < at.length; i++) {
      product += v[i] * c[at[i]];
    }
    for (int i = 0; i < at.length; i++) {
      c[at[i]] -= product * v[i];
    }
  }

  /** K. */
  int size() {
    return size;
  }

  /** k. */
  int tangent() {
    return pivot.length;
  }

  /** K − k. */
  int normal() {
    return complement.length;
  }

  /** c ← Uᵀc, in place; then {@link #coefficient} and {@link #complement} read it. */
  void split(double[] c) {
    for (int j = 0; j < pivot.length; j++) {
      reflect(j, c);
    }
  }

  /** c ← Uc, in place. */
  void join(double[] c) {
    for (int j = pivot.length - 1; j >= 0; j--) {
      reflect(j, c);
    }
  }

  /** Where the coordinate along ±E_j lies in a split vector. */
  int pivot(int j) {
    return pivot[j];
  }

  /** The sign of that coordinate. */
  double sign(int j) {
    return sign[j];
  }

  /** Where the i-th coordinate of the complement lies in a split vector, ascending. */
  int complement(int i) {
    return complement[i];
  }
}
