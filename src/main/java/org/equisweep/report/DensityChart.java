package org.equisweep.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equisweep.report.Plot.Range;
import org.equisweep.table.Row;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Table;
import org.equisweep.table.TableReader;
import org.equisweep.table.Tables;

/**
 * How the eigenvalues on T𝓔 and N𝓔 are spread at the end points of a cell, where that was asked
 * for: the mean over its runs of Σ w g(λ − θ), nodes θ and weights w of the quadrature, g Gaussian.
 * The density is drawn by its logarithm: most eigenvalues of a network lie at 0, and the few that
 * do not are what one wants to see.
 */
final class DensityChart {
  private static final int MOST_PANELS = 24;
  private static final List<String> COLUMNS =
      List.of("trial_id", "space", "eigenvalue", "point", "weight");

  /** Standard deviations of g in the range of the nodes. */
  private static final int WIDTHS = 80;

  /** Where the density is taken. */
  private static final int POINTS = 401;

  /** Decades below the highest peak. */
  private static final int DECADES = 6;

  private final Map<String, Spaces> trials;

  /** One trial's. */
  private record Spaces(Nodes tangent, Nodes normal) {
    Nodes of(boolean isNormal) {
      return isNormal ? normal : tangent;
    }
  }

  /** Of one space of one trial. */
  record Nodes(List<Double> values, List<Double> weights) {
    Nodes() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(double value, double weight) {
      values.add(value);
      weights.add(weight);
    }

    /** Σ w g(λ − θ), with g of standard deviation {@code width}. */
    double at(double lambda, double width) {
      double sum = 0;
      for (int k = 0; k < values.size(); k++) {
        double from = (lambda - values.get(k)) / width;
        sum += weights.get(k) * Math.exp(-from * from / 2);
      }
      return sum / (width * Math.sqrt(2 * Math.PI));
    }
  }

  private DensityChart(Map<String, Spaces> trials) {
    this.trials = trials;
  }

  static DensityChart read(SweepFolder folder, SweepResults results) {
    Map<String, Spaces> trials = new LinkedHashMap<>();
    if (folder.has(Tables.SPECTRA)) {
      Set<String> shown = AlongTheWay.shown(results);
      Table table = TableReader.projection(Tables.SPECTRA, COLUMNS);
      TableReader.forEach(
          folder,
          table,
          row -> {
            if ("density".equals(row.get("point")) && shown.contains(row.string("trial_id"))) {
              add(trials, row);
            }
          });
    }
    return new DensityChart(trials);
  }

  private static void add(Map<String, Spaces> trials, Row row) {
    trials
        .computeIfAbsent(row.string("trial_id"), id -> new Spaces(new Nodes(), new Nodes()))
        .of(row.string("space").equals("normal"))
        .add(row.number("eigenvalue"), row.number("weight"));
  }

  void write(Html html, SweepResults results) {
    if (trials.isEmpty()) {
      return;
    }
    html.element("h3", "How eigenvalues are spread")
        .markup("<ul class=\"key\"><li class=\"normal\">on Nℰ</li>")
        .markup("<li class=\"tangent\">on Tℰ</li></ul>")
        .markup("<figure id=\"density\"><div class=\"panels\">");
    Map<String, List<TrialEnd>> ends = results.trialsByCell();
    int panels = 0;
    for (Setting setting : results.settings()) {
      for (CellKey cell : setting.cells()) {
        List<Spaces> drawn =
            ends.getOrDefault(cell.id(), List.of()).stream()
                .map(trial -> trials.get(trial.trialId()))
                .filter(spaces -> spaces != null)
                .toList();
        if (!drawn.isEmpty() && panels++ < MOST_PANELS) {
          panel(html, cell.strategy() + " · " + setting.label(), drawn);
        }
      }
    }
    html.markup("</div><figcaption>")
        .text(
            "Density of all eigenvalues of the Hessian compressed to Nℰ and to Tℰ at the end points"
                + " of a cell, estimated by stochastic Lanczos quadrature, mean over the runs; the"
                + " area under each line is 1. Peaks are widened by 1/80 of the range of the"
                + " nodes, and the scale is logarithmic. What lies left of 0 bends down.")
        .markup("</figcaption></figure>");
  }

  private static void panel(Html html, String title, List<Spaces> drawn) {
    List<Double> nodes = new ArrayList<>();
    for (Spaces spaces : drawn) {
      nodes.addAll(spaces.tangent().values());
      nodes.addAll(spaces.normal().values());
    }
    Range x = Range.of("eigenvalue", nodes);
    double width = (x.to() - x.from()) / WIDTHS;
    double[] at = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      at[i] = x.from() + i * (x.to() - x.from()) / (POINTS - 1);
    }
    double[] tangent = density(drawn, false, at, width);
    double[] normal = density(drawn, true, at, width);
    double top = Math.max(max(tangent), max(normal));
    double lowest = Math.floor(Math.log10(top)) - DECADES;
    Range y = Range.powers("density", lowest, Math.log10(top) + 0.2);
    Plot plot = new Plot(340, 240, x, y);
    if (x.from() < 0 && x.to() > 0) {
      plot.line("zero", new double[] {0, 0}, new double[] {y.from(), y.to()});
    }
    plot.line("tangent", at, powers(tangent, lowest));
    plot.line("normal", at, powers(normal, lowest));
    html.markup("<div class=\"panel\">").element("h3", title);
    plot.write(html, title + ": density of the eigenvalues on Tℰ and Nℰ");
    html.markup("</div>");
  }

  /** The mean over the trials that have the space. */
  private static double[] density(List<Spaces> drawn, boolean isNormal, double[] at, double width) {
    List<Nodes> there =
        drawn.stream()
            .map(spaces -> spaces.of(isNormal))
            .filter(n -> !n.values().isEmpty())
            .toList();
    double[] density = new double[at.length];
    for (Nodes nodes : there) {
      for (int i = 0; i < at.length; i++) {
        density[i] += nodes.at(at[i], width) / there.size();
      }
    }
    return density;
  }

  private static double max(double[] values) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, value);
    }
    return most;
  }

  /** log₁₀; a line comes up from the axis and ends there, and is not drawn along it. */
  private static double[] powers(double[] values, double lowest) {
    double[] powers = new double[values.length];
    double floor = Math.pow(10, lowest);
    for (int i = 0; i < values.length; i++) {
      double near =
          Math.max(values[Math.max(0, i - 1)], values[Math.min(i + 1, values.length - 1)]);
      boolean drawn = Math.max(near, values[i]) > floor;
      powers[i] = drawn ? Math.max(lowest, Math.log10(values[i])) : Double.NaN;
    }
    return powers;
  }
}
