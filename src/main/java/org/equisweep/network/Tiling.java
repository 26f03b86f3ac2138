package org.equisweep.network;

/**
 * Into what blocks the array between two matrix products is cut, so that a block stays in the cache
 * from the product that makes it to the one that uses it. A function of shapes alone.
 *
 * @param rows of a block
 * @param examples columns of a block
 */
public record Tiling(int rows, int examples) {
  /**
   * Multiply–adds of one product: up to here OpenBLAS multiplies without copying its operands, which
   * costs products as thin as these a third of their time.
   */
  private static final int MULTIPLY_ADDS = 1_000_000;

  /** Where blocks that small would have too few rows, they are as large as this. */
  private static final int BLOCK_BYTES = 256 << 10;

  private static final int STEP = 16;
  private static final int FEWEST_ROWS = 32;
  private static final int MOST_EXAMPLES = 256;

  public Tiling {
    if (rows < 1 || examples < 1) {
      throw new IllegalArgumentException(
          "a block needs rows and examples, got %d×%d".formatted(rows, examples));
    }
  }

  /**
   * @param rows of the whole array
   * @param examples the most of a call
   * @param widest the largest third dimension of the products
   * @param bytes of a number
   */
  static Tiling of(int rows, int examples, int widest, int bytes) {
    int tiles = (examples + MOST_EXAMPLES - 1) / MOST_EXAMPLES;
    int columns = Math.min(examples, roundedUp((examples + tiles - 1) / tiles));
    long unpacked = MULTIPLY_ADDS / ((long) columns * widest);
    long most = unpacked >= FEWEST_ROWS ? unpacked : BLOCK_BYTES / ((long) columns * bytes);
    int block = (int) Math.min(rows, Math.max(FEWEST_ROWS, most / STEP * STEP));
    return new Tiling(block, columns);
  }

  private static int roundedUp(int count) {
    return (count + STEP - 1) / STEP * STEP;
  }
}
