package org.equisweep.report;

import static org.equisweep.report.HtmlTable.Entry;
import static org.equisweep.report.HtmlTable.Heading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What diverged, failed or timed out, and why: like reasons together. */
final class FailureSection {
  private FailureSection() {}

  private static final int MOST_REASONS = 50;
  private static final int MOST_IDS = 3;

  static void write(Html html, SweepResults results) {
    Map<String, List<TrialEnd>> groups = new TreeMap<>();
    for (TrialEnd trial : results.trials()) {
      if (!trial.isFinished()) {
        groups
            .computeIfAbsent(trial.status() + "\u0000" + alike(trial), k -> new ArrayList<>())
            .add(trial);
      }
    }
    if (groups.isEmpty()) {
      return;
    }
    Map<String, String> strategies =
        results.cellKeys().stream().collect(Collectors.toMap(CellKey::id, CellKey::strategy));
    html.markup("<section class=\"long\"><h2 id=\"failures\">What did not finish</h2>");
    HtmlTable table =
        new HtmlTable(
            html,
            "Trials that diverged, failed or timed out, by reason (numbers in it aside). The next"
                + " run tries failed and timed-out ones again",
            true,
            List.of(
                Heading.words("status"),
                Heading.number("trials", ""),
                Heading.words("reason of the first"),
                Heading.words("strategies"),
                Heading.words("first trials")));
    groups.values().stream()
        .sorted(Comparator.comparingInt((List<TrialEnd> group) -> group.size()).reversed())
        .limit(MOST_REASONS)
        .forEach(group -> table.row(entries(group, strategies)));
    table.end();
    if (groups.size() > MOST_REASONS) {
      html.element(
          "p",
          "note",
          "The most frequent of " + Figures.whole(groups.size()) + " reasons; all are in trials/.");
    }
    html.markup("</section>");
  }

  /** The reason with its numbers blanked, so that step 31 and step 32 are one. */
  private static String alike(TrialEnd trial) {
    return trial.reason() == null
        ? ""
        : trial.reason().replaceAll("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", "#");
  }

  private static List<Entry> entries(List<TrialEnd> group, Map<String, String> strategies) {
    TrialEnd first = group.get(0);
    return List.of(
        Entry.words(first.status()),
        Entry.whole(group.size()),
        Entry.words(first.reason() == null ? "no reason given" : first.reason()),
        Entry.words(
            group.stream()
                .map(trial -> strategies.get(trial.cellId()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "))),
        Entry.words(
            group.stream()
                .limit(MOST_IDS)
                .map(TrialEnd::trialId)
                .collect(Collectors.joining(", "))));
  }
}
