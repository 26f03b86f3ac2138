package org.equisweep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the sweep found, in sentences with numbers: who stays equivariant, how far the others drift
 * per distance travelled, what did not finish. Computed from the trials table.
 */
final class Finding {
  private static final double FLOAT_ROUNDING = Math.ulp(1f) / 2;
  private static final double DOUBLE_ROUNDING = Math.ulp(1.0) / 2;

  private final List<StrategyEnds> ends;
  private final double rounding;
  private final SweepResults results;
  private final int settings;

  private Finding(SweepResults results, List<StrategyEnds> ends) {
    this.ends = ends;
    this.results = results;
    this.settings = results.settings().size();
    this.rounding = results.precisions().contains("float") ? FLOAT_ROUNDING : DOUBLE_ROUNDING;
  }

  static String of(SweepResults results, List<StrategyEnds> ends, AlongTheWay way) {
    return new Finding(results, ends).sentences(way);
  }

  private String sentences(AlongTheWay way) {
    long all = ends.stream().mapToLong(strategy -> strategy.trials().size()).sum();
    if (all == 0) {
      return "No trial is published yet.";
    }
    List<StrategyEnds> finished =
        ends.stream().filter(strategy -> strategy.distance().count() > 0).toList();
    List<String> sentences = new ArrayList<>();
    if (finished.isEmpty()) {
      sentences.add("No trial finished: " + unfinished() + ".");
    } else {
      sentences.add(drift(finished));
      if (!unfinished().isEmpty()) {
        sentences.add("Not finished: " + unfinished() + ".");
      }
    }
    StabilityFinding.of(results).ifPresent(sentences::add);
    PhaseDiagram.of(results).map(PhaseDiagram::finding).ifPresent(sentences::add);
    way.finding().ifPresent(sentences::add);
    return String.join(" ", sentences);
  }

  private String drift(List<StrategyEnds> finished) {
    List<StrategyEnds> staying =
        finished.stream().filter(strategy -> strategy.staysEquivariant(rounding)).toList();
    List<StrategyEnds> leaving =
        finished.stream()
            .filter(strategy -> !staying.contains(strategy) && !strategy.startsOff(rounding))
            .sorted(Comparator.comparingDouble(strategy -> strategy.drift().median()))
            .toList();
    List<String> clauses = new ArrayList<>();
    if (!staying.isEmpty()) {
      double largest = staying.stream().mapToDouble(s -> s.distance().largest()).max().orElse(0);
      clauses.add(
          subject(staying)
              + (isOne(staying) ? " stays" : " stay")
              + " on ℰ to rounding (largest distance "
              + Figures.of(largest, 2)
              + ")");
    }
    if (!leaving.isEmpty()) {
      clauses.add(leaving(leaving, staying.isEmpty() ? "ℰ" : "it"));
    }
    finished.stream()
        .filter(strategy -> strategy.startsOff(rounding))
        .forEach(strategy -> clauses.add(startedOff(strategy)));
    return capital(String.join("; ", clauses)) + ".";
  }

  private String startedOff(StrategyEnds strategy) {
    List<StrategyEnds> alone = List.of(strategy);
    boolean one = isOne(alone);
    return subject(alone)
        + (one ? " starts " : " start ")
        + Figures.of(strategy.start().median(), 2)
        + " from ℰ and "
        + (one ? "ends " : "end ")
        + Figures.of(strategy.distance().median(), 2)
        + " from it, having travelled "
        + Figures.of(strategy.over(TrialEnd::travelled).median(), 2)
        + (one ? "" : " (" + sample(alone) + ")");
  }

  private String leaving(List<StrategyEnds> leaving, String equivariant) {
    StrategyEnds first = leaving.get(0);
    if (first.drift().count() == 0) {
      return subject(leaving)
          + (isOne(leaving) ? " ends " : " end ")
          + Figures.of(first.distance().median(), 2)
          + " from ℰ without having moved";
    }
    List<StrategyEnds> least = leaving.subList(0, 1);
    StringBuilder text = new StringBuilder(subject(least));
    text.append(isOne(least) ? " leaves " : " leave ").append(equivariant).append(" by ");
    text.append(Figures.of(first.drift().median(), 2)).append(" per unit travelled");
    if (leaving.size() == 1) {
      return text.append(", ending ")
          .append(Figures.of(first.distance().median(), 2))
          .append(" from ℰ after ")
          .append(Figures.of(first.over(TrialEnd::travelled).median(), 2))
          .append(isOne(leaving) ? "" : " (" + sample(leaving) + ")")
          .toString();
    }
    List<String> others =
        leaving.stream()
            .skip(1)
            .map(s -> Figures.of(s.drift().median(), 2) + " for " + s.strategy().name())
            .toList();
    text.append(", against ").append(list(others)).append(" (").append(sample(leaving));
    if (leaving.size() == 2) {
      double ratio = first.drift().median() / leaving.get(1).drift().median();
      text.append("; ratio ").append(Figures.of(ratio, 2));
      text.append(consistency(first.strategy(), leaving.get(1).strategy()));
    }
    return text.append(")").toString();
  }

  /** In how many settings the one drifts less, where there are several that show both. */
  private String consistency(Strategy less, Strategy more) {
    Map<String, List<TrialEnd>> trials = results.trialsByCell();
    int both = 0;
    int agree = 0;
    for (Setting setting : results.settings()) {
      double one = medianDrift(setting, less, trials);
      double other = medianDrift(setting, more, trials);
      if (!Double.isNaN(one) && !Double.isNaN(other)) {
        both++;
        agree += one < other ? 1 : 0;
      }
    }
    if (both < 2) {
      return "";
    }
    return "; "
        + less.name()
        + " drifts less in "
        + (agree == both ? "all of them" : agree + " of " + both);
  }

  private static double medianDrift(
      Setting setting, Strategy strategy, Map<String, List<TrialEnd>> trials) {
    return Quantiles.of(
            setting.cells().stream()
                .filter(cell -> cell.strategy().equals(strategy.name()))
                .flatMap(cell -> trials.getOrDefault(cell.id(), List.of()).stream())
                .filter(TrialEnd::isFinished)
                .mapToDouble(TrialEnd::drift)
                .toArray())
        .median();
  }

  private String sample(List<StrategyEnds> of) {
    long least = of.stream().mapToLong(s -> s.distance().count()).min().orElse(0);
    long most = of.stream().mapToLong(s -> s.distance().count()).max().orElse(0);
    String runs =
        least == most
            ? (most == 1 ? "1 run" : "medians of " + Figures.count(most, "run"))
            : "medians of " + Figures.whole(least) + " to " + Figures.count(most, "run");
    String each = of.size() > 1 && most > 1 ? " each" : "";
    return runs + each + (settings > 1 ? " over " + Figures.count(settings, "setting") : "");
  }

  private String unfinished() {
    return List.of("diverged", "failed", "timeout").stream()
        .map(status -> counted(status))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private String counted(String status) {
    long count =
        ends.stream()
            .flatMap(strategy -> strategy.trials().stream())
            .filter(trial -> trial.status().equals(status))
            .count();
    String words = status.equals("timeout") ? "timed out" : status;
    return count == 0 ? "" : Figures.count(count, "trial") + " " + words;
  }

  private static boolean isOne(List<StrategyEnds> of) {
    return of.size() == 1 && of.get(0).finished().size() == 1;
  }

  /** {@code equivariant and augmented runs}, {@code the nominal run}. */
  private static String subject(List<StrategyEnds> of) {
    String names = list(of.stream().map(strategy -> strategy.strategy().name()).toList());
    return isOne(of) ? "the " + names + " run" : names + " runs";
  }

  private static String list(List<String> items) {
    int last = items.size() - 1;
    return last == 0
        ? items.get(0)
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }

  private static String capital(String sentence) {
    int end = sentence.offsetByCodePoints(0, 1);
    return sentence.substring(0, end).toUpperCase(Locale.ROOT) + sentence.substring(end);
  }
}
