package org.equisweep.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Trial;
import org.equisweep.sweep.Trunk;
import org.equisweep.sweep.Trunks;
import org.equisweep.table.Ledger.Committed;
import org.equisweep.training.Start;
import org.equisweep.training.Strand;
import org.jspecify.annotations.Nullable;

/**
 * Which trials can go on from the kept end states of others: of strategies that begin alike, the
 * one that has come furthest, and in its last phase no further than they shall go.
 */
public final class Continuations {
  private final Map<String, TreeMap<Integer, Committed>> kept = new HashMap<>();

  Continuations(Iterable<Committed> committed) {
    for (Committed each : committed) {
      Trunk trunk = each.entry().trunk();
      if (trunk != null) {
        kept.computeIfAbsent(trunk.id(), id -> new TreeMap<>()).put(trunk.epochs(), each);
      }
    }
  }

  /** Those of a cohort's trials. */
  List<Continuation> of(Cohort cohort) {
    if (kept.isEmpty()) {
      return List.of();
    }
    List<Continuation> found = new ArrayList<>();
    for (Cohort.Branch branch : cohort.branches()) {
      Trunks trunks = new Trunks(branch.settings());
      for (Trial trial : branch.trials()) {
        Continuation furthest = furthest(trunks, trial);
        if (furthest != null) {
          found.add(furthest);
        }
      }
    }
    return found;
  }

  private @Nullable Continuation furthest(Trunks trunks, Trial trial) {
    for (int phase = trunks.phases() - 1; phase >= 0; phase--) {
      Trunk trunk = trunks.at(phase, trial.seed());
      TreeMap<Integer, Committed> ends = kept.get(trunk.id());
      Map.Entry<Integer, Committed> end = ends == null ? null : ends.floorEntry(trunk.epochs());
      if (end != null) {
        return new Continuation(trial.id(), phase, end.getKey(), end.getValue());
      }
    }
    return null;
  }

  /**
   * What there is to train of a work, from kept states where there are any of the same engine and
   * numerics; what cannot be read is trained from the first point.
   */
  public static List<Strand> strands(SweepFolder folder, Ledger.Work work, String numerics) {
    if (work.continuations().isEmpty()) {
      return work.cohort().strands();
    }
    Map<String, Start> starts = new HashMap<>();
    try (PartReader parts = new PartReader(folder.files())) {
      for (Continuation each : work.continuations()) {
        Start start = start(parts, each, numerics);
        if (start != null) {
          starts.put(each.trialId(), start);
        }
      }
    }
    List<Strand> strands = new ArrayList<>();
    for (Cohort.Branch branch : work.cohort().branches()) {
      List<Long> seeds = new ArrayList<>();
      Map<Long, Start> own = new HashMap<>();
      for (Trial trial : branch.trials()) {
        seeds.add(trial.seed());
        if (starts.containsKey(trial.id())) {
          own.put(trial.seed(), starts.get(trial.id()));
        }
      }
      strands.add(new Strand(branch.settings(), seeds, own));
    }
    return strands;
  }

  private static @Nullable Start start(PartReader parts, Continuation each, String numerics) {
    CommitRecord record = each.from().record();
    if (!record.numerics().equals(numerics)
        || !record.engineVersion().equals(EngineVersion.get())) {
      return null;
    }
    try {
      Row state = parts.state(each.from());
      List<Row> rows = new ArrayList<>();
      parts.trajectory(each.from(), rows::add);
      List<Row> spectrum = new ArrayList<>();
      parts.spectrum(each.from(), spectrum::add);
      return new Start(
          each.phase(),
          EndStates.state(state),
          EndStates.trajectory(rows),
          EndStates.onTheWay(spectrum));
    } catch (DamagedPart e) {
      return null;
    }
  }
}
