package org.equisweep.tensor;

import java.util.Objects;

/** Checks of a sparse matrix: row p has entries start[p] … start[p + 1] − 1 of the columns. */
final class SparseRows {
  private SparseRows() {}

  /**
   * One more than the largest column.
   *
   * @throws IndexOutOfBoundsException for starts that do not ascend within the list of columns, and
   *     for negative columns
   */
  static int width(int rows, int[] start, int[] columns) {
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
    int smallest = 0;
    int largest = -1;
    for (int j = start[0]; j < start[rows]; j++) {
      smallest = Math.min(smallest, columns[j]);
      largest = Math.max(largest, columns[j]);
    }
    if (smallest < 0) {
      throw new IndexOutOfBoundsException("Columns must not be negative, but one is " + smallest);
    }
    return Math.addExact(largest, 1);
  }
}
