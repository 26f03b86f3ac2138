package org.equisweep.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
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
  private record Check(String group, String architecture, PhaseSpec phase, double leak) {
    @Nullable Boolean keeps() {
      return Double.isNaN(leak) ? null : leak <= OptimiserCheck.ROUNDING;
    }

    String optimiser() {
      String name =
          phase.optimiser() instanceof OptimiserSpec.Momentum momentum
              ? (momentum.nesterov() ? "nesterov" : "momentum")
              : phase.optimiser() instanceof OptimiserSpec.Adam ? "adam" : "sgd";
      return name
          + (phase.weightDecay().isPresent() ? ", weight decay" : "")
          + (phase.parametrisation() == null ? "" : ", parametrised");
    }
  }

  static OptimiserChecks of(Sweep sweep, Geometries geometries) {
    OptimiserChecks all = new OptimiserChecks();
    Map<List<Object>, Check> distinct = new LinkedHashMap<>();
    for (Cell cell : sweep.cells()) {
      ArchitectureGeometry geometry = geometries.of(cell.settings());
      for (PhaseSpec phase : cell.settings().phases()) {
        List<Object> key = new ArrayList<>(List.of(geometry, phase.flow(), phase.optimiser()));
        key.add(phase.weightDecay());
        key.add(phase.parametrisation());
        distinct.computeIfAbsent(
            key, k -> new Check(cell.group(), cell.architecture(), phase, leak(phase, geometry)));
      }
    }
    all.checks.addAll(distinct.values());
    return all;
  }

  private static double leak(PhaseSpec phase, ArchitectureGeometry geometry) {
    long entries = geometry.layers().stream().mapToLong(layer -> layer.shape().size()).sum();
    return entries > MOST_ENTRIES ? Double.NaN : OptimiserCheck.leak(phase, geometry);
  }

  /** For the terminal. */
  List<String> lines() {
    TextTable table =
        new TextTable("group", "architecture", "phase", "flow", "optimiser", "keeps 𝓔", "leak");
    for (Check check : checks) {
      Boolean keeps = check.keeps();
      table.row(
          check.group(),
          check.architecture(),
          check.phase().name(),
          check.phase().flow().name().toLowerCase(Locale.ROOT),
          check.optimiser(),
          keeps == null ? null : keeps ? "yes" : "no",
          keeps == null ? null : check.leak());
    }
    List<String> lines = new ArrayList<>();
    lines.add("optimisers, from a random point of 𝓔 under whole orbits:");
    lines.addAll(table.lines());
    return lines;
  }

  /** For programs. */
  List<Map<String, @Nullable Object>> json() {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Check check : checks) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("group", check.group());
      row.put("architecture", check.architecture());
      row.put("phase", check.phase().name());
      row.put("optimiser", check.optimiser());
      row.put("keeps_equivariant", check.keeps());
      row.put("leak", Double.isNaN(check.leak()) ? null : check.leak());
      rows.add(row);
    }
    return rows;
  }
}
