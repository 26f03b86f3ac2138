package org.equisweep.training;

import java.util.ArrayList;
import java.util.List;
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
  private final Keep keep;
  private final OnTheWay onTheWay;
  private final List<Long> seeds;
  private final List<List<@Nullable TrialOutcome>> outcomes;

  /**
   * @param outcomes where they go, by strand and seed
   */
  TreeRun(
      Cohort cohort,
      Clock clock,
      List<Strand> strands,
      Keep keep,
      OnTheWay onTheWay,
      List<List<@Nullable TrialOutcome>> outcomes) {
    this.cohort = cohort;
    this.clock = clock;
    this.strands = strands;
    this.keep = keep;
    this.onTheWay = onTheWay;
    this.seeds =
        strands.stream().flatMap(strand -> strand.seeds().stream()).distinct().sorted().toList();
    this.outcomes = outcomes;
  }

  /**
   * Trains a tree from its first phase.
   *
   * @param share seconds that each of its trials has had before
   */
  void run(PhaseTree root, double share) {
    PhaseSpec first = root.phase();
    run(root, first, lanes(root, List.of(), true), share);
  }

  /** Trains on from where {@code lanes}, which it takes over, stand. */
  private void run(PhaseTree node, PhaseSpec first, List<Lane> lanes, double share) {
    clock.begin(share, Math.max(1, node.trials(strands)));
    try {
      train(node, first, lanes);
      for (int strand : node.ending(strands)) {
        end(strand, lanes);
      }
      double shareHere = clock.share();
      for (int child = 0; child < node.children().size(); child++) {
        PhaseTree next = node.children().get(child);
        boolean last = child == node.children().size() - 1;
        run(next, first, lanes(next, lanes, last), shareHere);
      }
    } finally {
      lanes.forEach(Lane::close);
    }
  }

  /**
   * The lanes of a phase: from kept states, from the lanes before it, or from the first point.
   *
   * @param before lanes of the phase before it; none for a first phase
   * @param takeOver whether nobody else goes on from these; those that are taken leave the list
   */
  private List<Lane> lanes(PhaseTree node, List<Lane> before, boolean takeOver) {
    List<Lane> lanes = new ArrayList<>();
    for (long seed : node.seeds(strands)) {
      Start start = node.start(strands, seed);
      Lane parent = before.stream().filter(lane -> lane.seed() == seed).findFirst().orElse(null);
      if (start != null || parent == null) {
        Lane lane = new Lane(seeds.indexOf(seed), seed);
        if (start != null) {
          lane.startFrom(start);
        }
        lanes.add(lane);
      } else if (takeOver) {
        before.remove(parent);
        lanes.add(parent);
      } else {
        lanes.add(parent.fork());
      }
    }
    return lanes;
  }

  private void train(PhaseTree node, PhaseSpec first, List<Lane> lanes) {
    List<Lane> running = new ArrayList<>(lanes);
    running.removeIf(lane -> !lane.running());
    if (running.isEmpty()) {
      return;
    }
    try {
      IntegrationSpec integration = node.phase().integration();
      if (integration == null) {
        boolean keepStates = keep.states() && !node.ending(strands).isEmpty();
        new PhaseRun(cohort, node.phase(), node.index(), first, keepStates, onTheWay).run(running);
      } else {
        new FlowRun(cohort, node.phase(), integration, node.index(), onTheWay).run(running);
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
        TrialOutcome outcome = lane.outcome(ending.settings(), keep.layers(), clock.share());
        outcomes.get(strand).set(place, outcome);
      }
    }
  }
}
