package org.equisweep.report;

import static org.equisweep.report.HtmlTable.Entry;
import static org.equisweep.report.HtmlTable.Heading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.equisweep.table.Column;
import org.equisweep.table.Row;

/** Paired tests between the strategies. */
final class Comparing {
  private Comparing() {}

  private static final int MOST_ROWS = 400;
  private static final Set<String> SHOWN =
      Set.of(
          "distance_to_equivariant", "drift_ratio", "nominal_risk", "augmented_risk", "test_risk");

  static void write(Html html, SweepResults results) {
    List<Row> rows =
        results.comparisons().stream()
            .filter(row -> SHOWN.contains(row.string("quantity")))
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    html.markup(
        "<section class=\"long\"><h2 id=\"comparisons\">Strategies compared seed by seed</h2>");
    List<String> axes = varyingAxes(rows);
    List<Heading> headings = new ArrayList<>();
    headings.add(Heading.words("strategies"));
    headings.add(Heading.words("quantity"));
    axes.forEach(axis -> headings.add(Heading.words(Setting.shortName(axis))));
    headings.add(Heading.number("pairs", "seeds that finished under both"));
    headings.add(Heading.number("median difference", "first − second"));
    headings.add(
        Heading.number("Hodges–Lehmann shift", "median of the pairwise means of the differences"));
    headings.add(Heading.number("p", "Wilcoxon's signed-rank test, two-sided"));
    HtmlTable table =
        new HtmlTable(
            html,
            "Differences between two strategies of one seed: same first point, same batches."
                + " Wilcoxon's signed-rank test; p is not corrected for the number of rows",
            true,
            headings);
    for (Row row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
      table.row(entries(row, axes));
    }
    table.end();
    if (rows.size() > MOST_ROWS) {
      html.element(
          "p",
          "note",
          "The first of " + Figures.whole(rows.size()) + " rows; all are in comparisons/.");
    }
    html.markup("</section>");
  }

  private static List<Entry> entries(Row row, List<String> axes) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(row.string("strategy_a") + " − " + row.string("strategy_b")));
    entries.add(Entry.words(row.string("quantity").replace('_', ' ')));
    axes.forEach(axis -> entries.add(Entry.words(SweepResults.text(row.get(axis)))));
    entries.add(Entry.whole(row.whole("pairs")));
    entries.add(Entry.number(row.number("median_difference")));
    entries.add(Entry.number(row.number("hodges_lehmann")));
    entries.add(Entry.number(row.number("p_value")));
    return entries;
  }

  private static List<String> varyingAxes(List<Row> rows) {
    List<String> axes = new ArrayList<>();
    for (Column column : rows.get(0).table().columns()) {
      if (column.name().equals("strategy_a")) {
        break;
      }
      if (rows.stream().map(row -> SweepResults.text(row.get(column.name()))).distinct().count()
          > 1) {
        axes.add(column.name());
      }
    }
    return axes;
  }
}
