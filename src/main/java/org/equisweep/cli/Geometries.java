package org.equisweep.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.geometry.GeometryRow;
import org.equisweep.group.GroupSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.table.GeometryTable;
import org.equisweep.table.Row;
import org.jspecify.annotations.Nullable;

/** The geometry of a sweep's groups and architectures, as commands give it. */
final class Geometries {
  private Geometries() {}

  private record Key(GroupSpec group, ArchitectureSpec architecture) {}

  /** A geometry under the names of the first cell that has it. */
  private record Named(String group, String architecture, ArchitectureGeometry geometry) {}

  private static Collection<Named> of(Sweep sweep) {
    Map<Key, Named> distinct = new LinkedHashMap<>();
    for (Cell cell : sweep.cells()) {
      distinct.computeIfAbsent(
          new Key(cell.settings().group(), cell.settings().architecture()),
          key ->
              new Named(
                  cell.group(),
                  cell.architecture(),
                  ArchitectureGeometry.of(key.architecture(), key.group())));
    }
    return distinct.values();
  }

  /** The rows of the geometry table. */
  static List<Row> rows(Sweep sweep) {
    return of(sweep).stream()
        .flatMap(
            each ->
                each.geometry().rows().stream()
                    .map(row -> GeometryTable.row(each.group(), each.architecture(), row)))
        .toList();
  }

  /** For the terminal. */
  static void print(Console console, Sweep sweep) {
    table(sweep).lines().forEach(console::print);
    violations(sweep).forEach(violation -> console.print("violated: " + violation));
  }

  private static TextTable table(Sweep sweep) {
    TextTable table =
        new TextTable(
            "group",
            "architecture",
            "layer",
            "dim H",
            "dim T𝓛",
            "dim H_G",
            "dim T𝓔",
            "‖[Π_T𝓛, Π_G]‖",
            "compatible",
            "unitary",
            "leak",
            "keeps 𝓔");
    for (Named each : of(sweep)) {
      for (GeometryRow row : each.geometry().rows()) {
        table.row(
            each.group(),
            each.architecture(),
            row.layer() == null ? "total" : "layer_" + row.layer(),
            row.dimension(),
            row.admissibleDimension(),
            row.invariantDimension(),
            row.equivariantDimension(),
            row.commutatorNorm(),
            yesNo(row.compatible()),
            yesNo(row.unitary()),
            row.parametrisationLeak(),
            yesNo(row.keepsEquivariant()));
      }
    }
    return table;
  }

  /** Violated assumptions, each with what it concerns. */
  static List<String> violations(Sweep sweep) {
    return of(sweep).stream()
        .flatMap(
            each ->
                each.geometry().violations().stream()
                    .map(
                        violation -> each.group() + " × " + each.architecture() + ": " + violation))
        .toList();
  }

  /** For programs: the geometry table's columns. */
  static List<Map<String, @Nullable Object>> json(Sweep sweep) {
    return rows(sweep).stream().map(Rows::map).toList();
  }

  private static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }
}
