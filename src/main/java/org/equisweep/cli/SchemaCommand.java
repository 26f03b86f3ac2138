package org.equisweep.cli;

import java.util.concurrent.Callable;
import org.equisweep.sweep.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "schema", description = "Print the JSON Schema of sweep files, for editors.")
final class SchemaCommand implements Callable<Integer> {
  @ParentCommand private Equisweep equisweep;

  @Override
  public Integer call() {
    equisweep.console().print(Schema.text());
    return Exit.DONE;
  }
}
