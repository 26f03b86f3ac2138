package org.equisweep.report;

import static org.equisweep.report.HtmlTable.Entry;
import static org.equisweep.report.HtmlTable.Heading;

import java.util.List;
import org.equisweep.table.Row;

/** Which axis explains the results. */
final class Explaining {
  private Explaining() {}

  static void write(Html html, SweepResults results) {
    List<Row> ranked =
        results.importance().stream().filter(row -> row.get("axis") != null).toList();
    if (ranked.isEmpty()) {
      return;
    }
    html.markup("<section><h2 id=\"importance\">Which axis explains the result</h2>")
        .markup("<figure><div class=\"panels\" id=\"importance-panels\"></div><figcaption>")
        .text(
            "Share of the variance removed by splits on each axis, in a random forest that predicts"
                + " the result from the axes. R² is out of sample, with the seeds held out by fold:"
                + " the axes explain that part of the variance, the rest is the seeds'; near 0, the"
                + " bars mean nothing. Of axes that always change together the first takes the"
                + " credit.")
        .markup("</figcaption></figure><details><summary>Importance as a table</summary>");
    HtmlTable table =
        new HtmlTable(
            html,
            "Importance of the axes",
            true,
            List.of(
                Heading.words("result"),
                Heading.words("axis"),
                Heading.number("importance", ""),
                Heading.number("R²", "out of sample"),
                Heading.number("trials", "")));
    for (Row row : ranked) {
      table.row(
          List.of(
              Entry.words(row.string("target").replace('_', ' ')),
              Entry.words(row.string("axis")),
              Entry.number(row.number("importance")),
              Entry.number(row.number("r_squared")),
              Entry.whole(row.whole("trials"))));
    }
    table.end();
    html.markup("</details>");
    results.importance().stream()
        .filter(row -> row.get("axis") == null)
        .forEach(
            row ->
                html.element(
                    "p",
                    "note",
                    "No ranking for "
                        + row.string("target").replace('_', ' ')
                        + ": "
                        + row.get("reason")
                        + "."));
    html.markup("</section>");
  }
}
