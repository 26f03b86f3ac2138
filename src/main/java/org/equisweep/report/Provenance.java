package org.equisweep.report;

/** Where the numbers come from, and how to get them again. */
final class Provenance {
  private Provenance() {}

  static void write(Html html, SweepText sweep, SweepResults results) {
    html.markup("<section class=\"long\"><h2 id=\"provenance\">Provenance</h2><dl>");
    item(html, "sweep", sweep.name());
    item(html, "engine", String.join(", ", results.engines()));
    item(html, "numerics", String.join(", ", results.numerics()));
    item(html, "precision", String.join(", ", results.precisions()));
    if (!results.trials().isEmpty()) {
      item(html, "first trial", results.trials().get(0).trialId());
    }
    html.markup("</dl>");
    html.element(
        "p",
        "Everything but the times is a function of the sweep file and its data, bit for bit on the"
            + " same numerics. The tables beside this page are plain Parquet.");
    html.markup("<pre><code>").text(commands(results)).markup("</code></pre>");
    if (!sweep.yaml().isEmpty()) {
      html.markup("<details><summary>The sweep file as run</summary><pre><code>")
          .text(sweep.yaml())
          .markup("</code></pre></details>");
    }
    html.markup("</section>");
  }

  private static String commands(SweepResults results) {
    String trial = results.trials().isEmpty() ? "TRIAL" : results.trials().get(0).trialId();
    return command("run sweep.yaml -o again", "the whole sweep")
        + command("reproduce . " + trial, "one trial, compared bit for bit")
        + command("report .", "this page, from the tables");
  }

  private static String command(String arguments, String what) {
    return "jobs/equisweep %-36s # %s%n".formatted(arguments, what).replace("\r", "");
  }

  private static void item(Html html, String name, String value) {
    html.element("dt", name).element("dd", value.isEmpty() ? Figures.NONE : value);
  }
}
