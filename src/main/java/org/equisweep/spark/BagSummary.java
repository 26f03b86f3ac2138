package org.equisweep.spark;

import java.util.List;

/**
 * What a task says when it ends; the rows themselves are in the folder.
 *
 * @param committed trials whose record this task put
 * @param failures the failed and timed-out ones among them, at most {@value #MOST_FAILURES}
 * @param seconds spent on training
 * @param stopped whether it ended early because the run had too many failures
 */
record BagSummary(
    long committed, List<RunResult.Failure> failures, double seconds, boolean stopped) {
  static final int MOST_FAILURES = 20;

  BagSummary {
    failures = List.copyOf(failures);
  }
}
