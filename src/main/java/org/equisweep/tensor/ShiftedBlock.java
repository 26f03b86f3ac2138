package org.equisweep.tensor;

/**
 * A block of columns (position, example) of S_1 X … S_K X: which operators are not 0 in it, and the
 * pieces of X's rows that theirs are made of.
 */
final class ShiftedBlock {
  private static final int SLAB = ShiftedProducts.SLAB;

  private Shifts shifts;
  private int count;
  private int active;
  private int[] operator = {};
  private boolean[] whole = {};
  private int[] firstPiece = {};
  private int[] target = {};
  private int[] source = {};
  private int[] length = {};

  ShiftedBlock() {}

  void begin(Shifts of) {
    shifts = of;
    int operators = of.operators();
    if (operator.length < operators) {
      operator = new int[operators];
      whole = new boolean[operators];
      firstPiece = new int[operators + 1];
      target = new int[operators * SLAB];
      source = new int[operators * SLAB];
      length = new int[operators * SLAB];
    }
  }

  /** Columns of a row of S_k X. */
  int columns(int n) {
    return shifts.rows() * n;
  }

  /** Columns of a row of X. */
  int sourceColumns(int n) {
    return shifts.columns() * n;
  }

  /** To the block that begins at a column. */
  void move(int from, int n) {
    int end = Math.min(columns(n), from + SLAB);
    int row = from / n;
    count = end - from;
    active = 0;
    int pieces = 0;
    for (int k = 0; k < shifts.operators(); k++) {
      int covered = 0;
      int before = pieces;
      for (int run = shifts.runAt(k, row); run < shifts.lastRun(k); run++) {
        int first = shifts.first(run);
        int begin = Math.max(from, first * n);
        int stop = Math.min(end, shifts.end(run) * n);
        if (begin >= stop) {
          break;
        }
        target[pieces] = begin - from;
        source[pieces] = shifts.source(k, first) * n + begin - first * n;
        length[pieces++] = stop - begin;
        covered += stop - begin;
      }
      if (covered > 0) {
        operator[active] = k;
        whole[active] = covered == count;
        firstPiece[active++] = before;
      }
    }
    firstPiece[active] = pieces;
  }

  /** Columns of the block. */
  int count() {
    return count;
  }

  /** Operators that are not 0 in it. */
  int active() {
    return active;
  }

  int operator(int a) {
    return operator[a];
  }

  /** Whether an active operator is 0 nowhere in it. */
  boolean isWhole(int a) {
    return whole[a];
  }

  /** Of an active operator, or the end of all pieces. */
  int firstPiece(int a) {
    return firstPiece[a];
  }

  /** Where a piece goes in the block. */
  int pieceTarget(int piece) {
    return target[piece];
  }

  /** Where it is taken from in a row of X. */
  int pieceSource(int piece) {
    return source[piece];
  }

  int pieceLength(int piece) {
    return length[piece];
  }
}
