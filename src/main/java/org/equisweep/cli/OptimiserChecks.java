package org.equisweep.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.table.OptimiserTable;
import org.equisweep.table.Row;
import org.equisweep.training.OptimiserCheck;
import org.equisweep.training.OptimiserSpec;
import org.equisweep.training.PhaseSpec;
import org.jspecify.annotations.Nullable;

/**
 * Whether the optimiser of each phase keeps 𝓔 under whole orbits, tried out once for each group ×
 * architecture × way of stepping.
 */
final class OptimiserChecks {
  /** Larger networks are not tried out: the plan is to come at once. */
  private static final long MOST_ENTRIES = 4_000_000;

  private final List<Check> checks = new ArrayList<>();

  /** Under the names of the first cell that has it. */
  private record Check(
      String group,
      String architecture,
      PhaseSpec phase,
      String parametrisation,
      double measuredLeak) {
    @Nullable Double leak() {
      return Double.isNaN(measuredLeak) ? null : Double.valueOf(measuredLeak);
    }

    @Nullable Boolean keeps() {
      Double known = leak();
      return known == null ? null : Boolean.valueOf(known <= OptimiserCheck.ROUNDING);
    }

    String flow() {
      return phase.flow().name().toLowerCase(Locale.ROOT);
    }

    String optimiser() {
      return phase.optimiser() instanceof OptimiserSpec.Momentum momentum
          ? (momentum.nesterov() ? "nesterov" : "momentum")
          : phase.optimiser() instanceof OptimiserSpec.Adam ? "adam" : "sgd";
    }

    @Nullable Double weightDecay() {
      return phase.weightDecay().isPresent() ? phase.weightDecay().getAsDouble() : null;
    }
  }

  static OptimiserChecks of(Sweep sweep, Geometries geometries) {
    OptimiserChecks all = new OptimiserChecks();
    long seed = sweep.seeds().get(0);
    Map<List<Object>, Check> distinct = new LinkedHashMap<>();
    for (Cell cell : sweep.cells()) {
      ArchitectureGeometry geometry = geometries.of(cell.settings());
      for (PhaseSpec phase : cell.settings().phases()) {
        List<Object> key = new ArrayList<>(List.of(geometry, phase.flow(), phase.optimiser()));
        key.add(phase.weightDecay());
        key.add(phase.parametrisation());
        distinct.computeIfAbsent(key, k -> check(cell, phase, geometry, seed));
      }
    }
    all.checks.addAll(distinct.values());
    return all;
  }

  private static Check check(Cell cell, PhaseSpec phase, ArchitectureGeometry geometry, long seed) {
    long entries = geometry.layers().stream().mapToLong(layer -> layer.shape().size()).sum();
    boolean equivariant = phase.flow() == PhaseSpec.Flow.EQUIVARIANT;
    return new Check(
        cell.group(),
        cell.architecture(),
        phase,
        equivariant
            ? KernelBasis.ORTHONORMAL
            : Geometries.words(geometry.architecture(), phase.parametrisation(), seed),
        entries > MOST_ENTRIES ? Double.NaN : OptimiserCheck.leak(phase, geometry, seed));
  }

  /** The rows of the table of optimisers. */
  List<Row> rows() {
    return checks.stream()
        .map(
            check ->
                OptimiserTable.row(
                    check.group(),
                    check.architecture(),
                    check.phase().name(),
                    check.flow(),
                    check.optimiser(),
                    check.weightDecay(),
                    check.parametrisation(),
                    check.leak(),
                    check.keeps()))
        .toList();
  }

  /** For the terminal. */
  List<String> lines() {
    TextTable table =
        new TextTable(
            "group",
            "architecture",
            "phase",
            "flow",
            "optimiser",
            "weight decay",
            "parametrisation",
            "keeps 𝓔",
            "leak");
    for (Check check : checks) {
      Boolean keeps = check.keeps();
      table.row(
          check.group(),
          check.architecture(),
          check.phase().name(),
          check.flow(),
          check.optimiser(),
          check.weightDecay(),
          check.parametrisation(),
          keeps == null ? null : keeps ? "yes" : "no",
          check.leak());
    }
    List<String> lines = new ArrayList<>();
    lines.add("optimisers, from a random point of 𝓔 under whole orbits:");
    lines.addAll(table.lines());
    return lines;
  }

  /** For programs: the columns of the table of optimisers. */
  List<Map<String, @Nullable Object>> json() {
    return rows().stream().map(Rows::map).toList();
  }
}
