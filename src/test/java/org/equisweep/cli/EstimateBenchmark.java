package org.equisweep.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.equisweep.stability.JudgedTraining;
import org.equisweep.sweep.Cohort;
import org.equisweep.sweep.Sweep;
import org.equisweep.training.Keep;

/**
 * The time that {@code plan} estimates for a sweep on one core, and the time that training takes on
 * one thread: a line of JSON.
 *
 * <pre>  EstimateBenchmark FILE [PATH=VALUE…]</pre>
 */
final class EstimateBenchmark {
  private EstimateBenchmark() {}

  public static void main(String[] arguments) {
    Sweep sweep = Sweep.load(arguments[0], Arrays.asList(arguments).subList(1, arguments.length));
    double rate = MatrixSpeed.measure(sweep.cells().get(0).settings().precision());
    PlanSummary summary = PlanSummary.of(sweep, sweep.cohorts());
    double estimated = summary.time(rate, 1).toMillis() * 1e-3;
    long start = System.nanoTime();
    for (Cohort cohort : sweep.cohorts()) {
      JudgedTraining.train(cohort.strands(), Duration.ZERO, new Keep(false, false));
    }
    double measured = (System.nanoTime() - start) * 1e-9;
    System.out.printf(
        Locale.ROOT,
        "{\"sweep\": \"%s\", \"trials\": %d, \"gemm_gflops\": %.0f, \"estimated_seconds\": %.2f, \"measured_seconds\":"
            + " %.2f, \"ratio\": %.3f}%n",
        sweep.name(),
        summary.trials(),
        2e-9 * rate,
        estimated,
        measured,
        estimated / measured);
  }
}
