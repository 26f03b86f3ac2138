package org.equisweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Sweep;
import org.equisweep.table.Design;
import org.equisweep.tensor.Numerics;
import org.equisweep.tensor.PeakMemory;
import org.equisweep.training.CohortTrainer;
import org.equisweep.training.IdleMemory;
import org.equisweep.training.Strand;
import org.equisweep.training.TrialOutcome;

/**
 * Cost against growth, of variations of {@code jobs/paper/permutations.yaml} on generated graphs,
 * on one thread: a line of JSON for each value.
 *
 * <pre>
 *   ScaleBenchmark VARIABLE ARM VALUE…
 *
 *   VARIABLE  examples | channels (of layer 1) | degree (S_n on edges) | lanes
 *   ARM       equivariant | augmented (one pass, one draw a batch) | nominal
 *
 *   ScaleBenchmark trials plan VALUE…     reading and expanding sweeps of so many trials
 * </pre>
 *
 * <p>Seconds are those of an epoch and seed: a cohort trains 1 and 1 + n epochs, the difference is
 * divided. Memory is native: planned by counting, and the most that was taken while it trained.
 */
final class ScaleBenchmark {
  private static final String SWEEP = "jobs/paper/permutations.yaml";
  private static final int REPEATS = 3;
  private static final double STRETCH_SECONDS = 0.2;
  private static final int MOST_EPOCHS = 4096;
  private static final int SEEDS_OF_A_CELL = 10;
  private static final double MEBI = 1.0 / (1 << 20);

  private ScaleBenchmark() {}

  public static void main(String[] arguments) {
    Numerics.initialise();
    for (int i = 2; i < arguments.length; i++) {
      int value = Integer.parseInt(arguments[i]);
      if (arguments[0].equals("trials")) {
        plan(value);
      } else {
        train(arguments[0], arguments[1], value);
      }
    }
  }

  private static void train(String variable, String arm, int value) {
    Sweep sweep = sweep(variable, arm, value, 1);
    Cohort one = whole(sweep);
    long planned = sweep.cost(one).bytes();
    seconds(one);
    double once = seconds(one);
    int epochs = 2;
    double stretch = seconds(whole(sweep(variable, arm, value, 1 + epochs))) - once;
    while (stretch < STRETCH_SECONDS && epochs < MOST_EPOCHS) {
      epochs *= 2;
      stretch = seconds(whole(sweep(variable, arm, value, 1 + epochs))) - once;
    }
    Cohort many = whole(sweep(variable, arm, value, 1 + epochs));
    double[] seconds = new double[REPEATS];
    IdleMemory.free();
    long taken;
    try (PeakMemory memory = new PeakMemory()) {
      for (int i = 0; i < REPEATS; i++) {
        once = seconds(one);
        seconds[i] = (seconds(many) - once) / epochs / many.size();
      }
      taken = memory.bytes();
    }
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "{\"%s\": %d, \"arm\": \"%s\", \"seconds\": %.6g, \"epochs\": %d,"
            + " \"planned_mebibytes\": %.3f, \"taken_mebibytes\": %.3f, \"numerics\": \"%s\"}%n",
        variable,
        value,
        arm,
        seconds[REPEATS / 2],
        epochs,
        planned * MEBI,
        taken * MEBI,
        Numerics.describe());
  }

  private static double seconds(Cohort cohort) {
    List<Strand> strands = cohort.strands();
    long start = System.nanoTime();
    List<TrialOutcome> outcomes = CohortTrainer.train(strands, Duration.ZERO, false);
    double elapsed = (System.nanoTime() - start) * 1e-9;
    for (TrialOutcome outcome : outcomes) {
      if (outcome.status() != TrialOutcome.Status.BUDGET) {
        throw new IllegalStateException(outcome.status() + ": " + outcome.reason());
      }
    }
    return elapsed;
  }

  /** The whole sweep as one cohort, however many lanes a plan would give it. */
  private static Cohort whole(Sweep sweep) {
    Cohort first = sweep.cohorts().get(0);
    if (sweep.cohorts().size() == 1) {
      return first;
    }
    return new Cohort(
        first.id(),
        first.branches().get(0).settings(),
        sweep.cohorts().stream().flatMap(cohort -> cohort.trials().stream()).toList());
  }

  private static Sweep sweep(String variable, String arm, int value, int epochs) {
    int degree = variable.equals("degree") ? value : 10;
    List<String> changes =
        new ArrayList<>(
            List.of(
                "grid.strategy=" + arm,
                "seeds=0.." + (variable.equals("lanes") ? value - 1 : 0),
                "data.nodes=" + degree,
                "data.examples=" + (variable.equals("examples") ? value : 1000),
                "groups.s10.degree=" + degree,
                "phases.symmetric.epochs=" + epochs,
                "phases.random.epochs=" + epochs,
                "phases.plain.epochs=" + epochs,
                "phases.random.orbit={samples: 1, per: batch}",
                "record.every=1000000 epoch"));
    if (variable.equals("channels")) {
      changes.add("architectures.dense.layers.0.linear.channels=" + value);
    }
    return Sweep.load(SWEEP, changes);
  }

  private static void plan(int trials) {
    int cells = trials / SEEDS_OF_A_CELL;
    String axis = "phases.random.learning_rate: {log: [1e-6, 1e-2], count: " + cells + "}";
    List<String> changes =
        List.of("seeds=0.." + (SEEDS_OF_A_CELL - 1), "grid={strategy: [augmented], " + axis + "}");
    long before = heap();
    long start = System.nanoTime();
    Sweep sweep = Sweep.load(SWEEP, changes);
    double loaded = (System.nanoTime() - start) * 1e-9;
    start = System.nanoTime();
    int found = sweep.cohorts().stream().mapToInt(Cohort::size).sum();
    Design design = Design.of(sweep);
    double listed = (System.nanoTime() - start) * 1e-9;
    System.out.printf(
        Locale.ROOT,
        "{\"trials\": %d, \"load_seconds\": %.3f, \"cohorts_seconds\": %.3f,"
            + " \"heap_mebibytes\": %.1f}%n",
        found,
        loaded,
        listed,
        (heap() - before) * MEBI);
    if (design.trialCount() != found) {
      throw new IllegalStateException("expected " + found + " trials");
    }
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
