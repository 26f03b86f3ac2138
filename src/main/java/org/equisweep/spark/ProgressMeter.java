package org.equisweep.spark;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps count of a run, of its recent rate, and of what is left by the cost of what is done: trials
 * of one sweep can differ a hundredfold. Thread-safe.
 */
final class ProgressMeter {
  /** The rate looks back this far, or over the whole run while that is shorter. */
  private static final long WINDOW_NANOS = Duration.ofSeconds(60).toNanos();

  private final long total;
  private final long earlier;
  private final long start;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private long done;
  private long failed;
  private long worked;

  private record Sample(long at, long done) {}

  /**
   * A run that starts now.
   *
   * @param total trials of the sweep
   * @param earlier those that need no training
   */
  ProgressMeter(long total, long earlier, long now) {
    this.total = total;
    this.earlier = earlier;
    this.start = now;
    samples.add(new Sample(now, 0));
  }

  /**
   * Takes the counts of this run so far; they never fall.
   *
   * @param workedNow cost of what is trained, of {@link Bag#WHOLE}
   */
  synchronized void update(long doneNow, long failedNow, long workedNow, long now) {
    done = Math.max(done, doneNow);
    failed = Math.max(failed, failedNow);
    worked = Math.max(worked, workedNow);
    samples.addLast(new Sample(now, done));
    while (samples.size() > 2 && now - samples.getFirst().at() > WINDOW_NANOS) {
      samples.removeFirst();
    }
  }

  synchronized Progress progress(long now) {
    Sample first = samples.getFirst();
    double seconds = (now - first.at()) * 1e-9;
    double rate = seconds > 0 ? (done - first.done()) / seconds : 0;
    double elapsed = (now - start) * 1e-9;
    double share = Math.min(1, (double) worked / Bag.WHOLE);
    Duration remaining =
        share > 0 && earlier + done < total
            ? Duration.ofMillis(Math.round(1000 * elapsed * (1 - share) / share))
            : null;
    return new Progress(
        total, earlier + done, failed, rate, Duration.ofNanos(now - start), remaining);
  }
}
