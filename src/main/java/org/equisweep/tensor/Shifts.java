package org.equisweep.tensor;

import java.util.Arrays;

/**
 * K maps s_1 … s_K of rows to columns or to nothing: S_k[p,q] = 1 where q = s_k(p), as the taps of
 * a convolution are. Neighbouring rows that go to neighbouring columns are one run, so that a block
 * of S_k X is a few pieces of contiguous memory. Immutable.
 */
public final class Shifts {
  /** In place of a column where a row of S_k is 0. */
  public static final int NONE = -1;

  private final int operators;
  private final int rows;
  private final int columns;
  private final int[] source;

  /** Of each run, its first row, and the row after its last. */
  private final int[] first;

  private final int[] end;

  /** Of each operator, its first run; then the number of runs. */
  private final int[] start;

  /** Of each operator and row, the first run that does not end before it. */
  private final int[] runAt;

  private Shifts(int operators, int rows, int columns, int[] source) {
    this.operators = operators;
    this.rows = rows;
    this.columns = columns;
    this.source = source;
    int[] firsts = new int[source.length];
    int[] ends = new int[source.length];
    start = new int[operators + 1];
    runAt = new int[source.length];
    int runs = 0;
    for (int k = 0; k < operators; k++) {
      start[k] = runs;
      for (int p = 0; p < rows; p++) {
        int q = source[k * rows + p];
        boolean continues = runs > start[k] && ends[runs - 1] == p && follows(k, p);
        if (continues) {
          ends[runs - 1]++;
        } else if (q != NONE) {
          firsts[runs] = p;
          ends[runs++] = p + 1;
        }
      }
    }
    start[operators] = runs;
    first = Arrays.copyOf(firsts, runs);
    end = Arrays.copyOf(ends, runs);
    for (int k = 0; k < operators; k++) {
      int run = start[k];
      for (int p = 0; p < rows; p++) {
        while (run < start[k + 1] && end[run] <= p) {
          run++;
        }
        runAt[k * rows + p] = run;
      }
    }
  }

  private boolean follows(int k, int p) {
    int q = source[k * rows + p];
    return q != NONE && q == source[k * rows + p - 1] + 1;
  }

  /**
   * @param source s_k(p) at k·rows + p, or {@link #NONE}
   * @throws IllegalArgumentException where it is not a column
   */
  public static Shifts of(int operators, int rows, int columns, int[] source) {
    if (operators < 1 || rows < 1 || columns < 1 || source.length != (long) operators * rows) {
      throw new IllegalArgumentException(
          "shifts need operators, rows and columns and a source for each row, got %d, %d, %d, %d"
              .formatted(operators, rows, columns, source.length));
    }
    for (int q : source) {
      if (q < NONE || q >= columns) {
        throw new IllegalArgumentException(
            "a row must go to one of %d columns, got %d".formatted(columns, q));
      }
    }
    return new Shifts(operators, rows, columns, source.clone());
  }

  /** Whether no S_k sends two rows to one column, so that the transposed are shifts as well. */
  public boolean isInjective() {
    for (int k = 0; k < operators; k++) {
      boolean[] taken = new boolean[columns];
      for (int p = 0; p < rows; p++) {
        int q = source[k * rows + p];
        if (q != NONE) {
          if (taken[q]) {
            return false;
          }
          taken[q] = true;
        }
      }
    }
    return true;
  }

  /**
   * S_1ᵀ … S_Kᵀ.
   *
   * @throws IllegalStateException unless {@link #isInjective}
   */
  public Shifts transposed() {
    if (!isInjective()) {
      throw new IllegalStateException("two rows go to one column");
    }
    int[] target = new int[operators * columns];
    Arrays.fill(target, NONE);
    for (int k = 0; k < operators; k++) {
      for (int p = 0; p < rows; p++) {
        int q = source[k * rows + p];
        if (q != NONE) {
          target[k * columns + q] = p;
        }
      }
    }
    return new Shifts(operators, columns, rows, target);
  }

  /** K. */
  public int operators() {
    return operators;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** Rows that are not 0, of all S_k. */
  public long entries() {
    return Arrays.stream(source).filter(q -> q != NONE).count();
  }

  /** The first run of S_k that does not end before a row. */
  int runAt(int k, int row) {
    return runAt[k * rows + row];
  }

  /** One more than the last run of S_k. */
  int lastRun(int k) {
    return start[k + 1];
  }

  int first(int run) {
    return first[run];
  }

  int end(int run) {
    return end[run];
  }

  /** s_k of a row that has a column. */
  int source(int k, int row) {
    return source[k * rows + row];
  }
}
