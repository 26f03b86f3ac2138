package org.equisweep.report;

import static org.equisweep.report.HtmlTable.Entry;
import static org.equisweep.report.HtmlTable.Heading;

import java.util.List;
import org.equisweep.table.Row;

/** Dimensions, compatibility and violated assumptions of every group and architecture. */
final class GeometrySection {
  private GeometrySection() {}

  private static final int MOST_ROWS = 400;

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
                Heading.number("dim H", "dimension"),
                Heading.number("dim Tℒ", "admissible_dimension"),
                Heading.number("dim H_G", "invariant_dimension"),
                Heading.number("dim Tℰ", "equivariant_dimension"),
                Heading.number("‖[Π_Tℒ, Π_G]‖", "commutator_norm, operator norm"),
                Heading.words("compatible"),
                Heading.words("unitary"),
                Heading.number("leak", "parametrisation_leak"),
                Heading.words("keeps ℰ")));
    rows.stream().limit(MOST_ROWS).forEach(row -> table.row(entries(row)));
    table.end();
    if (rows.size() > MOST_ROWS) {
      html.element(
          "p",
          "note",
          "The first of " + Figures.whole(rows.size()) + " rows; all are in geometry/.");
    }
    html.markup("</section>");
  }

  private static List<Entry> entries(Row row) {
    return List.of(
        Entry.words(row.string("layer").replace('_', ' ')),
        Entry.words(row.string("group")),
        Entry.words(row.string("architecture")),
        Entry.whole(row.whole("dimension")),
        Entry.whole(row.whole("admissible_dimension")),
        Entry.whole(row.whole("invariant_dimension")),
        Entry.whole(row.whole("equivariant_dimension")),
        Entry.number(row.number("commutator_norm")),
        Entry.words(yesNo(row, "compatible")),
        Entry.words(yesNo(row, "unitary")),
        Entry.number(row.number("parametrisation_leak")),
        Entry.words(yesNo(row, "keeps_equivariant")));
  }

  private static String yesNo(Row row, String column) {
    return Boolean.TRUE.equals(row.get(column)) ? "yes" : "no";
  }

  private static void verdict(Html html, Row total) {
    String pair = total.string("architecture") + " under " + total.string("group");
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
