package org.equisweep.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.CohortCost;
import org.equisweep.sweep.Sweep;

/**
 * What a run of these cohorts would do.
 *
 * @param trials to be trained
 * @param rows of trajectories they would write
 * @param steps that would be taken
 * @param multiplyAdds all of their work
 * @param sharedPhases phases of a seed that are trained once for several trials
 * @param savedSteps steps, and work, that this saves
 * @param taskBytes native memory of the largest cohort: what each core needs
 */
record PlanSummary(
    int cells,
    int seeds,
    long trials,
    int cohorts,
    long rows,
    double steps,
    double multiplyAdds,
    long sharedPhases,
    double savedSteps,
    double savedMultiplyAdds,
    long taskBytes) {
  private static final double MEBIBYTE = 1 << 20;

  /**
   * Of what GEMM alone reaches, with rows and all that is not counted: small forms of the paper's
   * experiments took 0.8 to 1.3 of the time so estimated ({@code EstimateBenchmark}).
   */
  private static final double EFFICIENCY = 0.5;

  static PlanSummary of(Sweep sweep, List<Cohort> cohorts) {
    long trials = 0;
    long rows = 0;
    double steps = 0;
    double multiplyAdds = 0;
    long sharedPhases = 0;
    double savedSteps = 0;
    double savedMultiplyAdds = 0;
    long taskBytes = 0;
    for (Cohort cohort : cohorts) {
      CohortCost cost = sweep.cost(cohort);
      trials += cohort.size();
      rows += cost.rows();
      steps += cost.steps();
      multiplyAdds += cost.multiplyAdds();
      sharedPhases += cost.sharedPhases();
      savedSteps += cost.repeatedSteps();
      savedMultiplyAdds += cost.repeatedMultiplyAdds();
      taskBytes = Math.max(taskBytes, cost.bytes());
    }
    return new PlanSummary(
        sweep.cells().size(),
        sweep.seeds().size(),
        trials,
        cohorts.size(),
        rows,
        steps,
        multiplyAdds,
        sharedPhases,
        savedSteps,
        savedMultiplyAdds,
        taskBytes);
  }

  /** On so many cores like this machine's; about. */
  Duration time(double multiplyAddsPerSecond, int cores) {
    return time(multiplyAdds, multiplyAddsPerSecond, cores);
  }

  private static Duration time(double multiplyAdds, double multiplyAddsPerSecond, int cores) {
    return Duration.ofMillis(
        Math.round(1000 * multiplyAdds / (EFFICIENCY * multiplyAddsPerSecond * cores)));
  }

  List<String> lines(double multiplyAddsPerSecond, int cores) {
    List<String> lines = new ArrayList<>();
    lines.add("%d cells × %d seeds".formatted(cells, seeds));
    lines.add(
        "%d trials to train, in %d cohorts; %d rows of trajectories"
            .formatted(trials, cohorts, rows));
    if (sharedPhases > 0) {
      lines.add(
          "strategies that begin alike share their phases: %d phases train once for several"
                  .formatted(sharedPhases)
              + " trials, which saves %.0f of %.0f steps and about %s"
                  .formatted(
                      savedSteps,
                      steps + savedSteps,
                      Durations.text(time(savedMultiplyAdds, multiplyAddsPerSecond, cores))));
    }
    lines.add(
        "about %s on %d cores like this machine's; %.0f MiB of native memory for each"
            .formatted(
                Durations.text(time(multiplyAddsPerSecond, cores)),
                cores,
                Math.ceil(taskBytes / MEBIBYTE)));
    return lines;
  }

  Map<String, Object> json(double multiplyAddsPerSecond, int cores) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cells", cells);
    json.put("seeds", seeds);
    json.put("trials", trials);
    json.put("cohorts", cohorts);
    json.put("rows", rows);
    json.put("steps", steps);
    json.put("multiply_adds", multiplyAdds);
    json.put("shared_phases", sharedPhases);
    json.put("saved_steps", savedSteps);
    json.put("saved_multiply_adds", savedMultiplyAdds);
    json.put("bytes_per_core", taskBytes);
    json.put("cores", cores);
    json.put("estimated_seconds", time(multiplyAddsPerSecond, cores).toMillis() / 1000.0);
    return json;
  }
}
