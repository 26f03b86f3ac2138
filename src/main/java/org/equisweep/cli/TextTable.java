package org.equisweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A table for the terminal: a header, aligned columns, numbers to the right. */
final class TextTable {
  private static final String GAP = "  ";
  private static final String NOTHING = "–";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] numeric;

  TextTable(String... header) {
    this.header = List.of(header);
    this.numeric = new boolean[header.length];
  }

  /** Adds a row; doubles are shown with four significant digits, null as a dash. */
  TextTable row(@Nullable Object... values) {
    if (values.length != header.size()) {
      throw new IllegalArgumentException(
          "a row must have " + header.size() + " values, but has " + values.length);
    }
    List<String> row = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      numeric[i] |= values[i] instanceof Number;
      row.add(text(values[i]));
    }
    rows.add(row);
    return this;
  }

  /** A value as the terminal shows it. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return NOTHING;
    }
    return value instanceof Double number ? figure(number) : String.valueOf(value);
  }

  private static String figure(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return value == 0 ? "0" : String.valueOf(value);
    }
    double size = Math.abs(value);
    if (size >= 1e-3 && size < 1e6) {
      int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
      return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
    return String.format(Locale.ROOT, "%.3e", value);
  }

  /** The lines, the header first. */
  List<String> lines() {
    int[] width = new int[header.size()];
    List<List<String>> all = new ArrayList<>();
    all.add(header);
    all.addAll(rows);
    for (List<String> row : all) {
      for (int i = 0; i < width.length; i++) {
        width[i] = Math.max(width[i], columns(row.get(i)));
      }
    }
    return all.stream().map(row -> line(row, width)).toList();
  }

  private String line(List<String> row, int[] width) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < width.length; i++) {
      String padding = " ".repeat(width[i] - columns(row.get(i)));
      line.append(i == 0 ? "" : GAP);
      line.append(numeric[i] ? padding + row.get(i) : row.get(i) + padding);
    }
    return line.toString().stripTrailing();
  }

  private static int columns(String text) {
    return text.codePointCount(0, text.length());
  }
}
