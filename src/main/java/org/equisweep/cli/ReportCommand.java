package org.equisweep.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equisweep.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "report",
    description = "Write report.html, one self-contained page, from what is published.")
final class ReportCommand implements Callable<Integer> {
  @ParentCommand private Equisweep equisweep;
  @Mixin private ResultsFolder results;

  @Override
  public Integer call() {
    Console console = equisweep.console();
    Report.Written report = Report.write(results.open());
    if (console.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("report", report.path());
      json.put("finding", report.finding());
      console.print(json);
    } else {
      console.print(report.finding());
      console.print("report  " + report.path());
    }
    return Exit.DONE;
  }
}
