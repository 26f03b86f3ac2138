package org.equisweep.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equisweep.sweep.Sweep;
import org.equisweep.table.Design;
import org.equisweep.table.Publication;
import org.equisweep.table.SweepFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "publish",
    description =
        "Write trials/, trajectories/, geometry/ and optimisers/ from what is committed so far.")
final class PublishCommand implements Callable<Integer> {
  @ParentCommand private Equisweep equisweep;
  @Mixin private ResultsFolder results;

  @Override
  public Integer call() {
    Console console = equisweep.console();
    SweepFolder folder = results.open();
    Sweep sweep = ResultsFolder.sweep(folder);
    Publication.Summary summary = Publication.publish(folder, Design.of(sweep));
    Geometries.publish(sweep, folder);
    summary.damages().forEach(damage -> console.warn(damage.toString()));
    if (console.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("folder", folder.path());
      json.put("trials", summary.trials());
      json.put("trajectories", summary.states());
      json.put("damaged", summary.damages().stream().map(Object::toString).toList());
      console.print(json);
    } else {
      console.print(
          "%d trials with %d recorded states published in %s"
              .formatted(summary.trials(), summary.states(), folder.path()));
    }
    return Exit.DONE;
  }
}
