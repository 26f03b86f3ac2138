package org.equisweep.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.equisweep.tensor.Kernels;
import org.equisweep.tensor.OrbitSums;
import org.equisweep.tensor.SparseBands;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A sparse real matrix in compressed rows that acts on arrays of contiguous vectors: y[p] = Σ_q
 * M[p,q] x[q]. Immutable.
 */
final class SparseMap {
  private final int columnCount;
  private final int[] rowStart;
  private final int[] columns;
  private final double[] values;
  private final SparseBands bands;

  private SparseMap(int columnCount, int[] rowStart, int[] columns, double[] values) {
    this.columnCount = columnCount;
    this.rowStart = rowStart;
    this.columns = columns;
    this.values = values;
    this.bands = SparseBands.of(rowStart.length - 1, rowStart, columns, values);
  }

  int rows() {
    return rowStart.length - 1;
  }

  int entries() {
    return columns.length;
  }

  /** The value of an entry, in row order. */
  double value(int entry) {
    return values[entry];
  }

  /** A row's columns, each followed by its value: rows are equal where these are. */
  List<Object> row(int row) {
    List<Object> entries = new ArrayList<>();
    for (int e = rowStart[row]; e < rowStart[row + 1]; e++) {
      entries.add(columns[e]);
      entries.add(values[e]);
    }
    return entries;
  }

  /** Some of the rows. */
  SparseMap rows(int[] chosen) {
    Entries entries = new Entries();
    for (int r = 0; r < chosen.length; r++) {
      for (int e = rowStart[chosen[r]]; e < rowStart[chosen[r] + 1]; e++) {
        entries.add(r, columns[e], values[e]);
      }
    }
    return entries.map(chosen.length, columnCount);
  }

  /** What is done with an entry. */
  interface EntryTask {
    void accept(int row, int column, double value);
  }

  /** All entries, row by row. */
  void each(EntryTask task) {
    for (int r = 0; r < rows(); r++) {
      for (int e = rowStart[r]; e < rowStart[r + 1]; e++) {
        task.accept(r, columns[e], values[e]);
      }
    }
  }

  /** The columns of a row's entries. */
  int[] columnsOf(int row) {
    return Arrays.copyOfRange(columns, rowStart[row], rowStart[row + 1]);
  }

  /** y (+)= M x on vectors of {@code inner} elements. */
  void apply(Tensor x, long xo, Tensor y, long yo, int inner, boolean accumulate) {
    Kernels.sparseApply(bands, x, xo, y, yo, inner, accumulate);
  }

  /** The same as sums over disjoint sets of columns; null where two rows share one. */
  @Nullable OrbitSums orbitSums() {
    int[] orbit = new int[columnCount];
    double[] weight = new double[columnCount];
    Arrays.fill(orbit, -1);
    for (int r = 0; r < rows(); r++) {
      for (int e = rowStart[r]; e < rowStart[r + 1]; e++) {
        if (orbit[columns[e]] >= 0) {
          return null;
        }
        orbit[columns[e]] = r;
        weight[columns[e]] = values[e];
      }
    }
    return new OrbitSums(orbit, weight, rows());
  }

  SparseMap transposed() {
    Entries entries = new Entries(entries());
    for (int r = 0; r < rows(); r++) {
      for (int e = rowStart[r]; e < rowStart[r + 1]; e++) {
        entries.add(columns[e], r, values[e]);
      }
    }
    return entries.map(columnCount, rows());
  }

  /** Entries in the making, in any order; a row's entries keep the order in which they came. */
  static final class Entries {
    private int[] row;
    private int[] column;
    private double[] value;
    private int count;

    Entries() {
      this(16);
    }

    Entries(int expected) {
      row = new int[expected];
      column = new int[expected];
      value = new double[expected];
    }

    void add(int r, int c, double v) {
      if (count == row.length) {
        int larger = Math.addExact(Math.max(16, count), count / 2);
        row = Arrays.copyOf(row, larger);
        column = Arrays.copyOf(column, larger);
        value = Arrays.copyOf(value, larger);
      }
      row[count] = r;
      column[count] = c;
      value[count++] = v;
    }

    SparseMap map(int rows, int columnCount) {
      int[] start = new int[rows + 1];
      for (int e = 0; e < count; e++) {
        start[row[e] + 1]++;
      }
      for (int r = 0; r < rows; r++) {
        start[r + 1] += start[r];
      }
      int[] next = Arrays.copyOf(start, rows);
      int[] columns = new int[count];
      double[] values = new double[count];
      for (int e = 0; e < count; e++) {
        int at = next[row[e]]++;
        columns[at] = column[e];
        values[at] = value[e];
      }
      return new SparseMap(columnCount, start, columns, values);
    }
  }

  /**
   * This map after each of the maps that lie one below the other in {@code stacked}, again one
   * below the other. Entries of a row are in ascending columns.
   */
  SparseMap afterEach(SparseMap stacked) {
    int count = stacked.rows() / columnCount;
    Entries entries = new Entries(stacked.entries());
    for (int k = 0; k < count; k++) {
      for (int r = 0; r < rows(); r++) {
        TreeMap<Integer, Double> row = new TreeMap<>();
        for (int e = rowStart[r]; e < rowStart[r + 1]; e++) {
          int between = k * columnCount + columns[e];
          for (int f = stacked.rowStart[between]; f < stacked.rowStart[between + 1]; f++) {
            row.merge(stacked.columns[f], values[e] * stacked.values[f], Double::sum);
          }
        }
        int target = k * rows() + r;
        row.forEach((column, value) -> entries.add(target, column, value));
      }
    }
    return entries.map(count * rows(), stacked.columnCount);
  }

  /** The map that turns an a×b array of vectors into b×a: y[j·a + i] = x[i·b + j]. */
  static SparseMap transposition(int a, int b) {
    Entries entries = new Entries(a * b);
    for (int i = 0; i < a; i++) {
      for (int j = 0; j < b; j++) {
        entries.add(j * a + i, i * b + j, 1);
      }
    }
    return entries.map(a * b, a * b);
  }

  /** Means over size×size squares of a height×width grid, what does not fit dropped. */
  static SparseMap averagePool(int height, int width, int size, int stride) {
    int columns = (width - size) / stride + 1;
    int rows = ((height - size) / stride + 1) * columns;
    Entries entries = new Entries(rows * size * size);
    for (int r = 0; r < rows; r++) {
      int top = r / columns * stride;
      int left = r % columns * stride;
      for (int cell = 0; cell < size * size; cell++) {
        int source = (top + cell / size) * width + left + cell % size;
        entries.add(r, source, 1.0 / (size * size));
      }
    }
    return entries.map(rows, height * width);
  }
}
