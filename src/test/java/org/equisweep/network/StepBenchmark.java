package org.equisweep.network;

import java.util.List;
import java.util.Locale;
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
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The permutation experiment's step, 100 → 3200 → 64 → 32 → 1 in float, against the GEMM limit of
 * the same run; the equivariant one in each form. Fastest of many rounds, alternating, on one core.
 * Run {@code main} with the project's JVM flags on the test class path.
 */
final class StepBenchmark {
  private static final int ROUNDS = 400;
  private static final int GEMM = 768;

  private StepBenchmark() {}

  public static void main(String[] arguments) {
    int examples = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    String only = arguments.length > 1 ? arguments[1] : "";
    Features edges = new Features(new SpaceSpec.Edges(), 1);
    Features span = new Features(new SpaceSpec.Scalar(), 46);
    for (Precision precision : List.of(Precision.FLOAT, Precision.DOUBLE)) {
      double limit = gemmLimit(precision);
      System.out.printf(
          Locale.ROOT, "%s gemm %d³: %.1f GFLOP/s%n", precision.label(), GEMM, limit);
      ArchitectureGeometry whole = permutations(edges);
      if ("equivariant".startsWith(only)) {
        for (LinearForm form : LinearForm.values()) {
          if (form != LinearForm.GENERAL && form != LinearForm.DENSE) {
            report("equivariant", whole, Space.EQUIVARIANT, precision, examples, form, true, limit);
          }
        }
        report("equivariant", whole, Space.EQUIVARIANT, precision, examples, null, false, limit);
        report("equivariant", whole, Space.EQUIVARIANT, precision, examples, null, true, limit);
      }
      if ("dense".startsWith(only)) {
        report("dense", whole, Space.ADMISSIBLE, precision, examples, null, false, limit);
        report("dense", whole, Space.ADMISSIBLE, precision, examples, null, true, limit);
        report("46-dim", permutations(span), Space.ADMISSIBLE, precision, examples, null, true, limit);
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
      double seconds = Double.POSITIVE_INFINITY;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        probe.lossAndGradient();
        seconds = Math.min(seconds, (System.nanoTime() - start) * 1e-9);
      }
      long multiplyAdds =
          probe.network.forms().stream()
              .flatMap(form -> form.considered().stream().filter(c -> c.form() == form.chosen()))
              .mapToLong(LayerForm.Counts::multiplyAdds)
              .sum();
      double rate = 2e-9 * multiplyAdds / seconds;
      List<LinearForm> forms = probe.network.forms().stream().map(LayerForm::chosen).toList();
      System.out.printf(
          Locale.ROOT,
          "%s %s%s: %.3f ms for %d examples, %.1f GFLOP/s in GEMM, %.0f %% of the limit%n",
          name,
          forms,
          probe.network.fusions().isEmpty() ? "" : " fused " + probe.network.fusions(),
          1e3 * seconds,
          examples,
          rate,
          100 * rate / limit);
    }
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
