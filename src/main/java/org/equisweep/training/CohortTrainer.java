package org.equisweep.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.Reductions;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.Numerics;
import org.jspecify.annotations.Nullable;

/**
 * Trains seeds of cells side by side, as lanes in lock-step that share the network, its workspace,
 * the data and, where the draws agree, the assembled batches; cells whose strategies begin alike
 * share the lanes themselves until they part. Each lane has its own coefficients and its own
 * gradient calls, so that its rows are the same bits whoever else is there.
 *
 * <p>An exception inside a lane makes it {@code failed}; in the set-up shared by all, every lane.
 * The deadline is looked at before every tile of columns; those still running then are {@code
 * timeout}, with the rows so far.
 */
public final class CohortTrainer {
  private CohortTrainer() {}

  /**
   * One outcome per strand and seed, in order. Never throws for what happens inside one trial: that
   * is the outcome's status and reason.
   *
   * @param strands those that begin alike train what they have in common once
   * @param deadline on one trial's share of the time; that of what several trials share counts by
   *     its part; zero for none
   * @param keepLayers whether outcomes hold the final layers (not those of failed trials)
   * @throws CancellationException when the thread is interrupted
   */
  public static List<TrialOutcome> train(
      List<Strand> strands, Duration deadline, boolean keepLayers) {
    return train(strands, deadline, new Keep(keepLayers, false));
  }

  /** The same. */
  public static List<TrialOutcome> train(List<Strand> strands, Duration deadline, Keep keep) {
    return train(strands, deadline, keep, null);
  }

  /**
   * The same.
   *
   * @param observers of states on the way, where {@code analyse.every} asks for it; null for none
   */
  public static List<TrialOutcome> train(
      List<Strand> strands,
      Duration deadline,
      Keep keep,
      StateObserver.@Nullable Factory observers) {
    return train(
        strands,
        settings -> ArchitectureGeometry.of(settings.architecture(), settings.group()),
        Reductions.all(),
        deadline,
        keep,
        observers);
  }

  /** The same for one strand. */
  public static List<TrialOutcome> train(
      TrialSettings settings, List<Long> seeds, Duration deadline, boolean keepLayers) {
    return train(List.of(new Strand(settings, seeds)), deadline, keepLayers);
  }

  /** The same with geometries made by the caller. */
  static List<TrialOutcome> train(
      List<Strand> strands,
      Function<TrialSettings, ArchitectureGeometry> geometry,
      Duration deadline,
      boolean keepLayers) {
    return train(strands, geometry, Reductions.all(), deadline, new Keep(keepLayers, false));
  }

  /**
   * The same with reductions of the caller's choice.
   *
   * @param geometry of settings' architecture and group; asked for once for all strands that differ
   *     in their phases alone
   */
  static List<TrialOutcome> train(
      List<Strand> strands,
      Function<TrialSettings, ArchitectureGeometry> geometry,
      Reductions reductions,
      Duration deadline,
      Keep keep) {
    return train(strands, geometry, reductions, deadline, keep, null);
  }

  private static List<TrialOutcome> train(
      List<Strand> strands,
      Function<TrialSettings, ArchitectureGeometry> geometry,
      Reductions reductions,
      Duration deadline,
      Keep keep,
      StateObserver.@Nullable Factory observers) {
    List<List<@Nullable TrialOutcome>> outcomes = new ArrayList<>();
    Map<TrialSettings, List<Integer>> alike = new LinkedHashMap<>();
    for (int i = 0; i < strands.size(); i++) {
      Strand strand = strands.get(i);
      outcomes.add(new ArrayList<>(Collections.nCopies(strand.seeds().size(), null)));
      alike.computeIfAbsent(strand.settings().prefix(0), common -> new ArrayList<>()).add(i);
    }
    alike.forEach(
        (common, members) ->
            train(
                common,
                geometry,
                reductions,
                strands,
                members,
                deadline,
                keep,
                observers,
                outcomes));
    return outcomes.stream().flatMap(List::stream).map(Objects::requireNonNull).toList();
  }

  private static void train(
      TrialSettings common,
      Function<TrialSettings, ArchitectureGeometry> geometry,
      Reductions reductions,
      List<Strand> strands,
      List<Integer> members,
      Duration deadline,
      Keep keep,
      StateObserver.@Nullable Factory observers,
      List<List<@Nullable TrialOutcome>> outcomes) {
    int trials = members.stream().mapToInt(strand -> strands.get(strand).seeds().size()).sum();
    Clock clock = new Clock(deadline, Math.max(1, trials));
    try {
      members.forEach(strand -> requirePhase(strands.get(strand).settings()));
      Numerics.initialise();
      List<PhaseTree> roots = PhaseTree.roots(strands, members);
      int lanes =
          (int) strands.stream().flatMap(strand -> strand.seeds().stream()).distinct().count();
      try (Cohort cohort = new Cohort(common, geometry.apply(common), lanes, clock, reductions);
          OnTheWay onTheWay = new OnTheWay(common, cohort.geometry(), observers)) {
        TreeRun run = new TreeRun(cohort, clock, strands, keep, onTheWay, outcomes);
        double share = clock.share();
        roots.forEach(root -> run.run(root, share));
      }
    } catch (CancellationException interrupted) {
      throw interrupted;
    } catch (RuntimeException | OutOfMemoryError | LinkageError fault) {
      members.forEach(strand -> fail(outcomes.get(strand), fault, clock.share()));
    }
  }

  private static void requirePhase(TrialSettings settings) {
    if (settings.phases().isEmpty()) {
      throw InvalidInput.of(
          "a strategy must have a phase", "got none", "add one, with epochs: 0 to train nothing");
    }
  }

  /** Trials that have no outcome yet are failed. */
  private static void fail(List<@Nullable TrialOutcome> outcomes, Throwable fault, double seconds) {
    TrialOutcome failed =
        new TrialOutcome(
            TrialOutcome.Status.FAILED,
            Lane.describe(fault),
            0,
            0,
            null,
            null,
            List.of(),
            List.of(),
            seconds);
    outcomes.replaceAll(outcome -> outcome == null ? failed : outcome);
  }
}
