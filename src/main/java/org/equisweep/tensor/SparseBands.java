package org.equisweep.tensor;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sparse matrix for {@link Kernels#sparseApply}: neighbouring rows whose entries are those of the
 * row before, moved by one column, are one band, so that a shift of a grid is a few long sums of
 * contiguous memory. Checked once, here. Immutable.
 */
public final class SparseBands {
  private final int rows;
  private final int width;
  private final int bands;

  /** Of each band, its first row; then {@link #rows}. */
  private final int[] first;

  /** Of each band, where its entries begin; then their number. */
  private final int[] start;

  /** Of each entry, the column in the band's first row. */
  private final int[] columns;

  private final double[] values;

  private SparseBands(
      int rows, int width, int bands, int[] first, int[] start, int[] columns, double[] values) {
    this.rows = rows;
    this.width = width;
    this.bands = bands;
    this.first = first;
    this.start = start;
    this.columns = columns;
    this.values = values;
  }

  /**
   * Row p has the entries rowStart[p] … rowStart[p + 1] − 1, which are summed in that order.
   *
   * @param values null for all 1
   * @throws IndexOutOfBoundsException for starts that do not ascend within the list of columns, and
   *     for negative columns
   */
  public static SparseBands of(
      int rows, int[] rowStart, int[] columns, double @Nullable [] values) {
    check(rows, rowStart, columns);
    double[] factors = values;
    if (factors == null) {
      factors = new double[columns.length];
      Arrays.fill(factors, 1);
    }
    Objects.checkFromIndexSize(0, rowStart[rows], factors.length);
    int[] first = new int[rows + 1];
    int[] start = new int[rows + 1];
    int[] bandColumns = new int[rowStart[rows] - rowStart[0]];
    double[] bandValues = new double[bandColumns.length];
    int bands = 0;
    int count = 0;
    for (int p = 0; p < rows; p++) {
      if (p > 0 && continues(p, first[bands - 1], rowStart, columns, factors)) {
        continue;
      }
      first[bands] = p;
      start[bands++] = count;
      for (int j = rowStart[p]; j < rowStart[p + 1]; j++) {
        bandColumns[count] = columns[j];
        bandValues[count++] = factors[j];
      }
    }
    first[bands] = rows;
    start[bands] = count;
    int largest = -1;
    for (int j = rowStart[0]; j < rowStart[rows]; j++) {
      largest = Math.max(largest, columns[j]);
    }
    return new SparseBands(
        rows,
        Math.addExact(largest, 1),
        bands,
        Arrays.copyOf(first, bands + 1),
        Arrays.copyOf(start, bands + 1),
        Arrays.copyOf(bandColumns, count),
        Arrays.copyOf(bandValues, count));
  }

  private static void check(int rows, int[] start, int[] columns) {
    Objects.checkFromIndexSize(0, rows + 1L, (long) start.length);
    int before = 0;
    for (int p = 0; p <= rows; p++) {
      if (start[p] < before || start[p] > columns.length) {
        throw new IndexOutOfBoundsException(
            "Row starts must ascend from 0 to at most "
                + columns.length
                + ", but start "
                + p
                + " is "
                + start[p]);
      }
      before = start[p];
    }
    for (int j = start[0]; j < start[rows]; j++) {
      if (columns[j] < 0) {
        throw new IndexOutOfBoundsException(
            "Columns must not be negative, but one is " + columns[j]);
      }
    }
  }

  /** Whether row p is row {@code first} moved by p − first columns. */
  private static boolean continues(
      int p, int first, int[] rowStart, int[] columns, double[] values) {
    int count = rowStart[p + 1] - rowStart[p];
    if (count != rowStart[first + 1] - rowStart[first]) {
      return false;
    }
    for (int j = 0; j < count; j++) {
      int own = rowStart[p] + j;
      int other = rowStart[first] + j;
      if (columns[own] != columns[other] + p - first || values[own] != values[other]) {
        return false;
      }
    }
    return true;
  }

  /** Rows of the matrix. */
  public int rows() {
    return rows;
  }

  /** One more than the largest column. */
  int width() {
    return width;
  }

  int bands() {
    return bands;
  }

  int first(int band) {
    return first[band];
  }

  /** Rows of a band. */
  int length(int band) {
    return first[band + 1] - first[band];
  }

  int start(int band) {
    return start[band];
  }

  int end(int band) {
    return start[band + 1];
  }

  /** Whether a band is a copy of contiguous memory. */
  boolean copies(int band) {
    return start[band + 1] == start[band] + 1 && values[start[band]] == 1;
  }

  int[] columns() {
    return columns;
  }

  double[] values() {
    return values;
  }
}
