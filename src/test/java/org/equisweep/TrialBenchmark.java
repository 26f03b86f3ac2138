package org.equisweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.equisweep.sweep.Sweep;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Numerics;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.equisweep.training.CohortTrainer;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.TrialSettings;

/**
 * Seconds per epoch and seed of an arm of {@code jobs/paper/permutations.yaml}, on one thread. One
 * JSON line, as the peers' scripts print it, with the GEMM peak of the same run.
 *
 * <pre>
 *   TrialBenchmark ARM PRECISION LANES EPOCHS [DATA] [recorded]
 *
 *   ARM        nominal | equivariant | augmented (25 passes, one draw per batch and pass)
 *              | augmented_per_example (25 passes, one draw per example and pass)
 *   PRECISION  float | double
 *   LANES      seeds trained side by side
 *   EPOCHS     of one timed stretch
 *   DATA       the folder with adjacency.npy and connected.npy; graphs are generated without it
 *   recorded   measures a row every epoch, too
 * </pre>
 *
 * <p>A cohort is trained for 1 and for 1 + EPOCHS epochs, in turn; an epoch is the difference over
 * EPOCHS, so that what happens once (geometry, reading, compiling, first and last row) is not in
 * it. {@code seconds_per_seed} is the median over {@code repeats}, rows being recorded at the ends
 * alone; {@code recorded_seconds_per_seed} the same with a row every epoch, as the sweep has it,
 * where that is asked for. Run it with the project's JVM flags, pinned to a core.
 */
final class TrialBenchmark {
  private static final int REPEATS = 5;
  private static final int WARM_UPS = 2;
  private static final double BUDGET_SECONDS = 8;
  private static final double WARM_UP_SECONDS = 3;
  private static final int GEMM = 1024;
  private static final int PASSES = 25;
  private static final int EXAMPLES = 1000;

  /** Multiply–adds of one example in the dense form, as the peers count. */
  private static final long DENSE = 2 * 100 * 3200 + 3 * (3200 * 64 + 64 * 32 + 32);

  /** The same with fifteen operators and two functionals. */
  private static final long FACTORED = 2 * 15 * 3200 + 3 * (2 * 32 * 64 + 64 * 32 + 32);

  private TrialBenchmark() {}

  public static void main(String[] arguments) {
    if (arguments.length < 4) {
      throw new IllegalArgumentException(
          "TrialBenchmark ARM PRECISION LANES EPOCHS [DATA] [recorded]");
    }
    List<String> options = Arrays.asList(arguments).subList(4, arguments.length);
    boolean records = options.contains("recorded");
    Numerics.initialise();
    String arm = arguments[0];
    Precision precision = Precision.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    int lanes = Integer.parseInt(arguments[2]);
    int epochs = Integer.parseInt(arguments[3]);
    Path data =
        options.stream().filter(o -> !o.equals("recorded")).map(Path::of).findFirst().orElse(null);
    Arm measured = new Arm(arm, precision, lanes, epochs, data);
    double peak = gemmPeak(precision);
    double[] bare = measured.seconds("1000000 epochs", REPEATS);
    String recorded =
        records
            ? String.format(
                Locale.ROOT,
                " \"recorded_seconds_per_seed\": %.6f,",
                median(measured.seconds("1 epoch", REPEATS)))
            : "";
    peak = Math.max(peak, gemmPeak(precision));
    boolean augmented = arm.startsWith("augmented");
    double multiplyAdds =
        (double) (arm.equals("equivariant") ? FACTORED : DENSE)
            * EXAMPLES
            * (augmented ? PASSES : 1);
    double rate = 2e-9 * multiplyAdds / median(bare);
    System.out.printf(
        Locale.ROOT,
        "{\"peer\": \"equisweep\", \"experiment\": \"P\", \"arm\": \"%s\", \"precision\": \"%s\","
            + " \"seeds\": %d, \"threads\": 1, \"batch\": 200, \"seconds_per_seed\": %.6f,"
            + " \"best\": %.6f,%s \"repeats\": %d,"
            + " \"gflops\": %.1f, \"roofline\": %.1f, \"fraction\": %.3f, \"numerics\": \"%s\"}%n",
        arm,
        precision.label(),
        lanes,
        median(bare),
        Arrays.stream(bare).min().orElseThrow(),
        recorded,
        bare.length,
        rate,
        peak,
        rate / peak,
        Numerics.describe());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private record Arm(String name, Precision precision, int lanes, int epochs, Path data) {
    /** Seconds of an epoch of one seed, once for each repeat the budget allows. */
    double[] seconds(String every, int repeats) {
      TrialSettings few = settings(every, 1);
      TrialSettings many = settings(every, 1 + epochs);
      long warmed = System.nanoTime();
      for (int i = 0; i < WARM_UPS && (System.nanoTime() - warmed) * 1e-9 < WARM_UP_SECONDS; i++) {
        train(many);
        train(few);
      }
      List<Double> seconds = new ArrayList<>();
      long begun = System.nanoTime();
      while (seconds.size() < repeats
          && (seconds.isEmpty() || (System.nanoTime() - begun) * 1e-9 < BUDGET_SECONDS)) {
        double once = train(few);
        seconds.add((train(many) - once) / epochs / lanes);
      }
      return seconds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double train(TrialSettings settings) {
      List<Long> seeds = LongStream.range(0, lanes).boxed().toList();
      long start = System.nanoTime();
      List<TrialOutcome> outcomes = CohortTrainer.train(settings, seeds, Duration.ZERO, false);
      double elapsed = (System.nanoTime() - start) * 1e-9;
      for (TrialOutcome outcome : outcomes) {
        if (outcome.status() != TrialOutcome.Status.BUDGET) {
          throw new IllegalStateException(outcome.status() + ": " + outcome.reason());
        }
      }
      return elapsed;
    }

    private TrialSettings settings(String every, int epochs) {
      List<String> changes =
          new ArrayList<>(
              List.of(
                  "precision=" + precision.label(),
                  "phases.symmetric.epochs=" + epochs,
                  "phases.random.epochs=" + epochs,
                  "phases.plain.epochs=" + epochs,
                  "phases.random.orbit.samples=" + PASSES,
                  "phases.random.orbit.per="
                      + (name.equals("augmented_per_example") ? "example" : "batch"),
                  "record.every=" + every));
      if (data != null) {
        changes.add(
            "data={kind: npy, inputs: '%s', targets: '%s', shift: -0.5, batch: 200}"
                .formatted(file("adjacency.npy"), file("connected.npy")));
      }
      String strategy = name.startsWith("augmented") ? "augmented" : name;
      return Sweep.load("jobs/paper/permutations.yaml", changes).cells().stream()
          .filter(cell -> cell.strategy().equals(strategy))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no arm " + name))
          .settings();
    }

    private Path file(String file) {
      Path folder = Files.isDirectory(data.resolve("graphs")) ? data.resolve("graphs") : data;
      return folder.resolve(file).toAbsolutePath();
    }
  }

  /** GFLOP/s of a large square product, the fastest of several. */
  private static double gemmPeak(Precision precision) {
    long size = (long) GEMM * GEMM;
    try (Tensor a = Tensor.zeros(precision, size);
        Tensor b = Tensor.zeros(precision, size);
        Tensor c = Tensor.zeros(precision, size)) {
      a.fill(0, size, 1.0 / 3);
      b.fill(0, size, 1.0 / 7);
      double seconds = Double.POSITIVE_INFINITY;
      for (int round = 0; round < 10; round++) {
        long start = System.nanoTime();
        Blas.gemm(false, false, GEMM, GEMM, GEMM, 1, a, 0, GEMM, b, 0, GEMM, 0, c, 0, GEMM);
        seconds = Math.min(seconds, (System.nanoTime() - start) * 1e-9);
      }
      return 2e-9 * size * GEMM / seconds;
    }
  }
}
