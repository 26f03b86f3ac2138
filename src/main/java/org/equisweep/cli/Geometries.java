package org.equisweep.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.equisweep.geometry.GeometryRow;
import org.equisweep.geometry.MixedDirection;
import org.equisweep.group.GroupSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.table.GeometryTable;
import org.equisweep.table.OptimiserTable;
import org.equisweep.table.Row;
import org.equisweep.table.SweepFolder;
import org.equisweep.training.PhaseSpec;
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

  /**
   * A geometry under the names of the first cell that has it.
   *
   * @param parametrised the same by what its convolutions' parametrisations are called: the
   *     architecture's own first, then those that phases put in its place
   */
  private record Named(
      String group,
      String architecture,
      ArchitectureGeometry geometry,
      Map<String, ArchitectureGeometry> parametrised) {

    static Named of(Cell cell, Key key, long seed) {
      ArchitectureGeometry geometry = ArchitectureGeometry.of(key.architecture(), key.group());
      Named named = new Named(cell.group(), cell.architecture(), geometry, new LinkedHashMap<>());
      named.parametrise(null, seed);
      return named;
    }

    /** An equivariant phase moves in a basis of its own. */
    void add(List<PhaseSpec> phases, long seed) {
      for (PhaseSpec phase : phases) {
        if (phase.flow() != PhaseSpec.Flow.EQUIVARIANT && phase.parametrisation() != null) {
          parametrise(phase.parametrisation(), seed);
        }
      }
    }

    private void parametrise(@Nullable KernelBasis override, long seed) {
      parametrised.computeIfAbsent(
          words(geometry.architecture(), override, seed),
          words -> geometry.parametrised(override, seed));
    }

    void forEach(RowUse use) {
      parametrised.forEach((words, each) -> each.rows().forEach(row -> use.of(this, words, row)));
    }

    /** What makes the row's layer incompatible; null for none. */
    double @Nullable [] direction(GeometryRow row) {
      String name = row.layer();
      return name != null && name.matches("layer_[0-9]+")
          ? MixedDirection.of(geometry.layers().get(Integer.parseInt(name.substring(6)) - 1))
          : null;
    }
  }

  private interface RowUse {
    void of(Named named, String parametrisation, GeometryRow row);
  }

  /**
   * What the convolutions of an architecture are parametrised by, in words.
   *
   * @param override of them all; null for their own
   * @param seed that draws
   */
  static String words(ArchitectureSpec architecture, @Nullable KernelBasis override, long seed) {
    List<KernelBasis> own = architecture.parametrisations();
    List<KernelBasis> bases =
        own.isEmpty()
            ? List.of(new KernelBasis.Taps())
            : override == null ? own : List.of(override);
    return bases.stream()
        .map(
            basis ->
                basis instanceof KernelBasis.Random
                    ? basis.words() + ", seed " + seed
                    : basis.words())
        .collect(Collectors.joining("; "));
  }

  static Geometries of(Sweep sweep) {
    long seed = sweep.seeds().get(0);
    Map<Key, Named> distinct = new LinkedHashMap<>();
    for (Cell cell : sweep.cells()) {
      TrialSettings settings = cell.settings();
      distinct
          .computeIfAbsent(
              new Key(settings.group(), settings.architecture()), key -> Named.of(cell, key, seed))
          .add(settings.phases(), seed);
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
    List<Row> rows = new ArrayList<>();
    forEach(
        (each, parametrisation, row) ->
            rows.add(
                GeometryTable.row(
                    each.group(), each.architecture(), parametrisation, row, each.direction(row))));
    return rows;
  }

  private void forEach(RowUse use) {
    distinct.forEach(each -> each.forEach(use));
  }

  /** Replaces a folder's tables of geometry and optimisers by those of a sweep. */
  static void publish(Sweep sweep, SweepFolder folder) {
    Geometries geometries = of(sweep);
    GeometryTable.publish(folder, geometries.rows());
    OptimiserTable.publish(folder, OptimiserChecks.of(sweep, geometries).rows());
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
            "parametrisation",
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
    forEach(
        (each, parametrisation, row) ->
            table.row(
                each.group(),
                each.architecture(),
                parametrisation,
                row.layer() == null ? "total" : row.layer(),
                row.dimension(),
                row.admissibleDimension(),
                row.invariantDimension(),
                row.equivariantDimension(),
                row.commutatorNorm(),
                yesNo(row.compatible()),
                yesNo(row.unitary()),
                row.parametrisationLeak(),
                yesNo(row.keepsEquivariant())));
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
