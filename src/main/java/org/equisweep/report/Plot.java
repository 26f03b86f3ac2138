package org.equisweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart as SVG, drawn where the page is made: linear axes with round ticks, marks placed by
 * value. Classes of the page's style sheet colour it.
 */
final class Plot {
  private static final double LEFT = 52;
  private static final double RIGHT = 12;
  private static final double TOP = 8;
  private static final double BOTTOM = 38;
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  private final double width;
  private final double height;
  private final Range x;
  private final Range y;
  private final StringBuilder marks = new StringBuilder();

  /** Values; rows downwards, row k at −k; powers of ten by their exponents. */
  enum Marks {
    VALUES,
    ROWS,
    POWERS
  }

  /**
   * What an axis shows.
   *
   * @param title with its unit
   * @param marks what its ticks say
   */
  record Range(String title, double from, double to, Marks marks) {
    Range {
      if (!(from < to)) {
        throw new IllegalArgumentException("from < to must hold, got " + from + ", " + to);
      }
    }

    Range(String title, double from, double to) {
      this(title, from, to, Marks.VALUES);
    }

    /** Rows 1 … n, from above. */
    static Range rows(String title, int n) {
      return new Range(title, -n - 0.5, -0.5, Marks.ROWS);
    }

    /** Of logarithms to base 10. */
    static Range powers(String title, double from, double to) {
      return new Range(title, from, to, Marks.POWERS);
    }

    /** The range of values and a margin; values that are not finite play no part. */
    static Range of(String title, List<Double> values) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double value : values) {
        if (Double.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      if (low > high) {
        return new Range(title, 0, 1);
      }
      double margin = low < high ? 0.05 * (high - low) : 0.05 * Math.max(Math.abs(low), 1e-3);
      return new Range(title, low - margin, high + margin);
    }

    private String words(double tick) {
      return switch (marks) {
        case VALUES -> tick(tick);
        case ROWS -> tick(-tick);
        case POWERS -> Figures.power(tick);
      };
    }

    List<Double> ticks() {
      double rough = marks == Marks.ROWS && to - from <= 30 ? 1 : (to - from) / 5;
      if (marks == Marks.POWERS) {
        rough = Math.max(1, rough);
      }
      double power = Math.pow(10, Math.floor(Math.log10(rough)));
      double step = 10 * power;
      for (double round : ROUND) {
        if (round * power >= rough) {
          step = round * power;
          break;
        }
      }
      List<Double> ticks = new ArrayList<>();
      for (long k = (long) Math.ceil(from / step); k * step <= to; k++) {
        ticks.add(k * step);
      }
      return ticks;
    }
  }

  Plot(double width, double height, Range x, Range y) {
    this.width = width;
    this.height = height;
    this.x = x;
    this.y = y;
  }

  private double atX(double value) {
    return LEFT + (value - x.from()) / (x.to() - x.from()) * (width - LEFT - RIGHT);
  }

  private double atY(double value) {
    return height - BOTTOM - (value - y.from()) / (y.to() - y.from()) * (height - TOP - BOTTOM);
  }

  /** A line through points; it is cut where one is not finite. */
  Plot line(String style, double[] xs, double[] ys) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = 0; i < xs.length; i++) {
      boolean there = Double.isFinite(xs[i]) && Double.isFinite(ys[i]);
      if (there) {
        path.append(drawing ? 'L' : 'M').append(number(atX(xs[i]))).append(' ');
        path.append(number(atY(ys[i])));
      }
      drawing = there;
    }
    marks.append("<path class=\"%s\" d=\"%s\"/>".formatted(style, path));
    return this;
  }

  /** A line at a height, if that is in range. */
  Plot level(String style, double value) {
    return value >= y.from() && value <= y.to()
        ? line(style, new double[] {x.from(), x.to()}, new double[] {value, value})
        : this;
  }

  /** A circle that says what it is. */
  Plot dot(String style, double atX, double atY, double radius, String words) {
    if (Double.isFinite(atX) && Double.isFinite(atY)) {
      marks.append(
          "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"><title>%s</title></circle>"
              .formatted(
                  style, number(atX(atX)), number(atY(atY)), number(radius), Html.escape(words)));
    }
    return this;
  }

  /** A rectangle between values that says what it is. */
  Plot box(String style, double x1, double x2, double y1, double y2, String words) {
    marks.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
            .formatted(
                style,
                number(atX(x1)),
                number(atY(y2)),
                number(atX(x2) - atX(x1)),
                number(atY(y1) - atY(y2)),
                Html.escape(words)));
    return this;
  }

  /** The chart, with what it shows in words for those who do not see it. */
  void write(Html html, String words) {
    html.markup(
        "<svg class=\"plot\" role=\"img\" viewBox=\"0 0 %s %s\" aria-label=\"%s\">"
            .formatted(number(width), number(height), Html.escape(words)));
    frame(html);
    html.markup(marks.toString()).markup("</svg>");
  }

  private void frame(Html html) {
    double bottom = height - BOTTOM;
    for (double tick : x.ticks()) {
      rule(html, atX(tick), TOP, atX(tick), bottom);
      label(html, "middle", atX(tick), bottom + 15, x.words(tick));
    }
    for (double tick : y.ticks()) {
      rule(html, LEFT, atY(tick), width - RIGHT, atY(tick));
      label(html, "end", LEFT - 6, atY(tick) + 4, y.words(tick));
    }
    html.markup(
            "<text class=\"title\" text-anchor=\"middle\" x=\"%s\" y=\"%s\">"
                .formatted(number((LEFT + width - RIGHT) / 2), number(height - 5)))
        .text(x.title())
        .markup("</text>");
    html.markup(
            "<text class=\"title\" text-anchor=\"middle\" transform=\"translate(11 %s) rotate(-90)\">"
                .formatted(number((TOP + bottom) / 2)))
        .text(y.title())
        .markup("</text>");
  }

  private static void rule(Html html, double x1, double y1, double x2, double y2) {
    html.markup(
        "<line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(number(x1), number(y1), number(x2), number(y2)));
  }

  private static void label(Html html, String anchor, double x, double y, String words) {
    html.markup(
            "<text text-anchor=\"%s\" x=\"%s\" y=\"%s\">".formatted(anchor, number(x), number(y)))
        .text(words)
        .markup("</text>");
  }

  private static String tick(double value) {
    double size = Math.abs(value);
    return size != 0 && (size < 1e-3 || size >= 1e5)
        ? Figures.of(value, 2)
        : String.format(Locale.ROOT, "%.4f", value)
            .replaceAll("0+$", "")
            .replaceAll("\\.$", "")
            .replace('-', '−');
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
