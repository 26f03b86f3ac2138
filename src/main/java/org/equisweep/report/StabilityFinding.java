package org.equisweep.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.equisweep.training.Verdict;

/** What the verdicts say, in a sentence that can be quoted. */
final class StabilityFinding {
  /** The 0.975-quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private StabilityFinding() {}

  /** Empty where nothing was judged. */
  static Optional<String> of(SweepResults results) {
    List<TrialEnd> judged =
        results.trials().stream().filter(trial -> trial.verdict() != null).toList();
    if (judged.isEmpty()) {
      return Optional.empty();
    }
    List<TrialEnd> normal = with(judged, Verdict.UNSTABLE_NORMAL);
    if (normal.isEmpty()) {
      return Optional.of(
          "Of %d judged end points none is stable for the equivariant model and unstable under"
                  .formatted(judged.size())
              + " augmented training: %s.".formatted(counts(judged)));
    }
    return Optional.of(unstable(results, judged, normal));
  }

  private static String unstable(
      SweepResults results, List<TrialEnd> judged, List<TrialEnd> normal) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d of %d judged end points (%s, 95 %% interval %s to %s) are stable for the"
                + " equivariant model but unstable under augmented training: λ_min on Nℰ is %s"
                + " (median), on Tℰ %s",
            normal.size(),
            judged.size(),
            Figures.percent((double) normal.size() / judged.size()),
            Figures.percent(bound(normal.size(), judged.size(), -1)),
            Figures.percent(bound(normal.size(), judged.size(), 1)),
            Figures.of(median(normal, TrialEnd::smallestNormal), 2),
            Figures.of(median(normal, TrialEnd::smallestTangent), 2)));
    double predicted = median(normal, TrialEnd::escapePredicted);
    if (!Double.isNaN(predicted)) {
      text.append(
          "; perturbed, they leave ℰ at rate %s (median) where %s is predicted, all within %s of it"
              .formatted(
                  Figures.of(median(normal, TrialEnd::escapeObserved), 3),
                  Figures.of(predicted, 3),
                  within(EscapeChart.largestDeviation(normal))));
    }
    if (results.cellKeys().size() > 1) {
      long cells = normal.stream().map(TrialEnd::cellId).distinct().count();
      text.append("; they stand in %d of %d cells".formatted(cells, results.cellKeys().size()));
      long unanimous =
          judged.stream().collect(Collectors.groupingBy(TrialEnd::cellId)).values().stream()
              .filter(cell -> with(cell, Verdict.UNSTABLE_NORMAL).size() == cell.size())
              .count();
      text.append(unanimous == cells ? ", and are all the end points judged there" : "");
    }
    return text.append('.').toString();
  }

  private static String within(double deviation) {
    return deviation < 1e-3 ? "0.1 %" : Figures.percent(deviation);
  }

  private static double median(List<TrialEnd> trials, ToDoubleFunction<TrialEnd> value) {
    return Quantiles.of(trials.stream().mapToDouble(value).toArray()).median();
  }

  static List<TrialEnd> with(List<TrialEnd> trials, Verdict verdict) {
    return trials.stream().filter(trial -> verdict.label().equals(trial.verdict())).toList();
  }

  private static String counts(List<TrialEnd> judged) {
    StringBuilder text = new StringBuilder();
    for (Verdict verdict : Verdict.values()) {
      int count = with(judged, verdict).size();
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(verdict.label());
      }
    }
    return text.toString();
  }

  /** An end of Wilson's interval. */
  static double bound(int successes, int n, int sign) {
    double p = (double) successes / n;
    double square = Z * Z / n;
    double half = Z * Math.sqrt(p * (1 - p) / n + square / (4 * n));
    return (p + square / 2 + sign * half) / (1 + square);
  }
}
