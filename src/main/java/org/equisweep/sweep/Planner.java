package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up a sweep. */
final class Planner {
  private Planner() {}

  static Plan plan(
      List<CohortList.Shared> distinct, int cells, int seeds, int cohorts, long rowsOfGeometry) {
    long rows = 0;
    double work = 0;
    long laneBytes = 0;
    long cohortBytes = 0;
    for (CohortList.Shared shared : distinct) {
      TrialCost cost = shared.cost();
      rows += cost.rows() * seeds;
      work += cost.multiplyAdds() * seeds;
      laneBytes = Math.max(laneBytes, cost.laneBytes());
      int lanes = Math.min(cost.lanes(), seeds);
      cohortBytes = Math.max(cohortBytes, cost.sharedBytes() + lanes * cost.laneBytes());
    }
    return new Plan(
        cells,
        (long) cells * seeds,
        (long) distinct.size() * seeds,
        cohorts,
        rows,
        rowsOfGeometry,
        strategies(distinct, seeds),
        work,
        laneBytes,
        cohortBytes);
  }

  private static List<Plan.Strategy> strategies(List<CohortList.Shared> distinct, int seeds) {
    Map<String, List<TrialCost>> byName = new LinkedHashMap<>();
    for (CohortList.Shared shared : distinct) {
      byName.computeIfAbsent(shared.strategy(), name -> new ArrayList<>()).add(shared.cost());
    }
    List<Plan.Strategy> strategies = new ArrayList<>();
    byName.forEach(
        (name, costs) -> {
          TrialCost costliest = costs.get(0);
          double sum = 0;
          for (TrialCost cost : costs) {
            sum += cost.multiplyAdds() * seeds;
            costliest = cost.multiplyAdds() > costliest.multiplyAdds() ? cost : costliest;
          }
          strategies.add(
              new Plan.Strategy(name, (long) costs.size() * seeds, costliest.phases(), sum));
        });
    return strategies;
  }
}
