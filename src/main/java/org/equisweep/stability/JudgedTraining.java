package org.equisweep.stability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.problem.InvalidInput;
import org.equisweep.training.CohortTrainer;
import org.equisweep.training.Keep;
import org.equisweep.training.StabilityReport;
import org.equisweep.training.Strand;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.TrialSettings;

/**
 * Trains a cohort and judges the end points of those trials that ask for it, one after the other:
 * what is found is a function of the trial alone.
 */
public final class JudgedTraining {
  private JudgedTraining() {}

  /**
   * As {@link CohortTrainer#train}; outcomes of trials with {@code analyse} hold eigenvalues at
   * states on the way, where these are asked for, and a report, where the training ended with a
   * result that has an end point.
   *
   * @param deadline on one trial's share of the training, and again on its judgement
   */
  public static List<TrialOutcome> train(List<Strand> strands, Duration deadline, Keep keep) {
    boolean judged = strands.stream().anyMatch(strand -> strand.settings().analyse() != null);
    List<TrialOutcome> trained =
        CohortTrainer.train(
            strands, deadline, new Keep(keep.layers() || judged, keep.states()), PassedStates::new);
    if (!judged) {
      return trained;
    }
    List<TrialOutcome> outcomes = new ArrayList<>();
    int next = 0;
    for (Strand strand : strands) {
      for (long seed : strand.seeds()) {
        TrialOutcome outcome = judge(strand.settings(), seed, trained.get(next++), deadline);
        outcomes.add(keep.layers() ? outcome : outcome.withoutLayers());
      }
    }
    return outcomes;
  }

  private static TrialOutcome judge(
      TrialSettings settings, long seed, TrialOutcome outcome, Duration deadline) {
    if (settings.analyse() == null
        || !outcome.status().isResult()
        || outcome.status() == TrialOutcome.Status.DIVERGED) {
      return outcome;
    }
    long start = System.nanoTime();
    try {
      StabilityReport report = report(settings, seed, outcome, deadline);
      return outcome.judged(report, seconds(start));
    } catch (CancellationException interrupted) {
      throw interrupted;
    } catch (RuntimeException | OutOfMemoryError fault) {
      return outcome.failed(fault, seconds(start));
    }
  }

  private static StabilityReport report(
      TrialSettings settings, long seed, TrialOutcome outcome, Duration deadline) {
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    try (StabilityAnalysis analysis = new StabilityAnalysis(settings, geometry, seed, deadline)) {
      return analysis.judge(outcome.layers(), settings.phases().size() - 1, outcome.steps());
    } catch (InvalidInput noPoint) {
      return StabilityReport.none("no verdict: " + noPoint.getMessage());
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }
}
