package org.equisweep.tensor;

/** What a LAPACK driver's return code means. */
final class Lapack {
  static final int COLUMN_MAJOR = 102;

  private Lapack() {}

  /** Refuses sizes that do not describe the array, and entries that are not finite. */
  static void checkMatrix(double[] matrix, int rows, int columns) {
    if (rows < 0 || columns < 0 || (long) rows * columns != matrix.length) {
      throw new IllegalArgumentException(
          "A "
              + rows
              + "x"
              + columns
              + " matrix must have rows x columns elements, but the array has "
              + matrix.length);
    }
    for (int i = 0; i < matrix.length; i++) {
      if (!Double.isFinite(matrix[i])) {
        throw new IllegalArgumentException(
            "A matrix to decompose must be finite, but element ("
                + i / columns
                + ", "
                + i % columns
                + ") is "
                + matrix[i]);
      }
    }
  }

  static ArithmeticException notConverged(String routine, int rows, int columns, int code) {
    return new ArithmeticException(
        routine
            + " must converge, but returned "
            + code
            + " for a "
            + rows
            + "x"
            + columns
            + " matrix");
  }
}
