package org.equisweep.tensor;

import java.util.concurrent.atomic.LongAdder;

/** The multiply–adds that kernels do while something runs, as they count them themselves. */
public final class CountedWork {
  private CountedWork() {}

  /** Of matrix products, and of what runs at their speed. */
  public static long multiplyAdds(Runnable work) {
    LongAdder counter = new LongAdder();
    WorkCount.to(counter);
    try {
      work.run();
    } finally {
      WorkCount.to(null);
    }
    return counter.sum();
  }
}
