package org.equisweep.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equisweep.report.Plot.Range;
import org.equisweep.training.Verdict;

/**
 * Verdicts over a penalty and another axis, beside the penalty that just restores stability: −λ_min
 * on N𝓔 of the same point without one, since a penalty γ adds γ to every curvature there.
 */
final class PhaseDiagram {
  private static final String PENALTY = "penalty";

  /** The number that ends the name of a file or value: {@code signal-minus-0.5.npy}. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?:^|.*?[^0-9.])??(minus-|(?<![A-Za-z0-9])-)?([0-9]+(?:\\.[0-9]+)?)(?:\\.[a-z]+)?$");

  private final List<Panel> panels;
  private final String axis;

  /** Cells that differ in the axis and the penalty alone: by place, then by penalty. */
  private record Panel(String title, TreeMap<Double, Column> columns) {}

  /**
   * One place on the axis.
   *
   * @param restoring −λ_min on N𝓔 without a penalty, median over the seeds
   */
  private record Column(String label, double restoring, TreeMap<Double, List<TrialEnd>> cells) {}

  private PhaseDiagram(List<Panel> panels, String axis) {
    this.panels = panels;
    this.axis = axis;
  }

  /** Empty where no penalty varies, none is 0, or nothing else varies that can be placed. */
  static Optional<PhaseDiagram> of(SweepResults results) {
    Optional<String> penalty = varying(results, true);
    Optional<String> across = varying(results, false);
    if (penalty.isEmpty() || across.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<TrialEnd>> trials = results.trialsByCell();
    Map<String, TreeMap<Double, Map<Double, List<TrialEnd>>>> found = new LinkedHashMap<>();
    Map<Double, String> labels = new TreeMap<>();
    for (Setting setting : results.settings()) {
      Double gamma = number(setting.axes().get(penalty.get()));
      String label = setting.axes().get(across.get());
      Double place = number(label);
      if (gamma == null || place == null) {
        return Optional.empty();
      }
      labels.put(place, label);
      for (CellKey cell : setting.cells()) {
        found
            .computeIfAbsent(rest(setting, cell, penalty.get(), across.get()), k -> new TreeMap<>())
            .computeIfAbsent(place, k -> new TreeMap<>())
            .computeIfAbsent(gamma, k -> new ArrayList<>())
            .addAll(
                trials.getOrDefault(cell.id(), List.of()).stream()
                    .filter(trial -> trial.verdict() != null)
                    .toList());
      }
    }
    List<Panel> panels = new ArrayList<>();
    found.forEach((title, columns) -> panels.add(panel(title, columns, labels)));
    boolean known = panels.stream().allMatch(p -> p.columns().size() > 1);
    return known
        ? Optional.of(new PhaseDiagram(panels, Setting.shortName(across.get())))
        : Optional.empty();
  }

  private static Panel panel(
      String title,
      TreeMap<Double, Map<Double, List<TrialEnd>>> columns,
      Map<Double, String> labels) {
    TreeMap<Double, Column> placed = new TreeMap<>();
    columns.forEach(
        (place, cells) -> {
          List<TrialEnd> without = cells.getOrDefault(0.0, List.of());
          double lowest =
              Quantiles.of(without.stream().mapToDouble(TrialEnd::smallestNormal).toArray())
                  .median();
          placed.put(place, new Column(labels.get(place), -lowest, new TreeMap<>(cells)));
        });
    return new Panel(title, placed);
  }

  /** The penalty's axis, or that of the most values among the others. */
  private static Optional<String> varying(SweepResults results, boolean penalty) {
    Map<String, TreeSet<String>> values = new LinkedHashMap<>();
    for (Setting setting : results.settings()) {
      setting
          .axes()
          .forEach((key, value) -> values.computeIfAbsent(key, k -> new TreeSet<>()).add(value));
    }
    return values.entrySet().stream()
        .filter(entry -> Setting.shortName(entry.getKey()).equals(PENALTY) == penalty)
        .filter(entry -> entry.getValue().stream().allMatch(value -> number(value) != null))
        .filter(
            entry ->
                entry.getValue().stream().map(PhaseDiagram::number).distinct().count()
                    == entry.getValue().size())
        .max((a, b) -> Integer.compare(a.getValue().size(), b.getValue().size()))
        .map(Map.Entry::getKey);
  }

  private static String rest(Setting setting, CellKey cell, String penalty, String across) {
    StringBuilder words = new StringBuilder(cell.strategy());
    setting
        .axes()
        .forEach(
            (key, value) -> {
              if (!key.equals(penalty) && !key.equals(across)) {
                words.append(" · ").append(Setting.shortName(key));
                words.append(' ').append(Setting.fileName(value));
              }
            });
    return words.toString();
  }

  /** The number that a value is, or that its name ends with; null for none. */
  static Double number(String value) {
    try {
      return Double.valueOf(value);
    } catch (NumberFormatException name) {
      Matcher matcher = NUMBER.matcher(value.substring(value.lastIndexOf('/') + 1));
      if (!matcher.matches()) {
        return null;
      }
      double size = Double.parseDouble(matcher.group(2));
      return matcher.group(1) == null ? size : -size;
    }
  }

  /** In how many cells the verdict is the one that −λ_min without penalty says. */
  String finding() {
    int agreeing = 0;
    int all = 0;
    for (Panel panel : panels) {
      for (Column column : panel.columns().values()) {
        for (Map.Entry<Double, List<TrialEnd>> cell : column.cells().entrySet()) {
          for (TrialEnd trial : cell.getValue()) {
            all++;
            boolean unstable = Verdict.UNSTABLE_NORMAL.label().equals(trial.verdict());
            boolean stable = Verdict.STABLE.label().equals(trial.verdict());
            boolean predicted = cell.getKey() < column.restoring();
            agreeing += (predicted && unstable) || (!predicted && stable) ? 1 : 0;
          }
        }
      }
    }
    return "The penalty that just restores stability is −λ_min on Nℰ at γ = 0: it tells the verdict of %d of %d end points."
        .formatted(agreeing, all);
  }

  void write(Html html) {
    html.element("p", finding());
    html.markup("<ul class=\"key\"><li class=\"stable\">stable</li>")
        .markup("<li class=\"unstable\">unstable-normal</li>")
        .markup("<li class=\"other\">mixed or other</li>")
        .markup("<li class=\"predicted\">−λ_min on Nℰ at γ = 0</li></ul>")
        .markup("<figure><div class=\"panels wide\">");
    panels.forEach(panel -> panel(html, panel));
    html.markup("</div><figcaption>")
        .text(
            "Verdicts over "
                + axis
                + " and the penalty γ; each square is a cell. Below the line a penalty is too"
                + " small to restore the stability of the equivariant minimum, above it is enough:"
                + " the squares change colour where the line, found without any penalty, says.")
        .markup("</figcaption></figure>");
  }

  private void panel(Html html, Panel panel) {
    List<Double> places = new ArrayList<>(panel.columns().keySet());
    TreeSet<Double> penalties = new TreeSet<>();
    panel.columns().values().forEach(column -> penalties.addAll(column.cells().keySet()));
    List<Double> gammas = new ArrayList<>(penalties);
    List<Double> heights = new ArrayList<>(gammas);
    panel.columns().values().forEach(column -> heights.add(Math.max(0, column.restoring())));
    Plot plot = new Plot(460, 320, Range.of(axis, places), Range.of("penalty γ", heights));
    double wide = 0.35 * smallestGap(places);
    panel
        .columns()
        .forEach(
            (place, column) ->
                column
                    .cells()
                    .forEach(
                        (gamma, trials) -> {
                          double high = 0.35 * gap(gammas, gamma);
                          plot.box(
                              style(trials),
                              place - wide,
                              place + wide,
                              gamma - high,
                              gamma + high,
                              column.label() + ", γ = " + gamma + ": " + words(trials));
                        }));
    plot.line(
        "predicted",
        places.stream().mapToDouble(Double::doubleValue).toArray(),
        panel.columns().values().stream()
            .mapToDouble(column -> Math.max(0, column.restoring()))
            .toArray());
    panel
        .columns()
        .forEach(
            (place, column) ->
                plot.dot(
                    "predicted full",
                    place,
                    Math.max(0, column.restoring()),
                    3,
                    "−λ_min = " + Figures.of(column.restoring(), 4)));
    html.markup("<div class=\"panel\">").element("h3", panel.title());
    plot.write(html, panel.title() + ": verdicts over " + axis + " and penalty");
    html.markup("</div>");
  }

  private static String style(List<TrialEnd> trials) {
    if (trials.isEmpty()) {
      return "other";
    }
    int unstable = StabilityFinding.with(trials, Verdict.UNSTABLE_NORMAL).size();
    int stable = StabilityFinding.with(trials, Verdict.STABLE).size();
    return unstable == trials.size() ? "unstable" : stable == trials.size() ? "stable" : "other";
  }

  private static String words(List<TrialEnd> trials) {
    Map<String, Integer> counts = new TreeMap<>();
    trials.forEach(trial -> counts.merge(String.valueOf(trial.verdict()), 1, Integer::sum));
    return counts.toString();
  }

  private static double smallestGap(List<Double> values) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < values.size(); i++) {
      smallest = Math.min(smallest, values.get(i) - values.get(i - 1));
    }
    return Double.isInfinite(smallest) ? 1 : smallest;
  }

  /** To the nearest other value. */
  private static double gap(List<Double> values, double value) {
    double nearest = Double.POSITIVE_INFINITY;
    for (double other : values) {
      if (other != value) {
        nearest = Math.min(nearest, Math.abs(other - value));
      }
    }
    return Double.isInfinite(nearest) ? 1 : nearest;
  }
}
