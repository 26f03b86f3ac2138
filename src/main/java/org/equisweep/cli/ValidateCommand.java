package org.equisweep.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equisweep.problem.InvalidInput;
import org.equisweep.sweep.Sweep;
import org.equisweep.table.Design;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "validate",
    description = "Check sweep files, their data and their networks; nothing is trained.")
final class ValidateCommand implements Callable<Integer> {
  @ParentCommand private Equisweep equisweep;

  @Parameters(arity = "1..*", paramLabel = "SWEEP.yaml", description = "The sweep files.")
  private List<String> files = new ArrayList<>();

  @Override
  public Integer call() {
    Console console = equisweep.console();
    List<Map<String, Object>> results = new ArrayList<>();
    boolean valid = true;
    for (String file : files) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("file", file);
      results.add(result);
      try {
        Sweep sweep = Sweep.load(file, List.of());
        Preflight.check(sweep);
        int trials = Design.of(sweep).trialCount();
        result.put("valid", true);
        result.put("cells", sweep.cells().size());
        result.put("seeds", sweep.seeds().size());
        result.put("trials", trials);
        if (!console.json()) {
          console.print(
              "%s: valid, %d cells × %d seeds, %d trials"
                  .formatted(file, sweep.cells().size(), sweep.seeds().size(), trials));
        }
      } catch (InvalidInput problem) {
        valid = false;
        result.put("valid", false);
        result.put("problem", problem.getMessage());
        console.warn(problem.getMessage());
      }
    }
    if (console.json()) {
      console.print(Map.of("files", results));
    }
    return valid ? Exit.DONE : Exit.INVALID_INPUT;
  }
}
