package org.equisweep.tensor;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Columns from others by permuting rows, {@link Kernels#permuteColumns}; whole vectors, then bits.
 */
final class ColumnPermutation {
  private ColumnPermutation() {}

  static void floats(
      Tensor y,
      int yo,
      int features,
      int ld,
      int @Nullable [] known,
      int from,
      int @Nullable [] moved,
      int column,
      int count) {
    Object lanes = y.lanes();
    ByteBuffer bytes = y.bytes();
    for (int f = 0; f < features; f++) {
      int source = yo + (known == null ? f : known[f]) * ld + from;
      int target = yo + (moved == null ? f : moved[f]) * ld + column;
      int i = 0;
      for (; i <= count - FloatLanes.LENGTH; i += FloatLanes.LENGTH) {
        FloatLanes.store(FloatLanes.load(lanes, source + i), lanes, target + i);
      }
      for (; i < count; i++) {
        bytes.putInt((target + i) << 2, bytes.getInt((source + i) << 2));
      }
    }
  }

  static void doubles(
      Tensor y,
      int yo,
      int features,
      int ld,
      int @Nullable [] known,
      int from,
      int @Nullable [] moved,
      int column,
      int count) {
    Object lanes = y.lanes();
    ByteBuffer bytes = y.bytes();
    for (int f = 0; f < features; f++) {
      int source = yo + (known == null ? f : known[f]) * ld + from;
      int target = yo + (moved == null ? f : moved[f]) * ld + column;
      int i = 0;
      for (; i <= count - DoubleLanes.LENGTH; i += DoubleLanes.LENGTH) {
        DoubleLanes.store(DoubleLanes.load(lanes, source + i), lanes, target + i);
      }
      for (; i < count; i++) {
        bytes.putLong((target + i) << 3, bytes.getLong((source + i) << 3));
      }
    }
  }
}
