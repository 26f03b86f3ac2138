package org.equisweep.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equisweep.tensor.Numerics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "reproduce",
    description = "Train a trial again and compare every value bit for bit; 1 when one differs.")
final class ReproduceCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @ParentCommand private Equisweep equisweep;
  @Mixin private ResultsFolder results;

  @Parameters(index = "1", paramLabel = "TRIAL", description = "Its id, or a unique beginning.")
  private String trial = "";

  @Override
  public Integer call() {
    Console console = equisweep.console();
    TrialStory story;
    try (TrialArchive archive = new TrialArchive(results.open())) {
      story = archive.repeatable(trial);
    }
    Repetition repetition = Repetition.of(story, false);
    List<Repetition.Difference> differences = repetition.differences();
    if (console.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("trial_id", story.id());
      json.put("reproduced", differences.isEmpty());
      json.put("values", repetition.compared());
      json.put("differences", differences);
      console.print(json);
    } else {
      print(console, story, repetition);
    }
    return differences.isEmpty() ? Exit.DONE : Exit.INTERNAL_ERROR;
  }

  private static void print(Console console, TrialStory story, Repetition repetition) {
    String numerics = story.trial().string("numerics");
    if (!numerics.equals(Numerics.describe())) {
      console.warn(
          "bits are promised on the same numerics, but the trial has %s and this machine %s"
              .formatted(numerics, Numerics.describe()));
    }
    List<Repetition.Difference> differences = repetition.differences();
    if (differences.isEmpty()) {
      console.print(
          "trial %s reproduced: %d values in %d recorded states, every one equal bit for bit"
              .formatted(story.id(), repetition.compared(), story.trajectory().size()));
      return;
    }
    console.print(
        "trial %s not reproduced: %d of %d values differ"
            .formatted(story.id(), differences.size(), repetition.compared()));
    TextTable table = new TextTable("where", "column", "recorded", "repeated");
    differences.stream()
        .limit(SHOWN)
        .forEach(each -> table.row(each.where(), each.column(), each.recorded(), each.repeated()));
    table.lines().forEach(console::print);
  }
}
