package org.equisweep.sweep;

import java.time.Duration;
import org.equisweep.problem.InvalidInput;

/**
 * How a sweep is run; never part of a trial's identity.
 *
 * @param deadline on one trial's share of the time; zero for none
 * @param retry whether failed and timed-out trials are tried again by the next run
 * @param stopAfterFailures the run ends early (exit 3) at this many; 0 for never
 * @param order which trials come first
 * @param keepStates whether it is kept where trials end, so that longer ones go on from there
 */
public record Execution(
    Duration deadline, boolean retry, int stopAfterFailures, Order order, KeepStates keepStates) {
  /** Without kept states. */
  public Execution(Duration deadline, boolean retry, int stopAfterFailures, Order order) {
    this(deadline, retry, stopAfterFailures, order, KeepStates.NEVER);
  }

  /** Whether it is kept where trials end. */
  public enum KeepStates {
    /** If all of a sweep's take no more than a GiB. */
    AUTO,
    ALWAYS,
    NEVER
  }

  /** Which trials come first. */
  public enum Order {
    /** All cells' first seeds, then all cells' next: what is there early is balanced. */
    SEEDS_FIRST,
    CELLS_FIRST
  }

  public Execution {
    if (deadline.isNegative() || stopAfterFailures < 0) {
      throw InvalidInput.of(
          "deadline and stop_after_failures must not be negative",
          "got " + deadline + " and " + stopAfterFailures,
          "leave them out for none");
    }
  }
}
