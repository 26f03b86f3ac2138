package org.equisweep.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Failures of a run in this process, shared by its tasks: they notice at once what the driver
 * learns with the next heartbeat.
 */
final class FailureCount {
  private static final Map<String, AtomicLong> RUNS = new ConcurrentHashMap<>();

  private FailureCount() {}

  static AtomicLong of(String run) {
    return RUNS.computeIfAbsent(run, name -> new AtomicLong());
  }

  static void forget(String run) {
    RUNS.remove(run);
  }
}
