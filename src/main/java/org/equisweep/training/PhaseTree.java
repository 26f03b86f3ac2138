package org.equisweep.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What strands with the same data, network and first point have in common: phases as nodes, each
 * trained once for all strands that agree up to it, and forking where they part.
 *
 * @param index of the phase in its strategies
 * @param strands that pass through it, by their place in the cohort
 * @param children the phases that follow, in the order of their first strands
 */
record PhaseTree(PhaseSpec phase, int index, List<Integer> strands, List<PhaseTree> children) {

  /** The phases that strands begin with, in the order of their first strands. */
  static List<PhaseTree> roots(List<Strand> all, List<Integer> strands) {
    return following(all, strands, 0);
  }

  private static List<PhaseTree> following(List<Strand> all, List<Integer> strands, int index) {
    Map<TrialSettings, List<Integer>> alike = new LinkedHashMap<>();
    for (int strand : strands) {
      TrialSettings settings = all.get(strand).settings();
      if (settings.phases().size() > index) {
        alike.computeIfAbsent(settings.prefix(index + 1), prefix -> new ArrayList<>()).add(strand);
      }
    }
    List<PhaseTree> nodes = new ArrayList<>();
    alike.forEach(
        (prefix, members) ->
            nodes.add(
                new PhaseTree(
                    prefix.phases().get(index),
                    index,
                    List.copyOf(members),
                    following(all, members, index + 1))));
    return List.copyOf(nodes);
  }

  /** The strands whose last phase this is. */
  List<Integer> ending(List<Strand> all) {
    return strands.stream()
        .filter(strand -> all.get(strand).settings().phases().size() == index + 1)
        .toList();
  }

  /** The seeds that are trained in this phase, ascending. */
  TreeSet<Long> seeds(List<Strand> all) {
    TreeSet<Long> seeds = new TreeSet<>();
    for (int strand : strands) {
      all.get(strand).seeds().stream()
          .filter(seed -> needs(all.get(strand), seed))
          .forEach(seeds::add);
    }
    return seeds;
  }

  /** Whether a trial does not start after this phase. */
  private boolean needs(Strand strand, long seed) {
    Start start = strand.starts().get(seed);
    return start == null || start.phase() <= index;
  }

  /** Where a seed goes on in this phase from a kept state; null for nowhere. */
  @Nullable Start start(List<Strand> all, long seed) {
    Start latest = null;
    for (int strand : strands) {
      Start start = all.get(strand).starts().get(seed);
      boolean isHere = start != null && start.phase() == index;
      if (isHere && (latest == null || start.state().phaseSteps() > latest.state().phaseSteps())) {
        latest = start;
      }
    }
    return latest;
  }

  /** How many trials share its time. */
  int trials(List<Strand> all) {
    int trials = 0;
    for (int strand : strands) {
      for (long seed : all.get(strand).seeds()) {
        trials += needs(all.get(strand), seed) ? 1 : 0;
      }
    }
    return trials;
  }
}
