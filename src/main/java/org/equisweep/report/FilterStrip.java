package org.equisweep.report;

import java.util.Locale;

/**
 * Kernels side by side as squares of colour, in lines.
 *
 * @param size side of a kernel
 * @param support of every kernel, tap by tap
 */
record FilterStrip(int size, boolean[] support) {
  /** Kernels that are drawn. */
  private static final int MOST = 32;

  /** Taps of a line, gaps included, and pixels of a tap. */
  private static final int LINE = 128;

  private static final int PIXELS = 7;

  /** Steps of colour to either side of 0. */
  private static final int LEVELS = 12;

  /**
   * Draws some.
   *
   * @param words what they are
   * @param scale the entry that is drawn strongest; 0 for none
   */
  void write(Html html, String words, double[] kernels, double scale) {
    int count = Math.min(MOST, kernels.length / support.length);
    int lines = (count + perLine() - 1) / perLine();
    int width = Math.min(count, perLine()) * (size + 1) - 1;
    int height = lines * (size + 1) - 1;
    html.markup(
        "<svg role=\"img\" viewBox=\"-0.1 -0.1 %d.2 %d.2\" width=\"%d\" height=\"%d\" aria-label=\""
            .formatted(width, height, width * PIXELS, height * PIXELS));
    html.text(words).markup("\">");
    StringBuilder taps = new StringBuilder();
    StringBuilder[] levels = new StringBuilder[2 * LEVELS + 1];
    for (int i = 0; i < count * support.length; i++) {
      if (support[i % support.length]) {
        String square = square(i);
        taps.append(square);
        int level = LEVELS + (scale == 0 ? 0 : (int) Math.round(LEVELS * kernels[i] / scale));
        levels[level] =
            (levels[level] == null ? new StringBuilder() : levels[level]).append(square);
      }
    }
    html.markup("<path class=\"tap\" d=\"" + taps + "\"/>");
    for (int i = 0; i < levels.length; i++) {
      if (levels[i] != null && i != LEVELS) {
        path(html, i - LEVELS, levels[i]);
      }
    }
    html.markup("</svg>");
  }

  private int perLine() {
    return Math.max(1, LINE / (size + 1));
  }

  /** Entry {@code i} of the kernels, one after the other. */
  private String square(int i) {
    int kernel = i / support.length;
    int tap = i % support.length;
    int x = kernel % perLine() * (size + 1) + tap % size;
    int y = kernel / perLine() * (size + 1) + tap / size;
    return "M" + x + " " + y + "h1v1h-1z";
  }

  private static void path(Html html, int level, StringBuilder squares) {
    html.markup(
        String.format(
            Locale.ROOT,
            "<path class=\"%s\" fill-opacity=\"%.2f\" d=\"%s\"/>",
            level > 0 ? "positive" : "negative",
            Math.abs(level) / (double) LEVELS,
            squares));
  }
}
