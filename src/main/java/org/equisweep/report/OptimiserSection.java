package org.equisweep.report;

import static org.equisweep.report.HtmlTable.Entry;
import static org.equisweep.report.HtmlTable.Heading;

import java.util.List;
import org.equisweep.table.Row;

/** Whether the optimiser of each phase keeps 𝓔, as it was tried out before training. */
final class OptimiserSection {
  private static final int MOST_ROWS = 100;

  private OptimiserSection() {}

  static void write(Html html, SweepResults results) {
    List<Row> rows = results.optimisers();
    if (rows.isEmpty()) {
      return;
    }
    html.markup("<h3 id=\"optimisers\">Do the optimisers keep ℰ?</h3>")
        .element("p", "note", finding(rows));
    HtmlTable table =
        new HtmlTable(
            html,
            "A few steps from a random point of ℰ along gradients of whole-orbit batches; leak: the"
                + " largest distance to ℰ over the distance travelled",
            true,
            List.of(
                Heading.words("phase"),
                Heading.words("group"),
                Heading.words("architecture"),
                Heading.words("flow"),
                Heading.words("optimiser"),
                Heading.number("weight decay", "weight_decay"),
                Heading.words("parametrisation"),
                Heading.number("leak", "leak"),
                Heading.words("keeps ℰ")));
    rows.stream().limit(MOST_ROWS).forEach(row -> table.row(entries(row)));
    table.end();
    if (rows.size() > MOST_ROWS) {
      html.element(
          "p",
          "note",
          "The first of " + Figures.whole(rows.size()) + " rows; all are in optimisers/.");
    }
  }

  /** A phase that leaves 𝓔 whatever the batches is said before the table. */
  private static String finding(List<Row> rows) {
    List<String> leaving =
        rows.stream()
            .filter(row -> Boolean.FALSE.equals(row.get("keeps_equivariant")))
            .map(
                row ->
                    "%s (%s of %s)"
                        .formatted(
                            row.string("phase"),
                            row.string("optimiser"),
                            row.string("architecture")))
            .distinct()
            .toList();
    return leaving.isEmpty()
        ? "Every optimiser that could be tried keeps it when batches carry whole orbits."
        : "Even with whole orbits these leave it: " + String.join(", ", leaving) + ".";
  }

  private static List<Entry> entries(Row row) {
    Object keeps = row.get("keeps_equivariant");
    return List.of(
        Entry.words(row.string("phase")),
        Entry.words(row.string("group")),
        Entry.words(row.string("architecture")),
        Entry.words(row.string("flow")),
        Entry.words(row.string("optimiser")),
        Entry.number(row.number("weight_decay")),
        Entry.words(row.string("parametrisation")),
        Entry.number(row.number("leak")),
        Entry.words(keeps == null ? "not tried" : keeps.equals(true) ? "yes" : "no"));
  }
}
