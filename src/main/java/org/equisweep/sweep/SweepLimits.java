package org.equisweep.sweep;

/** The most a sweep may hold, so that a slip in a grid is refused before it fills the memory. */
final class SweepLimits {
  static final long MAX_CELLS = 1_000_000;
  static final long MAX_TRIALS = 10_000_000;

  private SweepLimits() {}
}
