package org.equisweep.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equisweep.training.CohortTrainer;
import org.equisweep.training.Strand;
import org.equisweep.training.TrialOutcome;

/**
 * What shared prefixes save in the main experiment: three arms × two batch policies of one seed, 30
 * + 3 epochs, once with each cohort's strands trained together and once with every strand alone, on
 * one thread; one line of JSON.
 *
 * <p>Arguments: the number of images; optionally path=value for the sweep file.
 */
final class PrefixBenchmark {
  private static final String FILE = "jobs/paper/rotations.yaml";

  private PrefixBenchmark() {}

  public static void main(String[] arguments) {
    List<String> sets =
        new ArrayList<>(
            List.of(
                "seeds=[0]",
                "data.subset=" + arguments[0],
                "data.test={last: 100}",
                "phases.warm.epochs=30",
                "phases.expanded.epochs=3",
                "phases.whole.epochs=3",
                "phases.expanded_random.epochs=3",
                "phases.whole_random.epochs=3"));
    sets.addAll(List.of(arguments).subList(1, arguments.length));
    Sweep sweep = Sweep.load(FILE, sets);
    warmUp(sweep);
    double shared = 0;
    double alone = 0;
    double counted = 0;
    double repeated = 0;
    for (Cohort cohort : sweep.cohorts()) {
      shared += seconds(cohort.strands());
      for (Strand strand : cohort.strands()) {
        alone += seconds(List.of(strand));
      }
      CohortCost cost = sweep.cost(cohort);
      counted += cost.multiplyAdds();
      repeated += cost.repeatedMultiplyAdds();
    }
    System.out.printf(
        Locale.ROOT,
        "{\"strands\": %d, \"shared_seconds\": %.2f, \"alone_seconds\": %.2f, \"ratio\": %.3f,"
            + " \"counted_ratio\": %.3f}%n",
        sweep.cells().size(),
        shared,
        alone,
        alone / shared,
        (counted + repeated) / counted);
  }

  /** All of it once, so that it is compiled. */
  private static void warmUp(Sweep sweep) {
    for (Cohort cohort : sweep.cohorts()) {
      seconds(cohort.strands());
    }
  }

  private static double seconds(List<Strand> strands) {
    long start = System.nanoTime();
    for (TrialOutcome outcome : CohortTrainer.train(strands, Duration.ZERO, false)) {
      if (outcome.reason() != null) {
        throw new IllegalStateException(outcome.reason());
      }
    }
    return (System.nanoTime() - start) * 1e-9;
  }
}
