package org.equisweep.network;

/**
 * Into what blocks the array between two matrix products is cut, so that a block stays in the cache
 * from the product that makes it to the one that uses it. A function of shapes and of the examples
 * of a call alone.
 *
 * @param rows of the whole array
 * @param widest the largest third dimension of the products
 * @param bytes of a number
 */
record Tiling(int rows, int widest, int bytes) {
  /**
   * Multiply–adds of one product: up to here OpenBLAS multiplies without copying its operands,
   * which costs products as thin as these a third of their time.
   */
  private static final int MULTIPLY_ADDS = 1_000_000;

  /** Where blocks that small would have too few rows, they are as large as this. */
  private static final int BLOCK_BYTES = 256 << 10;

  private static final int STEP = 16;
  private static final int FEWEST_ROWS = 32;
  private static final int MOST_EXAMPLES = 256;

  Tiling {
    if (rows < 1 || widest < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "a tiling needs rows, a width and bytes, got %d, %d, %d".formatted(rows, widest, bytes));
    }
  }

  /** Columns of a block in a call of n examples; the last may have fewer. */
  int examples(int n) {
    int tiles = (n + MOST_EXAMPLES - 1) / MOST_EXAMPLES;
    return Math.min(n, ((n + tiles - 1) / tiles + STEP - 1) / STEP * STEP);
  }

  /** Rows of a block in a call of n examples; the last may have fewer. */
  int blockRows(int n) {
    int columns = examples(n);
    long unpacked = MULTIPLY_ADDS / ((long) columns * widest);
    long most = unpacked >= FEWEST_ROWS ? unpacked : BLOCK_BYTES / ((long) columns * bytes);
    return (int) Math.min(rows, Math.max(FEWEST_ROWS, most / STEP * STEP));
  }

  /** Elements of the largest block of any call. */
  long mostElements(int maxExamples) {
    long most = 0;
    for (int n = 1; n <= maxExamples; n++) {
      most = Math.max(most, (long) blockRows(n) * examples(n));
    }
    return most;
  }
}
