package org.equisweep.spark;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, at one moment.
 *
 * @param total trials of the sweep
 * @param done committed ones, those of earlier runs included
 * @param failed those of this run that failed or timed out
 * @param trialsPerSecond over the last minute or so; 0 when not known yet
 * @param remaining by the cost of what is done and left; null when not known yet
 */
public record Progress(
    long total,
    long done,
    long failed,
    double trialsPerSecond,
    Duration elapsed,
    @Nullable Duration remaining) {

  /** For example {@code 1200/9000 trials · 3 failed · 41.2 trials/s · 3 min left}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(done).append('/').append(total).append(" trials");
    if (failed > 0) {
      text.append(" · ").append(failed).append(" failed");
    }
    if (trialsPerSecond > 0) {
      text.append(" · %.3g trials/s".formatted(trialsPerSecond));
    }
    text.append(" · ").append(human(elapsed));
    if (remaining != null) {
      text.append(" · ").append(human(remaining)).append(" left");
    }
    return text.toString();
  }

  private static String human(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    } else if (seconds < 3600) {
      return "%d min %02d s".formatted(seconds / 60, seconds % 60);
    } else if (seconds < 86_400) {
      return "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
    }
    return "%d d %d h".formatted(seconds / 86_400, seconds / 3600 % 24);
  }
}
