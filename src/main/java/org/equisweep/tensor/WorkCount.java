package org.equisweep.tensor;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What kernels do, counted where a test of the cost model asks for it. */
final class WorkCount {
  /**
   * Multiply–adds of matrix products, and of what runs at their speed; null where nobody counts.
   */
  private static @Nullable LongAdder multiplyAdds;

  private WorkCount() {}

  /** From now on adds to {@code counter}, or to nothing. */
  static void to(@Nullable LongAdder counter) {
    multiplyAdds = counter;
  }

  static void add(long count) {
    LongAdder counter = multiplyAdds;
    if (counter != null) {
      counter.add(count);
    }
  }
}
