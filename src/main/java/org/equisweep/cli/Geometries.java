package org.equisweep.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.geometry.GeometryRow;
import org.equisweep.geometry.MixedDirection;
import org.equisweep.group.GroupSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.table.GeometryTable;
import org.equisweep.table.Row;
import org.equisweep.training.TrialSettings;
import org.jspecify.annotations.Nullable;

/** The geometry of a sweep's groups and architectures, computed once, as commands give it. */
final class Geometries {
  private final Map<Key, Named> byKey;
  private final Collection<Named> distinct;

  private Geometries(Map<Key, Named> byKey) {
    this.byKey = byKey;
    this.distinct = byKey.values();
  }

  private record Key(GroupSpec group, ArchitectureSpec architecture) {}

  /** A geometry under the names of the first cell that has it. */
  private record Named(String group, String architecture, ArchitectureGeometry geometry) {
    /** What makes the row's layer incompatible; null for none. */
    double @Nullable [] direction(GeometryRow row) {
      String name = row.layer();
      return name != null && name.matches("layer_[0-9]+")
          ? MixedDirection.of(geometry.layers().get(Integer.parseInt(name.substring(6)) - 1))
          : null;
    }
  }

  static Geometries of(Sweep sweep) {
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
    return new Geometries(distinct);
  }

  /** That of a cell. */
  ArchitectureGeometry of(TrialSettings settings) {
    Named named = byKey.get(new Key(settings.group(), settings.architecture()));
    if (named == null) {
      throw new IllegalArgumentException("a cell of another sweep");
    }
    return named.geometry();
  }

  /** The rows of the geometry table. */
  List<Row> rows() {
    return distinct.stream()
        .flatMap(
            each ->
                each.geometry().rows().stream()
                    .map(
                        row ->
                            GeometryTable.row(
                                each.group(), each.architecture(), row, each.direction(row))))
        .toList();
  }

  /** For the terminal. */
  void print(Console console) {
    table().lines().forEach(console::print);
    violations().forEach(violation -> console.print("violated: " + violation));
  }

  private TextTable table() {
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
    for (Named each : distinct) {
      for (GeometryRow row : each.geometry().rows()) {
        table.row(
            each.group(),
            each.architecture(),
            row.layer() == null ? "total" : row.layer(),
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
  List<String> violations() {
    return distinct.stream()
        .flatMap(
            each ->
                each.geometry().violations().stream()
                    .map(
                        violation -> each.group() + " × " + each.architecture() + ": " + violation))
        .toList();
  }

  /** For programs: the geometry table's columns. */
  List<Map<String, @Nullable Object>> json() {
    return rows().stream().map(Rows::map).toList();
  }

  private static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }
}
