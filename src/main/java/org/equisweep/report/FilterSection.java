package org.equisweep.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Filters as pictures: as trained, their part on 𝓔, and what they are off it. */
final class FilterSection {
  private final Html html;

  private FilterSection(Html html) {
    this.html = html;
  }

  /** Nothing where no network of the sweep has convolutions. */
  static void write(Html html, SweepResults results, FilterPictures pictures) {
    if (pictures.byCell().isEmpty()) {
      return;
    }
    html.markup("<section class=\"long\"><h2 id=\"filters\">Filters of the first convolution</h2>")
        .markup("<p class=\"note\">")
        .symbols(
            "Of each cell's first finished seed, at the ends of its first and its last phase, with"
                + " Π_ℰA, the nearest equivariant filters, and the difference of the two on a scale"
                + " of its own. Blue is positive, orange negative, the more the stronger; taps"
                + " outside the support are blank.")
        .markup("</p>");
    FilterSection section = new FilterSection(html);
    for (Setting setting : results.settings()) {
      for (CellKey cell : setting.cells()) {
        FilterPictures.Run run = pictures.byCell().get(cell);
        if (run != null) {
          section.cell(label(setting, cell, run), run);
        }
      }
    }
    if (pictures.isLimited()) {
      html.element(
          "p",
          "note",
          "The first "
              + FilterPictures.MOST_CELLS
              + " cells; all are in the columns filters of trajectories/.");
    }
    html.markup("</section>");
  }

  private static String label(Setting setting, CellKey cell, FilterPictures.Run run) {
    Map<String, String> words = new LinkedHashMap<>(setting.axes());
    String axes =
        words.entrySet().stream()
            .map(axis -> " · " + Setting.shortName(axis.getKey()) + " " + axis.getValue())
            .collect(Collectors.joining());
    return cell.strategy() + axes + " · seed " + run.seed();
  }

  private void cell(String label, FilterPictures.Run run) {
    FilterPictures.End first = run.first();
    FilterPictures.End last = run.last();
    FilterStrip strip = new FilterStrip(last.size(), run.support());
    double scale = Math.max(largest(first.kernels()), largest(last.kernels()));
    html.element("h3", label).markup("<div class=\"filters\">");
    if (first.phase() != last.phase()) {
      row("end of " + first.phaseName(), label, strip, first.kernels(), scale);
    }
    row("end of " + last.phaseName(), label, strip, last.kernels(), scale);
    row("its Π_ℰA", label, strip, last.equivariant(), scale);
    double[] difference = last.difference();
    double off = largest(difference);
    row(
        off == 0 ? "no difference" : "difference, × " + Figures.of(scale / off, 2),
        label,
        strip,
        difference,
        off);
    html.markup("</div>");
  }

  private void row(String words, String cell, FilterStrip strip, double[] kernels, double scale) {
    html.markup("<div class=\"label\">").symbols(words).markup("</div>");
    strip.write(html, cell + ", " + words, kernels, scale);
  }

  private static double largest(double[] entries) {
    return DoubleStream.of(entries).map(Math::abs).max().orElse(0);
  }
}
