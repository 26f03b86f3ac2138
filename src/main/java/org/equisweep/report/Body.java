package org.equisweep.report;

import java.util.List;

/** The sections of the page below its head, each left out where there is nothing to show. */
final class Body {
  private final SweepText sweep;
  private final SweepResults results;
  private final Curves curves;
  private final FilterPictures filters;
  private final AlongTheWay way;
  private final DensityChart density;
  private final Html html = new Html();

  Body(
      SweepText sweep,
      SweepResults results,
      Curves curves,
      FilterPictures filters,
      AlongTheWay way,
      DensityChart density) {
    this.way = way;
    this.density = density;
    this.sweep = sweep;
    this.results = results;
    this.curves = curves;
    this.filters = filters;
  }

  String html() {
    boolean recorded = results.cellKeys().stream().anyMatch(this::isRecorded);
    if (recorded) {
      during();
      drift();
      risks();
    } else if (!results.trials().isEmpty()) {
      html.markup("<section><h2>Trajectories</h2>")
          .element("p", "No state of any trial was recorded: there are no curves to draw.")
          .markup("</section>");
    }
    if (results.cells().stream().anyMatch(row -> row.whole("count") > 0)) {
      finals();
    }
    FilterSection.write(html, results, filters);
    StabilitySection.write(html, results, way, density);
    Comparing.write(html, results);
    Explaining.write(html, results);
    CellSection.write(html, results);
    GeometrySection.write(html, results);
    FailureSection.write(html, results);
    Provenance.write(html, sweep, results);
    return html.toString();
  }

  private boolean isRecorded(CellKey cell) {
    Curves.CellCurves drawn = curves.of(cell);
    return drawn != null && !drawn.states().isEmpty();
  }

  private void during() {
    html.markup("<section><h2 id=\"during\">Distance to ℰ during the last phase</h2>")
        .markup("<div class=\"choice\" id=\"during-choice\"></div>")
        .markup("<ul class=\"key\" id=\"during-key\" aria-label=\"Strategies\"></ul>")
        .markup("<figure><div class=\"panels wide\" id=\"during-panels\"></div><figcaption>")
        .text(
            "√Σ distance² over the layers on which the group acts, logarithmic, on one scale."
                + " Thin: runs; thick: their median. By epoch: the mean over its recorded states;"
                + " then the first epoch state by state, where it was recorded so closely.")
        .markup("</figcaption></figure></section>");
  }

  private void drift() {
    html.markup("<section><h2 id=\"drift\">Distance to ℰ against distance travelled</h2>")
        .markup("<div class=\"choice\" id=\"drift-choice\"></div>")
        .markup("<ul class=\"key\" id=\"drift-key\" aria-label=\"Strategies\"></ul>")
        .markup("<figure><div class=\"chart drift\" id=\"drift-chart\" role=\"img\"></div>")
        .markup("<figcaption>")
        .text(driftCaption())
        .markup(" <span id=\"drift-floor\"></span></figcaption></figure>");
    DriftTable.write(html, results, curves);
    html.markup("</section>");
  }

  private String driftCaption() {
    StringBuilder caption = new StringBuilder();
    caption
        .append("Frobenius norms over ")
        .append(layers())
        .append(". Each thin line is a run (dotted where it did not finish), the thick one joins")
        .append(" the medians of both distances over the finished runs, state by state. The start,")
        .append(" where nothing has moved, is not on a logarithmic axis.");
    int drawn = ChartData.runsOfACell(results);
    long most = results.trialsByCell().values().stream().mapToLong(List::size).max().orElse(0);
    if (most > drawn) {
      caption
          .append(" Drawn are the first ")
          .append(Figures.count(drawn, "seed"))
          .append(" of each cell; medians are over all")
          .append(medianLimit())
          .append(".");
    }
    if (results.cellKeys().size() > Curves.MOST_CELLS) {
      caption
          .append(" Curves are shown for the first ")
          .append(Figures.whole(Curves.MOST_CELLS))
          .append(" cells of ")
          .append(Figures.whole(results.cellKeys().size()))
          .append("; all are in the table of cells.");
    }
    return caption.toString();
  }

  private String medianLimit() {
    long kept =
        results.cellKeys().stream()
            .map(curves::of)
            .filter(drawn -> drawn != null)
            .mapToLong(drawn -> drawn.trials().size())
            .max()
            .orElse(0);
    long most = results.trialsByCell().values().stream().mapToLong(List::size).max().orElse(0);
    return kept < most ? " of the first " + Figures.count(kept, "seed") : "";
  }

  private String layers() {
    List<String> words =
        results.cellKeys().stream()
            .map(curves::of)
            .filter(drawn -> drawn != null)
            .map(drawn -> drawn.acting().words())
            .distinct()
            .toList();
    if (words.size() != 1) {
      return "the layers on which the group acts non-trivially";
    }
    return words.get(0).equals("all layers")
        ? "all layers"
        : words.get(0) + ", where the group acts non-trivially";
  }

  private void risks() {
    html.markup("<section><h2 id=\"risks\">Risk and accuracy during training</h2>")
        .markup("<div class=\"choice\" id=\"risk-choice\"></div>")
        .markup("<ul class=\"key\" id=\"risk-key\" aria-label=\"Strategies\"></ul>")
        .markup("<figure><div class=\"panels\" id=\"risk-panels\"></div><figcaption>")
        .text("Median over the finished runs, shaded between the quartiles.")
        .markup("</figcaption></figure></section>");
  }

  private void finals() {
    html.markup("<section><h2 id=\"ends\">Where the runs end</h2>")
        .markup("<div class=\"choice\" id=\"final-choice\"></div>")
        .markup("<figure><div class=\"panels\" id=\"final-panels\"></div><figcaption>")
        .text("Circle: median of the cell's finished runs; thick line: quartiles; thin: range.")
        .markup("</figcaption></figure></section>");
  }
}
