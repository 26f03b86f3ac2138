package org.equisweep.report;

import static org.equisweep.report.HtmlTable.Entry;
import static org.equisweep.report.HtmlTable.Heading;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The head of the page: what was swept, the finding, one row per strategy. */
final class Summaries {
  private Summaries() {}

  static String header(
      SweepText sweep, SweepResults results, List<StrategyEnds> ends, String finding) {
    Html html = new Html();
    html.element("p", "kicker", "Equisweep report");
    html.element("h1", sweep.name());
    if (!sweep.about().isEmpty()) {
      html.element("p", "about", sweep.about());
    }
    html.element("p", "finding", finding);
    if (!ends.isEmpty()) {
      strategies(html, ends);
      html.markup("<p class=\"note\">").symbols(size(results)).markup("</p>");
    }
    return html.toString();
  }

  private static String size(SweepResults results) {
    double seconds =
        results.trials().stream()
            .mapToDouble(TrialEnd::wallSeconds)
            .filter(value -> !Double.isNaN(value))
            .sum();
    return Figures.count(results.trials().size(), "trial")
        + " in "
        + Figures.count(results.cellKeys().size(), "cell")
        + ", "
        + String.join(" and ", results.precisions())
        + " precision, "
        + Figures.seconds(seconds)
        + " of training in all, summed over the runs."
        + " ℰ: the layers that are admissible and equivariant. Drift: ‖A − Π_ℰA‖ / ‖A − A(0)‖ at"
        + " the end of a run. Medians are over runs that ended converged, plateau or budget.";
  }

  private static void strategies(Html html, List<StrategyEnds> ends) {
    List<Column> columns = columns(ends);
    HtmlTable table =
        new HtmlTable(
            html,
            "Medians by strategy at the end of training",
            false,
            columns.stream().map(Column::heading).toList());
    for (StrategyEnds strategy : ends) {
      table.row(columns.stream().map(column -> column.entry().apply(strategy)).toList());
    }
    table.end();
  }

  private record Column(Heading heading, Function<StrategyEnds, Entry> entry) {}

  private static List<Column> columns(List<StrategyEnds> ends) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(Heading.words("strategy"), s -> Entry.words(s.strategy().name())));
    columns.add(
        new Column(
            Heading.number("finished", "ended converged, plateau or budget, of all trials"),
            s ->
                new Entry(
                    Figures.whole(s.finished().size()) + " / " + Figures.whole(s.trials().size()),
                    s.finished().size())));
    columns.add(number("‖A − Π_ℰA‖", "distance to ℰ", s -> s.distance().median()));
    columns.add(
        number("‖A − A(0)‖", "distance travelled", s -> s.over(TrialEnd::travelled).median()));
    columns.add(number("drift", "their ratio, over all layers", s -> s.drift().median()));
    if (ends.stream().anyMatch(s -> s.acting().count() > 0)) {
      columns.add(
          number(
              "drift, acting layers",
              "their ratio over the layers on which the group acts, as in the figure",
              s -> s.acting().median()));
    }
    columns.add(number("nominal risk", "R", s -> s.over(TrialEnd::nominalRisk).median()));
    if (ends.stream().anyMatch(s -> s.over(TrialEnd::augmentedRisk).count() > 0)) {
      columns.add(number("augmented risk", "R^aug", s -> s.over(TrialEnd::augmentedRisk).median()));
    }
    if (ends.stream().anyMatch(s -> s.over(TrialEnd::testRisk).count() > 0)) {
      columns.add(number("test risk", "", s -> s.over(TrialEnd::testRisk).median()));
    }
    columns.add(
        new Column(
            Heading.number("time a run", "the run's share of its cohort's training time"),
            s -> Entry.seconds(s.over(TrialEnd::wallSeconds).median())));
    return columns;
  }

  private static Column number(String heading, String title, ToDoubleFunction<StrategyEnds> value) {
    return new Column(Heading.number(heading, title), s -> Entry.number(value.applyAsDouble(s)));
  }
}
