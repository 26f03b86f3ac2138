package org.equisweep.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equisweep.sweep.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "plan",
    description = "What a first run would do, what it takes, and its geometry; nothing is trained.")
final class PlanCommand implements Callable<Integer> {
  @ParentCommand private Equisweep equisweep;
  @Mixin private SweepFile file;

  @Option(
      names = "--explain",
      description =
          "Also how each layer is executed, and what its alternatives would cost; reads the data.")
  private boolean explain;

  @Override
  public Integer call() {
    Console console = equisweep.console();
    Sweep sweep = file.load();
    Geometries geometries = Geometries.of(sweep);
    OptimiserChecks optimisers = OptimiserChecks.of(sweep, geometries);
    PlanSummary plan = PlanSummary.of(sweep, sweep.cohorts());
    double speed = MatrixSpeed.measure(sweep.cells().get(0).settings().precision());
    int cores = Runtime.getRuntime().availableProcessors();
    if (console.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("sweep", sweep.name());
      json.putAll(plan.json(speed, cores));
      json.put("geometry", geometries.json());
      json.put("optimisers", optimisers.json());
      json.put("violations", geometries.violations());
      if (explain) {
        json.put("execution", Explanation.of(sweep).json());
      }
      console.print(json);
    } else {
      console.print(sweep.name() + (sweep.about().isBlank() ? "" : ": " + sweep.about()));
      plan.lines(speed, cores).forEach(console::print);
      console.print("");
      geometries.print(console);
      console.print("");
      optimisers.lines().forEach(console::print);
      if (explain) {
        Explanation.of(sweep).lines().forEach(console::print);
      }
    }
    return Exit.DONE;
  }
}
