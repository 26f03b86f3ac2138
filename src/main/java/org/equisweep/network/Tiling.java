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

  private static final int ROW_STEP = 16;

  /** Half a vector of floats, and two of doubles: what their products take to best. */
  private static final int FLOAT_STEP = 8;

  private static final int DOUBLE_STEP = 16;

  private static final int FEWEST_ROWS = 32;

  /**
   * A gradient's product reads the operand of so many examples again for every row: it is to stay
   * in the first cache. More than the most leave too few rows to products that are not copied.
   */
  private static final int FIRST_CACHE_BYTES = 48 << 10;

  private static final int FEWEST_EXAMPLES = 64;
  private static final int MOST_EXAMPLES = 128;

  /** Of products that are copied. */
  private static final int MOST_EXAMPLES_COPIED = 256;

  Tiling {
    if (rows < 1 || widest < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "a tiling needs rows, a width and bytes, got %d, %d, %d".formatted(rows, widest, bytes));
    }
  }

  /** Columns of a block in a call of n examples; the last may have fewer. */
  int examples(int n) {
    int most = mostExamples();
    int tiles = (n + most - 1) / most;
    int step = bytes == Float.BYTES ? FLOAT_STEP : DOUBLE_STEP;
    return Math.min(n, ((n + tiles - 1) / tiles + step - 1) / step * step);
  }

  private int mostExamples() {
    if ((long) FEWEST_ROWS * MOST_EXAMPLES * widest > MULTIPLY_ADDS) {
      return MOST_EXAMPLES_COPIED;
    }
    int cached = FIRST_CACHE_BYTES / (widest * bytes) / ROW_STEP * ROW_STEP;
    return Math.max(FEWEST_EXAMPLES, Math.min(MOST_EXAMPLES, cached));
  }

  /** Rows of a block in a call of n examples; the last may have fewer. */
  int blockRows(int n) {
    int columns = examples(n);
    long unpacked = MULTIPLY_ADDS / ((long) columns * widest);
    long most = unpacked >= FEWEST_ROWS ? unpacked : BLOCK_BYTES / ((long) columns * bytes);
    return (int) Math.min(rows, Math.max(FEWEST_ROWS, most / ROW_STEP * ROW_STEP));
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
