package org.equisweep.network;

import java.util.Arrays;
import org.equisweep.tensor.Tensor;

/** Maximal runs of entries of a stored matrix that are zero for good: the outside of a mask. */
final class ZeroRuns {
  private final int[] start;
  private final int[] length;

  private ZeroRuns(int[] start, int[] length) {
    this.start = start;
    this.length = length;
  }

  /** The complement of {@code free}, ascending positions below {@code size}. */
  static ZeroRuns complement(int[] free, int size) {
    int[] start = new int[free.length + 1];
    int[] length = new int[free.length + 1];
    int runs = 0;
    int next = 0;
    for (int i = 0; i <= free.length; i++) {
      int end = i < free.length ? free[i] : size;
      if (end > next) {
        start[runs] = next;
        length[runs++] = end - next;
      }
      next = end + 1;
    }
    return new ZeroRuns(Arrays.copyOf(start, runs), Arrays.copyOf(length, runs));
  }

  /** No runs: a full layer. */
  static ZeroRuns none() {
    return new ZeroRuns(new int[0], new int[0]);
  }

  int runs() {
    return start.length;
  }

  int start(int run) {
    return start[run];
  }

  int length(int run) {
    return length[run];
  }

  /** Sets them to zero in a matrix at {@code offset}. */
  void clear(Tensor tensor, long offset) {
    for (int r = 0; r < start.length; r++) {
      tensor.fill(offset + start[r], length[r], 0);
    }
  }
}
