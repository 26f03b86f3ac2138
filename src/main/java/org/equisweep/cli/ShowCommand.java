package org.equisweep.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "show", description = "One trial's story.")
final class ShowCommand implements Callable<Integer> {
  @ParentCommand private Equisweep equisweep;
  @Mixin private ResultsFolder results;

  @Parameters(index = "1", paramLabel = "TRIAL", description = "Its id, or a unique beginning.")
  private String trial = "";

  @Override
  public Integer call() {
    Console console = equisweep.console();
    try (TrialArchive archive = new TrialArchive(results.open())) {
      TrialStory story = archive.story(trial);
      if (console.json()) {
        console.print(story.json());
      } else {
        story.lines().forEach(console::print);
      }
    }
    return Exit.DONE;
  }
}
