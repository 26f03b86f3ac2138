package org.equisweep.report;

import static org.equisweep.report.HtmlTable.Entry;
import static org.equisweep.report.HtmlTable.Heading;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.report.Curves.CellCurves;
import org.equisweep.report.Curves.Measure;

/** The medians of the figure as numbers, for who cannot see it or wants them exactly. */
final class DriftTable {
  private DriftTable() {}

  private static final int MOST_ROWS = 400;

  static void write(Html html, SweepResults results, Curves curves) {
    html.markup("<details><summary>The figure's medians as a table</summary>");
    HtmlTable table =
        new HtmlTable(
            html,
            "Median distances over the finished runs, at a few states of each cell",
            true,
            List.of(
                Heading.words("strategy"),
                Heading.words("setting"),
                Heading.number("epoch", ""),
                Heading.number("‖A − A(0)‖", "distance travelled"),
                Heading.number("‖A − Π_ℰA‖", "distance to ℰ")));
    int rows = 0;
    for (Setting setting : results.settings()) {
      for (CellKey cell : setting.cells()) {
        CellCurves drawn = curves.of(cell);
        if (drawn != null && !drawn.states().isEmpty() && rows < MOST_ROWS) {
          rows += write(table, setting, cell, drawn);
        }
      }
    }
    table.end();
    if (rows >= MOST_ROWS) {
      html.element("p", "note", "Further cells: see trajectories/.");
    }
    html.markup("</details>");
  }

  private static int write(HtmlTable table, Setting setting, CellKey cell, CellCurves drawn) {
    List<Quantiles> distance = drawn.quantiles(Measure.DISTANCE);
    List<Quantiles> travelled = drawn.quantiles(Measure.TRAVELLED);
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < drawn.states().size(); i++) {
      all.add(i);
    }
    List<Integer> few = Curves.thin(all, 6);
    for (int state : few) {
      table.row(
          List.of(
              Entry.words(cell.strategy()),
              Entry.words(setting.label()),
              Entry.whole(drawn.states().get(state).epoch()),
              Entry.number(travelled.get(state).median()),
              Entry.number(distance.get(state).median())));
    }
    return few.size();
  }
}
