package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.Network.Curvature;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;

/**
 * One JSON line: seconds of a gradient and of a Hessian product of the permutation experiment's
 * network (526 880 coefficients, double, one core), alone and as one of several that share their
 * point, and the GEMM peak of the same run. Fastest of alternating rounds.
 */
final class HessianBenchmark {
  private static final int GEMM = 768;
  private static final int VECTORS = 8;

  private HessianBenchmark() {}

  /**
   * @param arguments examples in a batch (200), rounds (20)
   */
  public static void main(String[] arguments) {
    int examples = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    double gradient = Double.POSITIVE_INFINITY;
    double product = Double.POSITIVE_INFINITY;
    double shared = Double.POSITIVE_INFINITY;
    double peak = 0;
    try (Probe plain =
            new Probe(
                StepBenchmark.permutations(new Features(new SpaceSpec.Edges(), 1)),
                Space.ADMISSIBLE,
                Precision.DOUBLE,
                examples,
                null,
                1);
        TangentProbe probe = new TangentProbe(plain, null)) {
      List<Coefficients> directions = new ArrayList<>();
      List<Coefficients> products = new ArrayList<>();
      for (int k = 0; k < VECTORS; k++) {
        directions.add(probe.random(k));
        products.add(probe.coefficients());
      }
      for (int round = 0; round < rounds; round++) {
        peak = Math.max(peak, gemm());
        long start = System.nanoTime();
        plain.lossAndGradient();
        gradient = Math.min(gradient, seconds(start));
        start = System.nanoTime();
        multiply(probe, directions.subList(0, 1), products);
        product = Math.min(product, seconds(start));
        start = System.nanoTime();
        multiply(probe, directions, products);
        shared = Math.min(shared, seconds(start) / VECTORS);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "{\"engine\": \"equisweep\", \"examples\": %d, \"gradient_seconds\": %.6g,"
            + " \"product_seconds\": %.6g, \"shared_product_seconds\": %.6g, \"vectors\": %d,"
            + " \"gemm_peak_gflops\": %.4g}%n",
        examples,
        gradient,
        product,
        shared,
        VECTORS,
        peak);
  }

  private static void multiply(
      TangentProbe probe, List<Coefficients> directions, List<Coefficients> products) {
    Probe plain = probe.plain;
    probe.network.linearise(
        probe.point, plain.x, plain.y, plain.examples, 1, null, probe.workspace);
    for (int k = 0; k < directions.size(); k++) {
      probe.network.addHessianProduct(
          directions.get(k), products.get(k), Curvature.HESSIAN, probe.workspace);
    }
  }

  private static double gemm() {
    try (Tensor a = Tensor.zeros(Precision.DOUBLE, (long) GEMM * GEMM);
        Tensor b = Tensor.zeros(Precision.DOUBLE, (long) GEMM * GEMM);
        Tensor c = Tensor.zeros(Precision.DOUBLE, (long) GEMM * GEMM)) {
      long start = System.nanoTime();
      Blas.gemm(false, false, GEMM, GEMM, GEMM, 1, a, 0, GEMM, b, 0, GEMM, 0, c, 0, GEMM);
      return 2e-9 * GEMM * GEMM * GEMM / seconds(start);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }
}
