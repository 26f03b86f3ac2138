package org.equisweep.spark;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Adds up what tasks say of themselves, with every heartbeat and when they end. Attempts are
 * summed: each counts only what it committed itself.
 */
final class ProgressListener extends SparkListener {
  private final long committedId;
  private final long failedId;
  private final long workedId;
  private final Counted counted;
  private final Map<Long, Counts> tasks = new HashMap<>();

  /** Told of the sums whenever they may have changed. */
  @FunctionalInterface
  interface Counted {
    void update(long committed, long failed, long worked);
  }

  private record Counts(long committed, long failed, long worked) {}

  ProgressListener(long committedId, long failedId, long workedId, Counted counted) {
    this.committedId = committedId;
    this.failedId = failedId;
    this.workedId = workedId;
    this.counted = counted;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    CollectionConverters.asJava(update.accumUpdates())
        .forEach(task -> note((Long) task._1(), CollectionConverters.asJava(task._4())));
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    note(end.taskInfo().taskId(), CollectionConverters.asJava(end.taskInfo().accumulables()));
  }

  private synchronized void note(long task, Iterable<AccumulableInfo> accumulables) {
    Counts before = tasks.getOrDefault(task, new Counts(0, 0, 0));
    long committed = before.committed();
    long failed = before.failed();
    long worked = before.worked();
    boolean ours = false;
    for (AccumulableInfo info : accumulables) {
      if (info.id() == committedId) {
        committed = Math.max(committed, number(info.update()));
        ours = true;
      } else if (info.id() == failedId) {
        failed = Math.max(failed, number(info.update()));
        ours = true;
      } else if (info.id() == workedId) {
        worked = Math.max(worked, number(info.update()));
        ours = true;
      }
    }
    if (ours) {
      tasks.put(task, new Counts(committed, failed, worked));
      counted.update(
          tasks.values().stream().mapToLong(Counts::committed).sum(),
          tasks.values().stream().mapToLong(Counts::failed).sum(),
          tasks.values().stream().mapToLong(Counts::worked).sum());
    }
  }

  private static long number(Option<Object> value) {
    return value.isDefined() && value.get() instanceof Number number ? number.longValue() : 0;
  }
}
