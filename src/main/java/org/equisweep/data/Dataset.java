package org.equisweep.data;

import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Training examples, and held-out ones, off-heap as [example][feature]. */
public final class Dataset implements AutoCloseable {
  /**
   * Reads or generates, checks shapes and finiteness, shifts, splits.
   *
   * @param inputs features of an input, c₀·n₀
   * @param outputs features of a target
   */
  public static Dataset load(DataSpec spec, int inputs, int outputs, Precision precision) {
    throw new UnsupportedOperationException();
  }

  public int examples() {
    throw new UnsupportedOperationException();
  }

  public Tensor inputs() {
    throw new UnsupportedOperationException();
  }

  public Tensor targets() {
    throw new UnsupportedOperationException();
  }

  public @Nullable Dataset test() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
