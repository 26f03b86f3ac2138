package org.equisweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.equisweep.report.Plot.Range;
import org.equisweep.training.Verdict;

/**
 * Cell by cell: the fraction of judged end points that are unstable-normal with its interval, and
 * the lowest eigenvalues of each of them on N𝓔 and on T𝓔.
 */
final class EigenvalueChart {
  private static final int MOST_CELLS = 24;
  private static final double ROW = 16;

  private record Line(String label, List<TrialEnd> judged) {}

  private EigenvalueChart() {}

  static void write(Html html, SweepResults results) {
    List<Line> lines = lines(results);
    if (lines.isEmpty() || lines.size() > MOST_CELLS) {
      return;
    }
    html.markup("<figure><ol class=\"cells\">");
    lines.forEach(line -> html.element("li", line.label()));
    html.markup("</ol><div class=\"panels\">");
    fractions(html, lines);
    eigenvalues(html, lines, "λ_min on Nℰ", "normal", TrialEnd::smallestNormal);
    eigenvalues(html, lines, "λ_min on Tℰ", "tangent", TrialEnd::smallestTangent);
    html.markup("</div><figcaption>")
        .text(
            "Cells in the order of the list, from above. Left: the fraction of judged end points"
                + " that are unstable-normal, with Wilson's 95 % interval. Middle and right: the"
                + " lowest eigenvalue at each end point; left of the line at 0 the risk bends down.")
        .markup("</figcaption></figure>");
  }

  private static List<Line> lines(SweepResults results) {
    Map<String, List<TrialEnd>> trials = results.trialsByCell();
    List<Line> lines = new ArrayList<>();
    for (Setting setting : results.settings()) {
      for (CellKey cell : setting.cells()) {
        List<TrialEnd> judged =
            trials.getOrDefault(cell.id(), List.of()).stream()
                .filter(trial -> trial.verdict() != null)
                .toList();
        if (!judged.isEmpty()) {
          lines.add(new Line(cell.strategy() + " · " + setting.label(), judged));
        }
      }
    }
    return lines;
  }

  private static Plot plot(List<Line> lines, Range x) {
    return new Plot(300, 60 + ROW * lines.size(), x, Range.rows("cell", lines.size()));
  }

  private static void fractions(Html html, List<Line> lines) {
    Plot plot = plot(lines, new Range("fraction unstable-normal", -0.03, 1.03));
    for (int i = 0; i < lines.size(); i++) {
      List<TrialEnd> judged = lines.get(i).judged();
      int count = StabilityFinding.with(judged, Verdict.UNSTABLE_NORMAL).size();
      double at = -(i + 1);
      plot.line(
          "whisker",
          new double[] {
            StabilityFinding.bound(count, judged.size(), -1),
            StabilityFinding.bound(count, judged.size(), 1)
          },
          new double[] {at, at});
      plot.dot(
          "normal full",
          (double) count / judged.size(),
          at,
          4,
          lines.get(i).label() + ": " + count + " of " + judged.size());
    }
    plot.write(html, "Fractions of unstable-normal end points by cell");
  }

  private static void eigenvalues(
      Html html,
      List<Line> lines,
      String title,
      String style,
      ToDoubleFunction<TrialEnd> eigenvalue) {
    List<Double> all = new ArrayList<>(List.of(0.0));
    lines.forEach(line -> line.judged().forEach(trial -> all.add(eigenvalue.applyAsDouble(trial))));
    Plot plot = plot(lines, Range.of(title, all));
    plot.line("zero", new double[] {0, 0}, new double[] {-lines.size() - 0.5, -0.5});
    for (int i = 0; i < lines.size(); i++) {
      for (TrialEnd trial : lines.get(i).judged()) {
        double value = eigenvalue.applyAsDouble(trial);
        plot.dot(
            style + " open",
            value,
            -(i + 1),
            3.5,
            lines.get(i).label() + ", seed " + trial.seed() + ": " + Figures.of(value, 4));
      }
    }
    plot.write(html, title + " by cell");
  }
}
