package org.equisweep.cli;

import java.util.ArrayList;
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

/**
 * The geometry of every distinct group × architecture of a sweep, in its order.
 *
 * @param group its name in the sweep
 * @param architecture its name in the sweep
 */
record Geometries(String group, String architecture, ArchitectureGeometry geometry) {
  private record Key(GroupSpec group, ArchitectureSpec architecture) {}

  static List<Geometries> of(Sweep sweep) {
    Map<Key, Geometries> distinct = new LinkedHashMap<>();
    for (Cell cell : sweep.cells()) {
      Key key = new Key(cell.settings().group(), cell.settings().architecture());
      if (!distinct.containsKey(key)) {
        distinct.put(
            key,
            new Geometries(
                cell.group(),
                cell.architecture(),
                ArchitectureGeometry.of(key.architecture(), key.group())));
      }
    }
    return List.copyOf(distinct.values());
  }

  /** The rows of the geometry table. */
  List<Row> rows() {
    return geometry.rows().stream()
        .map(row -> GeometryTable.row(group, architecture, row))
        .toList();
  }

  /** What the terminal shows of several. */
  static TextTable table(List<Geometries> all) {
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
    for (Geometries each : all) {
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
  static List<String> violations(List<Geometries> all) {
    List<String> violations = new ArrayList<>();
    for (Geometries each : all) {
      each.geometry()
          .violations()
          .forEach(
              violation ->
                  violations.add(each.group() + " × " + each.architecture() + ": " + violation));
    }
    return violations;
  }

  /** Both, for the terminal. */
  static void print(Console console, List<Geometries> all) {
    table(all).lines().forEach(console::print);
    violations(all).forEach(violation -> console.print("violated: " + violation));
  }

  /** For programs: the geometry table's columns. */
  static List<Map<String, Object>> json(List<Geometries> all) {
    return all.stream().flatMap(each -> each.rows().stream()).map(Rows::map).toList();
  }

  private static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }
}
