package org.equisweep.network;

import java.util.Arrays;
import org.equisweep.geometry.Factored;
import org.equisweep.tensor.Kernels;
import org.equisweep.tensor.Tensor;

/**
 * A sparse real matrix in compressed rows that acts on arrays of contiguous vectors: y[p] = Σ_q
 * M[p,q] x[q].
 */
final class SparseMap {
  private final int columnCount;
  private final int[] rowStart;
  private final int[] columns;
  private final double[] values;

  private SparseMap(int columnCount, int[] rowStart, int[] columns, double[] values) {
    this.columnCount = columnCount;
    this.rowStart = rowStart;
    this.columns = columns;
    this.values = values;
  }

  int rows() {
    return rowStart.length - 1;
  }

  int entries() {
    return columns.length;
  }

  /** y (+)= M x on vectors of {@code inner} elements. */
  void apply(Tensor x, long xo, Tensor y, long yo, int inner, boolean accumulate) {
    Kernels.sparseApply(rows(), rowStart, columns, values, x, xo, y, yo, inner, accumulate);
  }

  /** From entries in any order; the entries of a row keep the order given. */
  static SparseMap of(int rows, int columnCount, int[] row, int[] column, double[] value) {
    int[] start = new int[rows + 1];
    for (int r : row) {
      start[r + 1]++;
    }
    for (int r = 0; r < rows; r++) {
      start[r + 1] += start[r];
    }
    int[] next = Arrays.copyOf(start, rows);
    int[] columns = new int[row.length];
    double[] values = new double[row.length];
    for (int e = 0; e < row.length; e++) {
      int at = next[row[e]]++;
      columns[at] = column[e];
      values[at] = value[e];
    }
    return new SparseMap(columnCount, start, columns, values);
  }

  SparseMap transposed() {
    int[] row = new int[columns.length];
    for (int r = 0; r < rows(); r++) {
      Arrays.fill(row, rowStart[r], rowStart[r + 1], r);
    }
    return of(columnCount, rows(), columns, row, values);
  }

  /** The map that swaps an a×b array of vectors to b×a: y[j·a + i] = x[i·b + j]. */
  static SparseMap transposition(int a, int b) {
    int[] row = new int[a * b];
    int[] column = new int[a * b];
    double[] value = new double[a * b];
    Arrays.fill(value, 1);
    for (int i = 0; i < a; i++) {
      for (int j = 0; j < b; j++) {
        row[i * b + j] = j * a + i;
        column[i * b + j] = i * b + j;
      }
    }
    return of(a * b, a * b, row, column, value);
  }

  /** Means over size×size squares of a height×width grid, the remainder dropped. */
  static SparseMap averagePool(int height, int width, int size) {
    int rows = (height / size) * (width / size);
    int[] row = new int[rows * size * size];
    int[] column = new int[row.length];
    double[] value = new double[row.length];
    Arrays.fill(value, 1.0 / (size * size));
    int e = 0;
    for (int r = 0; r < rows; r++) {
      int top = r / (width / size) * size;
      int left = r % (width / size) * size;
      for (int cell = 0; cell < size * size; cell++, e++) {
        row[e] = r;
        column[e] = (top + cell / size) * width + left + cell % size;
      }
    }
    return of(rows, height * width, row, column, value);
  }

  /** ℝ^n_in → ℝ^(K·n_out), row k·n_out + p holds row p of S_k. */
  static SparseMap stackedByOperator(Factored factored, int positionsOut, int positionsIn) {
    return entriesOf(factored, positionsOut * positionsIn)
        .map(
            factored.operators() * positionsOut,
            positionsIn,
            (k, t) -> k * positionsOut + t / positionsIn,
            (k, t) -> t % positionsIn);
  }

  /** ℝ^(K·n_in) → ℝ^n_out, column k·n_in + q holds column q of S_k. */
  static SparseMap sideBySide(Factored factored, int positionsOut, int positionsIn) {
    return entriesOf(factored, positionsOut * positionsIn)
        .map(
            positionsOut,
            factored.operators() * positionsIn,
            (k, t) -> t / positionsIn,
            (k, t) -> k * positionsIn + t % positionsIn);
  }

  /** ℝ^K → ℝ^(n_out·n_in), column k holds S_k as a vector. */
  static SparseMap assembly(Factored factored, int positionsOut, int positionsIn) {
    int spatial = positionsOut * positionsIn;
    return entriesOf(factored, spatial)
        .map(spatial, factored.operators(), (k, t) -> t, (k, t) -> k);
  }

  private static OperatorEntries entriesOf(Factored factored, int spatial) {
    int count = 0;
    for (int k = 0; k < factored.operators(); k++) {
      count = Math.addExact(count, factored.support(k).length);
    }
    int[] operator = new int[count];
    int[] position = new int[count];
    double[] value = new double[count];
    int e = 0;
    for (int k = 0; k < factored.operators(); k++) {
      int[] support = factored.support(k);
      System.arraycopy(support, 0, position, e, support.length);
      System.arraycopy(factored.values(k), 0, value, e, support.length);
      Arrays.fill(operator, e, e + support.length, k);
      e += support.length;
    }
    if (Arrays.stream(position).anyMatch(t -> t < 0 || t >= spatial)) {
      throw new IllegalArgumentException("a support must lie in 0.." + (spatial - 1));
    }
    return new OperatorEntries(operator, position, value);
  }

  /** Entry e of S_operator[e] at position[e] = p·n_in + q. */
  private record OperatorEntries(int[] operator, int[] position, double[] value) {
    SparseMap map(int rows, int columns, Index row, Index column) {
      int[] r = new int[value.length];
      int[] c = new int[value.length];
      for (int e = 0; e < value.length; e++) {
        r[e] = row.of(operator[e], position[e]);
        c[e] = column.of(operator[e], position[e]);
      }
      return of(rows, columns, r, c, value);
    }
  }

  private interface Index {
    int of(int operator, int position);
  }
}
