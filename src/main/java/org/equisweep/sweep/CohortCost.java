package org.equisweep.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the trials of a cohort take together.
 *
 * @param rows of trajectories
 * @param steps that are taken, and multiply–adds in units of those inside GEMM
 * @param repeatedSteps steps, and multiply–adds, that would come on top if nothing was shared
 * @param sharedPhases phases of a seed that are trained once for several trials
 * @param bytes of native memory
 */
public record CohortCost(
    long rows,
    double steps,
    double multiplyAdds,
    double repeatedSteps,
    double repeatedMultiplyAdds,
    long sharedPhases,
    long bytes) {

  /** A phase that is trained once for all branches that agree up to it. */
  private static final class Shared {
    private final TrainingCost.Phase phase;
    private int branches;
    private int wanted;
    private int trained;

    Shared(TrainingCost.Phase phase) {
      this.phase = phase;
    }

    /** Branches of a cohort have the same seeds, or fewer where some are trained already. */
    void add(int lanes) {
      branches++;
      wanted += lanes;
      trained = Math.max(trained, lanes);
    }
  }

  /** Of a cohort whose branches are these members. */
  static CohortCost of(Cohort cohort, List<Family.Member> members) {
    Map<String, Shared> phases = new HashMap<>();
    long rows = 0;
    long bytes = 0;
    double judgements = 0;
    for (int branch = 0; branch < members.size(); branch++) {
      Family.Member member = members.get(branch);
      int lanes = cohort.branches().get(branch).trials().size();
      rows += lanes * member.cost().rows();
      judgements += lanes * member.cost().judgement();
      bytes = Math.max(bytes, member.cost().bytes(lanes, members.size()));
      for (int i = 0; i < member.prefixes().size(); i++) {
        TrainingCost.Phase phase = member.cost().phases().get(i);
        phases.computeIfAbsent(member.prefixes().get(i), prefix -> new Shared(phase)).add(lanes);
      }
    }
    double steps = 0;
    double multiplyAdds = judgements;
    double repeatedSteps = 0;
    double repeated = 0;
    long sharedPhases = 0;
    for (Shared shared : phases.values()) {
      int more = shared.wanted - shared.trained;
      steps += shared.trained * shared.phase.steps();
      multiplyAdds += shared.trained * shared.phase.multiplyAdds();
      repeatedSteps += more * shared.phase.steps();
      repeated += more * shared.phase.multiplyAdds();
      sharedPhases += shared.branches > 1 ? shared.trained : 0;
    }
    return new CohortCost(rows, steps, multiplyAdds, repeatedSteps, repeated, sharedPhases, bytes);
  }
}
