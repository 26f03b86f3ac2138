package org.equisweep.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equisweep.table.GeometryTable;
import org.equisweep.table.SweepFolder;
import org.equisweep.table.Tables;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "geometry",
    description = "Dimensions, compatibility and assumptions of every group × architecture.")
final class GeometryCommand implements Callable<Integer> {
  @ParentCommand private Equisweep equisweep;
  @Mixin private SweepFile file;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description = "Also write it there, as DIR/geometry/*.parquet.")
  private @Nullable String output;

  @Override
  public Integer call() {
    Console console = equisweep.console();
    Geometries geometries = Geometries.of(file.load());
    if (output != null) {
      SweepFolder folder = SweepFolder.prepare(output);
      try (SweepFolder.Hold hold = folder.hold()) {
        GeometryTable.publish(folder, geometries.rows());
      }
      console.remark("written to " + folder.tablePath(Tables.GEOMETRY));
    }
    if (console.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("geometry", geometries.json());
      result.put("violations", geometries.violations());
      console.print(result);
    } else {
      geometries.print(console);
    }
    return Exit.DONE;
  }
}
