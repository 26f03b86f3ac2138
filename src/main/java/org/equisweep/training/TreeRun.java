package org.equisweep.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Trains strands that share everything but their phases: each phase of their tree once, with a lane
 * for every seed, which fork where the strands part. A fork stands at the same coefficients, bit
 * for bit, so a trial's rows do not depend on who shared its way.
 */
final class TreeRun {
  private final Cohort cohort;
  private final Clock clock;
  private final List<Strand> strands;
  private final boolean keepLayers;
  private final List<List<@Nullable TrialOutcome>> outcomes;

  /**
   * @param outcomes where they go, by strand and seed
   */
  TreeRun(
      Cohort cohort,
      Clock clock,
      List<Strand> strands,
      boolean keepLayers,
      List<List<@Nullable TrialOutcome>> outcomes) {
    this.cohort = cohort;
    this.clock = clock;
    this.strands = strands;
    this.keepLayers = keepLayers;
    this.outcomes = outcomes;
  }

  /**
   * Trains a tree from its first phase.
   *
   * @param share seconds that each of its trials has had before
   */
  void run(PhaseTree root, double share) {
    List<Lane> lanes = new ArrayList<>();
    for (long seed : root.seeds(strands)) {
      lanes.add(new Lane(lanes.size(), seed));
    }
    run(root, lanes, share);
  }

  /** Trains on from where {@code lanes}, which it takes over, stand. */
  private void run(PhaseTree node, List<Lane> lanes, double share) {
    clock.begin(share, node.trials(strands));
    try {
      train(node, lanes);
      for (int strand : node.ending(strands)) {
        end(strand, lanes);
      }
      double shareHere = clock.share();
      for (int child = 0; child < node.children().size(); child++) {
        PhaseTree next = node.children().get(child);
        boolean last = child == node.children().size() - 1;
        run(next, last ? takeOver(next, lanes) : fork(next, lanes), shareHere);
      }
    } finally {
      lanes.forEach(Lane::close);
    }
  }

  private void train(PhaseTree node, List<Lane> lanes) {
    List<Lane> running = new ArrayList<>(lanes);
    running.removeIf(lane -> !lane.running());
    if (running.isEmpty()) {
      return;
    }
    try {
      IntegrationSpec integration = node.phase().integration();
      if (integration == null) {
        new PhaseRun(cohort, node.phase(), node.index()).run(running);
      } else {
        new FlowRun(cohort, node.phase(), integration, node.index()).run(running);
      }
    } catch (Clock.DeadlineExceeded late) {
      running.removeIf(Lane::hasEndedPhase);
      running.forEach(lane -> lane.end(TrialOutcome.Status.TIMEOUT, late.getMessage()));
    } catch (CancellationException interrupted) {
      throw interrupted;
    } catch (RuntimeException | OutOfMemoryError | LinkageError fault) {
      running.removeIf(Lane::hasEndedPhase);
      running.forEach(lane -> lane.fail(fault));
    }
  }

  private void end(int strand, List<Lane> lanes) {
    Strand ending = strands.get(strand);
    for (Lane lane : lanes) {
      int place = ending.seeds().indexOf(lane.seed());
      if (place >= 0) {
        TrialOutcome outcome = lane.outcome(ending.settings(), keepLayers, clock.share());
        outcomes.get(strand).set(place, outcome);
      }
    }
  }

  private List<Lane> fork(PhaseTree next, List<Lane> lanes) {
    SortedSet<Long> seeds = next.seeds(strands);
    List<Lane> forks = new ArrayList<>();
    for (Lane lane : lanes) {
      if (seeds.contains(lane.seed())) {
        forks.add(lane.fork());
      }
    }
    return forks;
  }

  /** The lanes themselves, where nobody else goes on from them; the others stay. */
  private List<Lane> takeOver(PhaseTree next, List<Lane> lanes) {
    SortedSet<Long> seeds = next.seeds(strands);
    List<Lane> taken = new ArrayList<>(lanes);
    taken.removeIf(lane -> !seeds.contains(lane.seed()));
    lanes.removeAll(taken);
    return taken;
  }
}
