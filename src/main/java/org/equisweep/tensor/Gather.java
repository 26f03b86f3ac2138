package org.equisweep.tensor;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Examples into columns, {@link Kernels#gatherExamples}; a transposition in blocks of examples. */
final class Gather {
  /** Examples read side by side: as many as a cache line of the target has floats. */
  private static final int BLOCK = 16;

  private Gather() {}

  static void floats(
      ByteBuffer x,
      int features,
      int[] rows,
      int rowsOffset,
      int count,
      int @Nullable [] image,
      ByteBuffer y,
      int yo,
      int ld,
      int column) {
    for (int start = 0; start < count; start += BLOCK) {
      int end = Math.min(count, start + BLOCK);
      for (int f = 0; f < features; f++) {
        int to = yo + (image == null ? f : image[f]) * ld + column;
        for (int i = start; i < end; i++) {
          // as bits, so that a NaN stays the same
          y.putInt((to + i) << 2, x.getInt((rows[rowsOffset + i] * features + f) << 2));
        }
      }
    }
  }

  static void doubles(
      ByteBuffer x,
      int features,
      int[] rows,
      int rowsOffset,
      int count,
      int @Nullable [] image,
      ByteBuffer y,
      int yo,
      int ld,
      int column) {
    for (int start = 0; start < count; start += BLOCK) {
      int end = Math.min(count, start + BLOCK);
      for (int f = 0; f < features; f++) {
        int to = yo + (image == null ? f : image[f]) * ld + column;
        for (int i = start; i < end; i++) {
          y.putLong((to + i) << 3, x.getLong((rows[rowsOffset + i] * features + f) << 3));
        }
      }
    }
  }
}
