package org.equisweep.training;

import org.equisweep.data.IdleDatasets;

/** What stays in the caches when a cohort has ended. */
public final class IdleMemory {
  private IdleMemory() {}

  /** Frees data and features that nobody holds. */
  public static void free() {
    SpanCache.evictIdle(0);
    IdleDatasets.free();
  }
}
