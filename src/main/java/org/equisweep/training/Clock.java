package org.equisweep.training;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * The time of a cohort, shared out over its trials: that of a stretch which several trials share
 * counts for each of them by its part, on top of what it has had before.
 */
final class Clock {
  /** A trial's share of time is used up. */
  static final class DeadlineExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadlineExceeded(String message) {
      super(message, null, false, false);
    }
  }

  private final Duration deadline;
  private long start = System.nanoTime();
  private double before;
  private int trials;

  /**
   * Begins a first stretch.
   *
   * @param deadline on one trial's share; zero for none
   * @param trials that share it
   */
  Clock(Duration deadline, int trials) {
    this.deadline = deadline;
    this.trials = trials;
  }

  /**
   * Begins another stretch.
   *
   * @param shareBefore seconds that each of its trials has had
   * @param sharing the trials that share it
   */
  void begin(double shareBefore, int sharing) {
    before = shareBefore;
    trials = sharing;
    start = System.nanoTime();
  }

  /** Seconds that each trial of the running stretch has had. */
  double share() {
    return before + (System.nanoTime() - start) * 1e-9 / trials;
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
