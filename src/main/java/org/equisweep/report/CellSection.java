package org.equisweep.report;

import static org.equisweep.report.HtmlTable.Entry;
import static org.equisweep.report.HtmlTable.Heading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.table.Column;
import org.equisweep.table.Row;
import org.equisweep.table.Tables;

/** The table of cells. */
final class CellSection {
  private CellSection() {}

  /** More rows make a page slow; the table itself has them all. */
  static final int MOST_ROWS = 1_000;

  private static final List<String> QUANTITIES =
      List.of(
          "distance_to_equivariant",
          "distance_travelled",
          "drift_ratio",
          "nominal_risk",
          "augmented_risk",
          "test_risk",
          "test_accuracy",
          "gradient_norm",
          "equivariance_error_max",
          "wall_seconds");

  private static final List<String> BAD_ENDS = List.of("diverged", "failed", "timeout");

  static void write(Html html, SweepResults results) {
    Map<String, List<Row>> cells = results.cellRows();
    if (cells.isEmpty() || results.settings().isEmpty()) {
      return;
    }
    html.markup("<section class=\"long\"><h2 id=\"cells\">Cells</h2>");
    List<String> shown = shown(results.cells());
    List<String> bad =
        BAD_ENDS.stream()
            .filter(
                end -> results.cells().stream().anyMatch(row -> row.number("fraction_" + end) > 0))
            .toList();
    HtmlTable table =
        new HtmlTable(
            html,
            "Medians over each cell's finished runs at the end of training",
            true,
            headings(results, shown, bad));
    int rows = 0;
    for (Setting setting : results.settings()) {
      for (CellKey cell : setting.cells()) {
        List<Row> of = cells.get(cell.id());
        if (of != null && rows++ < MOST_ROWS) {
          table.row(entries(setting, cell, of, shown, bad));
        }
      }
    }
    table.end();
    if (rows > MOST_ROWS) {
      html.element(
          "p",
          "note",
          "The first "
              + Figures.whole(MOST_ROWS)
              + " of "
              + Figures.whole(rows)
              + "; all are in cells/.");
    }
    html.markup("</section>");
  }

  private static List<String> shown(List<Row> cells) {
    return QUANTITIES.stream()
        .filter(
            quantity ->
                cells.stream()
                    .anyMatch(
                        row -> row.string("quantity").equals(quantity) && row.whole("count") > 0))
        .toList();
  }

  private static List<Heading> headings(
      SweepResults results, List<String> shown, List<String> bad) {
    List<Heading> headings = new ArrayList<>();
    headings.add(Heading.words("strategy"));
    results
        .settings()
        .get(0)
        .axes()
        .keySet()
        .forEach(axis -> headings.add(Heading.words(Setting.shortName(axis))));
    headings.add(Heading.number("trials", "of the cell"));
    bad.forEach(end -> headings.add(Heading.number(end, "fraction of the cell's trials")));
    for (String quantity : shown) {
      String title =
          Tables.TRIALS.has(quantity)
              ? described(Tables.TRIALS.column(quantity))
              : "distance_to_equivariant / distance_travelled";
      headings.add(Heading.number(quantity.replace('_', ' '), title));
    }
    return headings;
  }

  private static String described(Column column) {
    return column.unit().isEmpty() || column.unit().equals("1")
        ? column.description()
        : column.description() + " [" + column.unit() + "]";
  }

  private static List<Entry> entries(
      Setting setting, CellKey cell, List<Row> rows, List<String> shown, List<String> bad) {
    Map<String, Row> byQuantity = new HashMap<>();
    rows.forEach(row -> byQuantity.put(row.string("quantity"), row));
    Row any = rows.get(0);
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(cell.strategy()));
    setting.axes().values().forEach(value -> entries.add(Entry.words(value)));
    entries.add(Entry.whole(any.whole("trials")));
    bad.forEach(end -> entries.add(Entry.percent(any.number("fraction_" + end))));
    for (String quantity : shown) {
      Row row = byQuantity.get(quantity);
      entries.add(Entry.number(row == null ? Double.NaN : row.number("median")));
    }
    return entries;
  }
}
