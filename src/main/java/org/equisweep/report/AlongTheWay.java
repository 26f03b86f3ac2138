package org.equisweep.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.equisweep.report.Plot.Range;
import org.equisweep.table.Row;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Table;
import org.equisweep.table.TableReader;
import org.equisweep.table.Tables;

/** The lowest eigenvalues on T𝓔 and N𝓔 along trajectories, where they were asked for. */
final class AlongTheWay {
  private static final int MOST_PANELS = 24;
  private static final int MOST_TRIALS_OF_A_CELL = 20;
  private static final List<String> COLUMNS =
      List.of("trial_id", "step", "space", "rank", "eigenvalue", "point");

  private final SweepResults results;
  private final Map<String, Way> ways;

  /** One trial's. Steps of both spaces are the same. */
  private static final class Way {
    private final List<Double> tangentSteps = new ArrayList<>();
    private final List<Double> tangent = new ArrayList<>();
    private final List<Double> normalSteps = new ArrayList<>();
    private final List<Double> normal = new ArrayList<>();

    void add(Row row) {
      boolean isNormal = row.string("space").equals("normal");
      (isNormal ? normalSteps : tangentSteps).add((double) row.whole("step"));
      (isNormal ? normal : tangent).add(row.number("eigenvalue"));
    }

    boolean startsStable() {
      return !normal.isEmpty() && normal.get(0) > 0;
    }

    /** The first step at which λ_min on N𝓔 is below 0; NaN where it never is. */
    double firstBelow() {
      for (int i = 0; i < normal.size(); i++) {
        if (normal.get(i) < 0) {
          return normalSteps.get(i);
        }
      }
      return Double.NaN;
    }

    boolean endsUnstable() {
      return !normal.isEmpty() && normal.get(normal.size() - 1) < 0;
    }
  }

  private AlongTheWay(SweepResults results, Map<String, Way> ways) {
    this.results = results;
    this.ways = ways;
  }

  static AlongTheWay read(SweepFolder folder, SweepResults results) {
    Map<String, Way> ways = new LinkedHashMap<>();
    if (folder.has(Tables.SPECTRA)) {
      Set<String> shown = shown(results);
      Table table = TableReader.projection(Tables.SPECTRA, COLUMNS);
      TableReader.forEach(
          folder,
          table,
          row -> {
            if (row.whole("rank") == 0
                && "passed".equals(row.get("point"))
                && shown.contains(row.string("trial_id"))) {
              ways.computeIfAbsent(row.string("trial_id"), id -> new Way()).add(row);
            }
          });
    }
    return new AlongTheWay(results, ways);
  }

  /** The first seeds of the first cells. */
  static Set<String> shown(SweepResults results) {
    Set<String> shown = new HashSet<>();
    results.trialsByCell().values().stream()
        .limit(Curves.MOST_CELLS)
        .forEach(
            trials ->
                trials.stream()
                    .limit(MOST_TRIALS_OF_A_CELL)
                    .forEach(trial -> shown.add(trial.trialId())));
    return shown;
  }

  /** How many trajectories become unstable on the way, of those that an equivariant flow led. */
  Optional<String> finding() {
    List<Way> equivariant = new ArrayList<>();
    Map<String, String> flows = new HashMap<>();
    results.strategies().forEach(strategy -> flows.put(strategy.name(), strategy.flow()));
    Map<String, List<TrialEnd>> trials = results.trialsByCell();
    for (CellKey cell : results.cellKeys()) {
      if ("equivariant".equals(flows.get(cell.strategy()))) {
        for (TrialEnd trial : trials.getOrDefault(cell.id(), List.of())) {
          Way way = ways.get(trial.trialId());
          if (way != null && way.startsStable()) {
            equivariant.add(way);
          }
        }
      }
    }
    if (equivariant.isEmpty()) {
      return Optional.empty();
    }
    List<Way> turned = equivariant.stream().filter(Way::endsUnstable).toList();
    String start =
        "Of %d equivariant trajectories that start with λ_min > 0 on Nℰ, "
            .formatted(equivariant.size());
    if (turned.isEmpty()) {
      return Optional.of(start + "none ends below 0.");
    }
    double median = Quantiles.of(turned.stream().mapToDouble(Way::firstBelow).toArray()).median();
    return Optional.of(
        start
            + "%d become unstable for augmented training on the way: λ_min passes 0 after %s steps (median) and ends below it."
                .formatted(turned.size(), Figures.of(median, 3)));
  }

  void write(Html html) {
    if (ways.isEmpty()) {
      return;
    }
    html.markup("<section><h2 id=\"way\">Curvature along the way</h2>");
    finding().ifPresent(words -> html.element("p", words));
    html.markup("<ul class=\"key\"><li class=\"normal\">λ_min on Nℰ</li>")
        .markup("<li class=\"tangent\">λ_min on Tℰ</li></ul>")
        .markup("<figure><div class=\"panels\">");
    Map<String, List<TrialEnd>> trials = results.trialsByCell();
    int panels = 0;
    for (Setting setting : results.settings()) {
      for (CellKey cell : setting.cells()) {
        List<TrialEnd> drawn =
            trials.getOrDefault(cell.id(), List.of()).stream()
                .filter(trial -> ways.containsKey(trial.trialId()))
                .toList();
        if (!drawn.isEmpty() && panels++ < MOST_PANELS) {
          panel(html, cell.strategy() + " · " + setting.label(), drawn);
        }
      }
    }
    html.markup("</div><figcaption>")
        .text(
            "The lowest eigenvalue of the Hessian of the augmented risk, with the phase's penalty,"
                + " compressed to Nℰ and to Tℰ, at the states that training passes; one line a"
                + " run. Below 0 on Nℰ, a run that is not held on ℰ moves away from it.")
        .markup("</figcaption></figure></section>");
  }

  private void panel(Html html, String title, List<TrialEnd> trials) {
    List<Double> steps = new ArrayList<>();
    List<Double> values = new ArrayList<>(List.of(0.0));
    for (TrialEnd trial : trials) {
      Way way = ways.get(trial.trialId());
      steps.addAll(way.normalSteps);
      steps.addAll(way.tangentSteps);
      values.addAll(way.normal);
      values.addAll(way.tangent);
    }
    Plot plot =
        new Plot(340, 240, Range.of("steps", steps), Range.of("eigenvalue", values))
            .level("zero", 0);
    for (TrialEnd trial : trials) {
      Way way = ways.get(trial.trialId());
      plot.line("tangent", array(way.tangentSteps), array(way.tangent));
      plot.line("normal", array(way.normalSteps), array(way.normal));
    }
    html.markup("<div class=\"panel\">").element("h3", title);
    plot.write(html, title + ": lowest eigenvalues against steps");
    html.markup("</div>");
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
