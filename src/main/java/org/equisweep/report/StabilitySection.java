package org.equisweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.equisweep.report.HtmlTable.Entry;
import org.equisweep.report.HtmlTable.Heading;
import org.equisweep.training.Verdict;

/** Verdicts, lowest eigenvalues and escape rates, cell by cell. */
final class StabilitySection {
  private StabilitySection() {}

  static void write(Html html, SweepResults results, AlongTheWay way, DensityChart density) {
    end(html, results, density);
    way.write(html);
  }

  private static void end(Html html, SweepResults results, DensityChart density) {
    Map<String, List<TrialEnd>> trials = results.trialsByCell();
    if (results.trials().stream().allMatch(trial -> trial.verdict() == null)) {
      return;
    }
    html.markup("<section><h2 id=\"stability\">Stability of the end points</h2>");
    html.element("p", StabilityFinding.of(results).orElse(""));
    PhaseDiagram.of(results).ifPresent(diagram -> diagram.write(html));
    EigenvalueChart.write(html, results);
    EscapeChart.write(html, results);
    density.write(html, results);
    HtmlTable table =
        new HtmlTable(
            html,
            "Verdicts by cell with Wilson's 95 % intervals, medians of the lowest eigenvalues",
            true,
            headings());
    for (Setting setting : results.settings()) {
      for (CellKey cell : setting.cells()) {
        List<TrialEnd> judged =
            trials.getOrDefault(cell.id(), List.of()).stream()
                .filter(trial -> trial.verdict() != null)
                .toList();
        if (!judged.isEmpty()) {
          table.row(row(cell, setting, judged));
        }
      }
    }
    table.end();
    html.markup("</section>");
  }

  private static List<Heading> headings() {
    List<Heading> headings =
        new ArrayList<>(
            List.of(
                Heading.words("strategy"),
                Heading.words("setting"),
                Heading.number("judged", "trials with a verdict")));
    for (Verdict verdict : Verdict.values()) {
      headings.add(Heading.number(verdict.label(), "fraction of the judged, and its interval"));
    }
    headings.add(Heading.number("λ_min on Tℰ", "median"));
    headings.add(Heading.number("λ_min on Nℰ", "median; the penalty that would restore stability"));
    headings.add(Heading.number("escape, predicted", "median rate, per unit time"));
    headings.add(Heading.number("escape, observed", "median rate, per unit time"));
    return headings;
  }

  private static List<Entry> row(CellKey cell, Setting setting, List<TrialEnd> judged) {
    List<Entry> entries =
        new ArrayList<>(
            List.of(
                Entry.words(cell.strategy()),
                Entry.words(setting.label()),
                Entry.whole(judged.size())));
    for (Verdict verdict : Verdict.values()) {
      int count = StabilityFinding.with(judged, verdict).size();
      double fraction = (double) count / judged.size();
      entries.add(
          new Entry(
              "%s (%s–%s)"
                  .formatted(
                      Figures.percent(fraction),
                      Figures.percent(StabilityFinding.bound(count, judged.size(), -1)),
                      Figures.percent(StabilityFinding.bound(count, judged.size(), 1))),
              fraction));
    }
    for (ToDoubleFunction<TrialEnd> value :
        List.<ToDoubleFunction<TrialEnd>>of(
            TrialEnd::smallestTangent,
            TrialEnd::smallestNormal,
            TrialEnd::escapePredicted,
            TrialEnd::escapeObserved)) {
      entries.add(
          Entry.number(Quantiles.of(judged.stream().mapToDouble(value).toArray()).median()));
    }
    return entries;
  }
}
