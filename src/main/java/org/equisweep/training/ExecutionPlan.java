package org.equisweep.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.Fusion;
import org.equisweep.network.LayerForm;
import org.equisweep.network.Network;

/**
 * How the phases of a trial execute its network: what is chosen, and what the alternatives would
 * cost.
 *
 * @param space in whose coefficients
 * @param phases indices of those that use it, from 0
 * @param inputs entries of an example as the network takes it
 * @param plainInputs entries of an example as the data have it
 * @param tile the most examples of one call
 * @param workspaceBytes of native memory
 */
public record ExecutionPlan(
    Network.Space space,
    List<Integer> phases,
    int inputs,
    int plainInputs,
    int tile,
    long workspaceBytes,
    List<LayerForm> forms,
    List<Fusion> fusions) {
  public ExecutionPlan {
    phases = List.copyOf(phases);
    forms = List.copyOf(forms);
    fusions = List.copyOf(fusions);
  }

  /**
   * The distinct plans of the phases, in their order; loads the data, on whose span they depend.
   */
  public static List<ExecutionPlan> of(TrialSettings settings, ArchitectureGeometry geometry) {
    try (Cohort cohort = new Cohort(settings, geometry, 1, new Clock(Duration.ZERO, 1))) {
      Map<Cohort.Compiled, List<Integer>> users = new LinkedHashMap<>();
      for (int phase = 0; phase < settings.phases().size(); phase++) {
        Cohort.Compiled compiled = cohort.compiled(settings.phases().get(phase));
        users.computeIfAbsent(compiled, c -> new ArrayList<>()).add(phase);
      }
      List<ExecutionPlan> plans = new ArrayList<>();
      users.forEach((compiled, phases) -> plans.add(of(compiled, phases, geometry)));
      return plans;
    }
  }

  private static ExecutionPlan of(
      Cohort.Compiled compiled, List<Integer> phases, ArchitectureGeometry geometry) {
    Network network = compiled.network();
    int channels = geometry.architecture().input().channels();
    int positions =
        geometry.group().representation(geometry.architecture().input().space()).dimension();
    return new ExecutionPlan(
        compiled.space(),
        phases,
        network.inputs(),
        channels * positions,
        network.maxExamples(),
        network.workspaceBytes(),
        network.forms(),
        network.fusions());
  }
}
