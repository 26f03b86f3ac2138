package org.equisweep.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.Fusion;
import org.equisweep.network.LayerForm;
import org.equisweep.network.Network;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.training.ExecutionPlan;
import org.equisweep.training.TrialSettings;

/** How a sweep's networks are executed, each distinct plan under the names of its first cell. */
final class Explanation {
  private static final double MEBIBYTE = 1 << 20;

  private final Map<ExecutionPlan, Cell> plans;

  private Explanation(Map<ExecutionPlan, Cell> plans) {
    this.plans = plans;
  }

  static Explanation of(Sweep sweep) {
    Map<ExecutionPlan, Cell> plans = new LinkedHashMap<>();
    for (Cell cell : sweep.cells()) {
      TrialSettings settings = cell.settings();
      ArchitectureGeometry geometry =
          ArchitectureGeometry.of(settings.architecture(), settings.group());
      if (geometry.violations().isEmpty() || settings.allowViolations()) {
        ExecutionPlan.of(settings, geometry).forEach(plan -> plans.putIfAbsent(plan, cell));
      }
    }
    return new Explanation(plans);
  }

  /** For the terminal. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    plans.forEach(
        (plan, cell) -> {
          lines.add("");
          lines.add(title(plan, cell));
          lines.addAll(table(plan).lines());
        });
    return lines;
  }

  private static String title(ExecutionPlan plan, Cell cell) {
    String reduced =
        plan.inputs() == plan.plainInputs()
            ? ""
            : ", %d features of an example for its %d entries"
                .formatted(plan.inputs(), plan.plainInputs());
    return String.format(
        Locale.ROOT,
        "%s %s, %s, first used by %s, %s%s; counts of one call of %d examples; %.1f MiB",
        cell.group(),
        cell.architecture(),
        plan.space() == Network.Space.EQUIVARIANT ? "in 𝓔" : "in 𝓛",
        cell.strategy(),
        cell.settings().precision().label(),
        reduced,
        plan.tile(),
        plan.workspaceBytes() / MEBIBYTE);
  }

  /** Costs in multiply–adds of GEMM, the chosen form marked. */
  private static TextTable table(ExecutionPlan plan) {
    TextTable table =
        new TextTable(
            "layer",
            "form",
            "chosen",
            "multiply-adds",
            "in sums",
            "vectors",
            "bytes",
            "cost",
            "runs");
    for (LayerForm form : plan.forms()) {
      for (LayerForm.Counts counts : form.considered()) {
        boolean chosen = counts.form() == form.chosen();
        table.row(
            "layer_" + form.layer(),
            counts.form().name().toLowerCase(Locale.ROOT),
            chosen ? "*" : "",
            counts.multiplyAdds(),
            counts.sparseMultiplyAdds(),
            counts.vectors(),
            counts.bytes(),
            counts.cost(),
            chosen ? runs(plan, form.layer()) : "");
      }
    }
    for (Fusion fusion : plan.fusions()) {
      LayerForm.Counts counts = fusion.counts();
      table.row(
          "layer_%d…%d".formatted(fusion.first(), fusion.last()),
          "as one step",
          "*",
          counts.multiplyAdds(),
          counts.sparseMultiplyAdds(),
          counts.vectors(),
          counts.bytes(),
          counts.cost(),
          fusion.description());
    }
    return table;
  }

  private static String runs(ExecutionPlan plan, int layer) {
    Optional<Fusion> fusion = plan.fusions().stream().filter(f -> f.includes(layer)).findFirst();
    return fusion
        .map(
            f ->
                "with layer_%d, %s"
                    .formatted(layer == f.first() ? f.last() : f.first(), f.description()))
        .orElse("alone");
  }

  /** For programs. */
  List<Map<String, Object>> json() {
    List<Map<String, Object>> all = new ArrayList<>();
    plans.forEach((plan, cell) -> all.add(json(plan, cell)));
    return all;
  }

  private static Map<String, Object> json(ExecutionPlan plan, Cell cell) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("group", cell.group());
    json.put("architecture", cell.architecture());
    json.put("strategy", cell.strategy());
    json.put("space", plan.space().name().toLowerCase(Locale.ROOT));
    json.put("precision", cell.settings().precision().label());
    json.put("inputs", plan.inputs());
    json.put("plain_inputs", plan.plainInputs());
    json.put("examples", plan.tile());
    json.put("workspace_bytes", plan.workspaceBytes());
    List<Map<String, Object>> layers = new ArrayList<>();
    for (LayerForm form : plan.forms()) {
      for (LayerForm.Counts counts : form.considered()) {
        layers.add(json(plan, form, counts));
      }
    }
    json.put("layers", layers);
    List<Map<String, Object>> fused = new ArrayList<>();
    plan.fusions().forEach(fusion -> fused.add(json(fusion)));
    json.put("fused", fused);
    return json;
  }

  private static Map<String, Object> json(
      ExecutionPlan plan, LayerForm form, LayerForm.Counts counts) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", form.layer());
    json.put("form", counts.form().name().toLowerCase(Locale.ROOT));
    json.put("chosen", counts.form() == form.chosen());
    put(json, counts);
    json.put("runs", runs(plan, form.layer()));
    return json;
  }

  private static Map<String, Object> json(Fusion fusion) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("first", fusion.first());
    json.put("last", fusion.last());
    put(json, fusion.counts());
    json.put("runs", fusion.description());
    return json;
  }

  private static void put(Map<String, Object> json, LayerForm.Counts counts) {
    json.put("multiply_adds", counts.multiplyAdds());
    json.put("sparse_multiply_adds", counts.sparseMultiplyAdds());
    json.put("vectors", counts.vectors());
    json.put("bytes", counts.bytes());
    json.put("cost", counts.cost());
  }
}
