package org.equisweep.cli;

import java.time.Duration;

/** Durations as people say them. */
final class Durations {
  private Durations() {}

  /** Such as {@code 45 s}, {@code 3 min 20 s}, {@code 5 h 12 min}, {@code 3 d 4 h}. */
  static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    } else if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    } else if (seconds < 86_400) {
      return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
    return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
  }
}
