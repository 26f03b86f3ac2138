package org.equisweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equisweep.report.Plot.Range;

/** Rates at which perturbed runs left 𝓔 against those that the Hessian predicts. */
final class EscapeChart {
  private EscapeChart() {}

  /** Those whose escape was measured. */
  static List<TrialEnd> measured(List<TrialEnd> trials) {
    return trials.stream()
        .filter(
            trial ->
                Double.isFinite(trial.escapePredicted()) && Double.isFinite(trial.escapeObserved()))
        .toList();
  }

  /** The largest |observed − predicted| / predicted; NaN where there is none. */
  static double largestDeviation(List<TrialEnd> trials) {
    return measured(trials).stream()
        .mapToDouble(
            trial ->
                Math.abs(trial.escapeObserved() - trial.escapePredicted())
                    / Math.abs(trial.escapePredicted()))
        .max()
        .orElse(Double.NaN);
  }

  static void write(Html html, SweepResults results) {
    List<TrialEnd> trials = measured(results.trials());
    if (trials.isEmpty()) {
      return;
    }
    List<Double> rates = new ArrayList<>(List.of(0.0));
    trials.forEach(trial -> rates.add(trial.escapePredicted()));
    trials.forEach(trial -> rates.add(trial.escapeObserved()));
    Range x = Range.of("predicted rate: −λ_min on Nℰ, per unit time", rates);
    Plot plot = new Plot(440, 340, x, new Range("observed rate, per unit time", x.from(), x.to()));
    plot.line("diagonal", new double[] {x.from(), x.to()}, new double[] {x.from(), x.to()});
    for (TrialEnd trial : trials) {
      plot.dot(
          "normal open",
          trial.escapePredicted(),
          trial.escapeObserved(),
          4,
          String.format(
              Locale.ROOT,
              "seed %d: predicted %s, observed %s",
              trial.seed(),
              Figures.of(trial.escapePredicted(), 5),
              Figures.of(trial.escapeObserved(), 5)));
    }
    String words =
        "Growth of the distance to ℰ after a perturbation along the lowest eigenvector, fitted,"
            + " against −λ_min, %s; on the line both agree. Largest deviation %s."
                .formatted(
                    Figures.count(trials.size(), "run"), Figures.percent(largestDeviation(trials)));
    html.markup("<figure class=\"small\">");
    plot.write(html, words);
    html.markup("<figcaption>").text(words).markup("</figcaption></figure>");
  }
}
