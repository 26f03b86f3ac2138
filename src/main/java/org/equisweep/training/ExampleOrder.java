package org.equisweep.training;

import java.util.stream.IntStream;
import org.equisweep.tensor.RandomStream;
import org.jspecify.annotations.Nullable;

/** The order in which items 0 … n − 1 are visited: ascending, or a fresh shuffle for each pass. */
final class ExampleOrder {
  /** The stream of the shuffles, indexed by epoch; the passes of an epoch follow one another. */
  static final String PURPOSE = "batches";

  private final boolean shuffled;
  private int[] items;
  private @Nullable RandomStream stream;

  ExampleOrder(int count, boolean shuffled) {
    this.shuffled = shuffled;
    this.items = IntStream.range(0, count).toArray();
  }

  boolean shuffled() {
    return shuffled;
  }

  void beginEpoch(long seed, long epoch) {
    stream = shuffled ? RandomStream.of(seed, PURPOSE, epoch) : null;
  }

  void beginPass() {
    if (stream != null) {
      items = stream.nextPermutation(items.length);
    }
  }

  int[] items() {
    return items;
  }
}
