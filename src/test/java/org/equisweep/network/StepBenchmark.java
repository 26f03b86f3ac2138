package org.equisweep.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LayerNorm.Over;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The permutation experiment's step, 100 → 3200 → 64 → 32 → 1, against the GEMM limit of the same
 * run and precision: the equivariant one in each form, then as it is run; the dense one by plain
 * steps, then as it is run; both on the features of graphs. Fastest of many rounds on one core. Run
 * {@code main} with the project's JVM flags on the test class path; arguments: examples, then
 * {@code dense} or {@code equivariant} for these alone.
 */
final class StepBenchmark {
  private static final int ROUNDS = 400;
  private static final int GEMM = 768;

  private StepBenchmark() {}

  public static void main(String[] arguments) {
    int examples = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    String only = arguments.length > 1 ? arguments[1] : "";
    Features edges = new Features(new SpaceSpec.Edges(), 1);
    for (Precision precision : List.of(Precision.FLOAT, Precision.DOUBLE)) {
      double limit = gemmLimit(precision);
      System.out.printf(Locale.ROOT, "%s gemm %d³: %.1f GFLOP/s%n", precision.label(), GEMM, limit);
      ArchitectureGeometry whole = permutations(edges);
      if ("equivariant".startsWith(only)) {
        for (LinearForm form : LinearForm.values()) {
          if (form != LinearForm.GENERAL && form != LinearForm.DENSE) {
            report(
                "equivariant", whole, Space.EQUIVARIANT, precision, examples, form, false, limit);
          }
        }
        report("equivariant", whole, Space.EQUIVARIANT, precision, examples, null, false, limit);
        report("equivariant", whole, Space.EQUIVARIANT, precision, examples, null, true, limit);
        reportFeatures(whole, Space.EQUIVARIANT, precision, examples, limit);
      }
      if ("dense".startsWith(only)) {
        report("dense", whole, Space.ADMISSIBLE, precision, examples, null, false, limit);
        report("dense", whole, Space.ADMISSIBLE, precision, examples, null, true, limit);
        reportFeatures(whole, Space.ADMISSIBLE, precision, examples, limit);
      }
    }
  }

  private static void report(
      String name,
      ArchitectureGeometry geometry,
      Space space,
      Precision precision,
      int examples,
      @Nullable LinearForm forced,
      boolean fused,
      double limit) {
    try (Probe probe = new Probe(geometry, space, precision, examples, forced, fused, 1)) {
      print(name, probe.network, fastest(probe::lossAndGradient), examples, limit);
    }
  }

  /** On the features of graphs, in place of the graphs. */
  private static void reportFeatures(
      ArchitectureGeometry geometry, Space space, Precision precision, int examples, double limit) {
    try (Tensor graphs = graphs(precision, examples)) {
      InputSpan.Inputs inputs = new InputSpan.Inputs(graphs, examples);
      InputSpan span = Objects.requireNonNull(InputSpan.of(geometry, space, List.of(inputs)));
      Network network = Network.compile(geometry, space, precision, examples, span);
      try (Tensor rows = span.evaluate(inputs);
          Tensor x = Tensor.zeros(precision, rows.length());
          Tensor y = Tensor.zeros(precision, examples);
          Coefficients c = network.newCoefficients();
          Coefficients gradient = network.newCoefficients();
          Workspace workspace = network.newWorkspace()) {
        Blas.transpose(examples, network.inputs(), rows, 0, network.inputs(), x, 0, examples);
        RandomStream stream = RandomStream.of(1, "benchmark/point", 0);
        for (int layer = 0; layer < c.layers(); layer++) {
          double[] values = new double[c.size(layer)];
          Arrays.setAll(values, i -> 0.1 * stream.nextNormal());
          c.write(layer, values);
        }
        double seconds =
            fastest(() -> network.lossAndGradient(c, x, y, examples, 1, gradient, workspace));
        print("features " + span.rank(), network, seconds, examples, limit);
      }
    }
  }

  /** Symmetric, with a constant diagonal. */
  private static Tensor graphs(Precision precision, int examples) {
    RandomStream stream = RandomStream.of(1, "benchmark/graphs", 0);
    Tensor graphs = Tensor.zeros(precision, 100L * examples);
    for (int example = 0; example < examples; example++) {
      for (int i = 0; i < 10; i++) {
        for (int j = 0; j <= i; j++) {
          double edge = i == j ? -0.5 : stream.nextInt(2) - 0.5;
          graphs.set(example * 100L + i * 10 + j, edge);
          graphs.set(example * 100L + j * 10 + i, edge);
        }
      }
    }
    return graphs;
  }

  private static double fastest(Runnable step) {
    double seconds = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      step.run();
      seconds = Math.min(seconds, (System.nanoTime() - start) * 1e-9);
    }
    return seconds;
  }

  private static void print(
      String name, Network network, double seconds, int examples, double limit) {
    long multiplyAdds = 0;
    double cost = 0;
    StringBuilder forms = new StringBuilder();
    for (LayerForm form : network.forms()) {
      for (LayerForm.Counts counts : form.considered()) {
        if (counts.form() == form.chosen()) {
          multiplyAdds += counts.multiplyAdds();
          cost += counts.cost();
          forms.append(' ').append(counts.form());
        }
      }
    }
    network.fusions().forEach(f -> forms.append(", ").append(f.description()));
    System.out.printf(
        Locale.ROOT,
        "%-12s%s: %.3f ms for %d examples (by counts %.3f), %.1f GFLOP/s, %.0f %% of the limit%n",
        name,
        forms,
        1e3 * seconds,
        examples,
        2e-6 * cost / limit,
        2e-9 * multiplyAdds / seconds,
        2e-7 * multiplyAdds / seconds / limit);
  }

  private static double gemmLimit(Precision precision) {
    try (Tensor a = Tensor.zeros(precision, (long) GEMM * GEMM);
        Tensor b = Tensor.zeros(precision, (long) GEMM * GEMM);
        Tensor c = Tensor.zeros(precision, (long) GEMM * GEMM)) {
      double seconds = Double.POSITIVE_INFINITY;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        Blas.gemm(false, false, GEMM, GEMM, GEMM, 1, a, 0, GEMM, b, 0, GEMM, 0, c, 0, GEMM);
        seconds = Math.min(seconds, (System.nanoTime() - start) * 1e-9);
      }
      return 2e-9 * GEMM * GEMM * GEMM / seconds;
    }
  }

  static ArchitectureGeometry permutations(Features input) {
    SpaceSpec scalar = new SpaceSpec.Scalar();
    ArchitectureSpec architecture =
        new ArchitectureSpec(
            input,
            List.of(
                Cases.linear(new SpaceSpec.Edges(), 32),
                new LeakyRelu(0.01),
                Cases.linear(scalar, 64),
                new LeakyRelu(0.01),
                new LayerNorm(Over.CHANNELS, 1e-5),
                Cases.linear(scalar, 32),
                new LeakyRelu(0.01),
                Cases.linear(scalar, 1)),
            new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, false, 1));
    return ArchitectureGeometry.of(architecture, new GroupSpec.Symmetric(10));
  }
}
