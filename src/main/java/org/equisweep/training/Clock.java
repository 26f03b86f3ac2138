package org.equisweep.training;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** The time of a cohort, shared out over its lanes. */
final class Clock {
  /** The lanes' share of time is used up. */
  static final class DeadlineExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadlineExceeded(String message) {
      super(message, null, false, false);
    }
  }

  private final long start = System.nanoTime();
  private final Duration deadline;
  private final int lanes;

  /**
   * @param deadline on one lane's share; zero for none
   */
  Clock(Duration deadline, int lanes) {
    this.deadline = deadline;
    this.lanes = lanes;
  }

  /** Seconds since the start over the number of lanes. */
  double share() {
    return (System.nanoTime() - start) * 1e-9 / lanes;
  }

  /** Throws when the share is used up, or when the thread was interrupted from outside. */
  void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("training was interrupted");
    }
    if (!deadline.isZero() && share() > deadline.toNanos() * 1e-9) {
      throw new DeadlineExceeded(
          "the trial's share of time exceeded the deadline of %s s"
              .formatted(deadline.toNanos() / 1e9));
    }
  }
}
