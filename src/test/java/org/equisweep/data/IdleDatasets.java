package org.equisweep.data;

/** Data that stay in the cache for the next who wants them. */
public final class IdleDatasets {
  private IdleDatasets() {}

  /** Frees those that nobody holds, so that the next {@link Dataset#load} takes memory anew. */
  public static void free() {
    DatasetCache.evictIdle(0);
  }
}
