package org.equisweep.report;

import static org.equisweep.report.HtmlTable.Entry;
import static org.equisweep.report.HtmlTable.Heading;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.equisweep.table.Row;

/** Dimensions, compatibility and violated assumptions of every group and architecture. */
final class GeometrySection {
  private GeometrySection() {}

  private static final int MOST_ROWS = 400;
  private static final int MOST_DIRECTIONS = 12;

  static void write(Html html, SweepResults results) {
    List<Row> rows = results.geometry();
    if (rows.isEmpty()) {
      return;
    }
    html.markup("<section class=\"long\"><h2 id=\"geometry\">Geometry</h2>");
    rows.stream()
        .filter(row -> row.string("layer").equals("total"))
        .forEach(row -> verdict(html, row));
    HtmlTable table =
        new HtmlTable(
            html,
            "H: all layers; Tℒ: admissible directions; H_G: equivariant; Tℰ: both. Compatible:"
                + " the projections on Tℒ and H_G commute and the offset allows it",
            true,
            List.of(
                Heading.words("layer"),
                Heading.words("group"),
                Heading.words("architecture"),
                Heading.words("parametrisation"),
                Heading.number("dim H", "dimension"),
                Heading.number("dim Tℒ", "admissible_dimension"),
                Heading.number("dim H_G", "invariant_dimension"),
                Heading.number("dim Tℰ", "equivariant_dimension"),
                Heading.number("‖[Π_Tℒ, Π_G]‖", "commutator_norm, operator norm"),
                Heading.words("compatible"),
                Heading.words("unitary"),
                Heading.number("leak", "parametrisation_leak"),
                Heading.words("keeps ℰ"),
                Heading.number("condition", "condition_number")));
    rows.stream().limit(MOST_ROWS).forEach(row -> table.row(entries(row)));
    table.end();
    if (rows.size() > MOST_ROWS) {
      html.element(
          "p",
          "note",
          "The first of " + Figures.whole(rows.size()) + " rows; all are in geometry/.");
    }
    directions(html, rows);
    OptimiserSection.write(html, results);
    html.markup("</section>");
  }

  /** What makes layers incompatible, drawn; layers of one architecture that agree once. */
  private static void directions(Html html, List<Row> rows) {
    Map<String, Direction> drawn = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.get("mixed_direction") instanceof double[] entries) {
        String pair = row.string("architecture") + " under " + row.string("group");
        drawn
            .computeIfAbsent(
                pair + Arrays.toString(entries), key -> new Direction(pair, entries, row))
            .layers()
            .add(row.string("layer").replace('_', ' '));
      }
    }
    if (drawn.isEmpty()) {
      return;
    }
    html.markup("<h3>What makes them incompatible</h3>")
        .element(
            "p",
            "note",
            "An admissible direction, of one pair of channels, that lies neither in the equivariant"
                + " layers nor across them. Filled squares are positive entries, open ones negative;"
                + " their area is the size.")
        .markup("<div class=\"directions\">");
    drawn.values().stream().limit(MOST_DIRECTIONS).forEach(each -> each.write(html));
    html.markup("</div>");
  }

  private record Direction(String pair, double[] entries, double angle, Set<String> layers) {
    private static final int CELL = 22;

    Direction(String pair, double[] entries, Row row) {
      this(pair, entries, row.number("largest_mixed_angle"), new LinkedHashSet<>());
    }

    void write(Html html) {
      int side = (int) Math.round(Math.sqrt(entries.length));
      int width = side * side == entries.length ? side : entries.length;
      int height = entries.length / width;
      String words =
          pair
              + ", "
              + String.join(", ", layers)
              + ": "
              + Figures.of(Math.toDegrees(angle), 3)
              + "° to the equivariant layers";
      html.markup(
          "<figure><svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-label=\""
              .formatted(width * CELL, height * CELL, width * CELL, height * CELL));
      html.text(words).markup("\">");
      for (int i = 0; i < entries.length; i++) {
        square(html, i % width, i / width, entries[i]);
      }
      html.markup("</svg><figcaption>").text(words).markup("</figcaption></figure>");
    }

    private static void square(Html html, int column, int row, double entry) {
      int x = column * CELL;
      int y = row * CELL;
      html.markup(
          "<rect class=\"cell\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
              .formatted(x, y, CELL, CELL));
      double half = (CELL / 2.0 - 2) * Math.sqrt(Math.min(1, Math.abs(entry)));
      if (half >= 0.5) {
        html.markup(
            String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                entry > 0 ? "positive" : "negative",
                x + CELL / 2.0 - half,
                y + CELL / 2.0 - half,
                2 * half,
                2 * half));
      }
    }
  }

  private static List<Entry> entries(Row row) {
    return List.of(
        Entry.words(row.string("layer").replace('_', ' ')),
        Entry.words(row.string("group")),
        Entry.words(row.string("architecture")),
        Entry.words(text(row, "parametrisation")),
        Entry.whole(row.whole("dimension")),
        Entry.whole(row.whole("admissible_dimension")),
        Entry.whole(row.whole("invariant_dimension")),
        Entry.whole(row.whole("equivariant_dimension")),
        Entry.number(row.number("commutator_norm")),
        Entry.words(yesNo(row, "compatible")),
        Entry.words(yesNo(row, "unitary")),
        Entry.number(row.number("parametrisation_leak")),
        Entry.words(yesNo(row, "keeps_equivariant")),
        Entry.number(row.number("condition_number")));
  }

  /** Empty in folders of versions without the column. */
  private static String text(Row row, String column) {
    return row.get(column) instanceof String text ? text : "";
  }

  private static String yesNo(Row row, String column) {
    return Boolean.TRUE.equals(row.get(column)) ? "yes" : "no";
  }

  private static void verdict(Html html, Row total) {
    String basis = text(total, "parametrisation");
    String pair =
        total.string("architecture")
            + (basis.isEmpty() || basis.equals("orthonormal") ? "" : ", " + basis + ",")
            + " under "
            + total.string("group");
    boolean compatible = Boolean.TRUE.equals(total.get("compatible"));
    boolean keeps = Boolean.TRUE.equals(total.get("keeps_equivariant"));
    html.markup("<p><strong>").text(pair).markup("</strong>: ");
    html.text(
        (compatible ? "compatible" : "not compatible")
            + (keeps
                ? "; the augmented flow of every risk keeps ℰ."
                : "; the augmented flow need not keep ℰ (leak "
                    + Figures.of(total.number("parametrisation_leak"), 2)
                    + ")."));
    html.markup("</p>");
    if (total.get("violations") instanceof List<?> violations && !violations.isEmpty()) {
      html.markup("<ul>");
      violations.forEach(violation -> html.element("li", "Violated: " + violation));
      html.markup("</ul>");
    }
  }
}
