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
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One JSON line: seconds of a gradient and of a Hessian product of the permutation experiment's
 * network (526 880 coefficients, double, one core), alone and as one of several that share their
 * point, in coordinates of the data span as sweeps have it and with all inputs, and the GEMM peak
 * of the same run. Fastest of alternating rounds.
 */
final class HessianBenchmark {
  private static final int GEMM = 768;
  private static final int VECTORS = 8;
  private static final int DEGREE = 10;

  private HessianBenchmark() {}

  /**
   * @param arguments examples in a batch (200), rounds (20)
   */
  public static void main(String[] arguments) {
    int examples = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    ArchitectureGeometry geometry =
        StepBenchmark.permutations(new Features(new SpaceSpec.Edges(), 1));
    double peak = 0;
    try (Tensor graphs = graphs(examples)) {
      InputSpan.Inputs inputs = new InputSpan.Inputs(graphs, examples);
      InputSpan span = InputSpan.of(geometry, Space.ADMISSIBLE, List.of(inputs));
      if (span == null) {
        throw new IllegalStateException("graphs must have a span");
      }
      try (Tensor features = span.evaluate(inputs);
          Measured spanned = new Measured(geometry, span, features, examples);
          Measured whole = new Measured(geometry, null, graphs, examples)) {
        for (int round = 0; round < rounds; round++) {
          peak = Math.max(peak, gemm());
          spanned.measure();
          whole.measure();
        }
        System.out.printf(
            Locale.ROOT,
            "{\"engine\": \"equisweep\", \"examples\": %d, \"span\": %d, %s, %s, \"vectors\": %d,"
                + " \"gemm_peak_gflops\": %.4g}%n",
            examples,
            span.rank(),
            spanned.line(""),
            whole.line("whole_"),
            VECTORS,
            peak);
      }
    }
  }

  /** Adjacency minus ½, [example][feature]. */
  private static Tensor graphs(int examples) {
    Tensor graphs = Tensor.zeros(Precision.DOUBLE, (long) DEGREE * DEGREE * examples);
    RandomStream stream = RandomStream.of(0, "benchmark", 0);
    for (int example = 0; example < examples; example++) {
      long at = (long) example * DEGREE * DEGREE;
      for (int i = 0; i < DEGREE; i++) {
        graphs.set(at + i * DEGREE + i, -0.5);
        for (int j = 0; j < i; j++) {
          double edge = stream.nextDouble() < 0.5 ? -0.5 : 0.5;
          graphs.set(at + i * DEGREE + j, edge);
          graphs.set(at + j * DEGREE + i, edge);
        }
      }
    }
    return graphs;
  }

  /** A network and its fastest times. */
  private static final class Measured implements AutoCloseable {
    private final int examples;
    private final Network plain;
    private final Network network;
    private final Workspace plainWorkspace;
    private final Workspace workspace;
    private final Coefficients plainPoint;
    private final Coefficients plainGradient;
    private final Coefficients point;
    private final List<Coefficients> directions = new ArrayList<>();
    private final List<Coefficients> products = new ArrayList<>();
    private final Tensor x;
    private final Tensor y;
    private double gradient = Double.POSITIVE_INFINITY;
    private double product = Double.POSITIVE_INFINITY;
    private double shared = Double.POSITIVE_INFINITY;

    /**
     * @param inputs [example][feature]
     */
    Measured(ArchitectureGeometry geometry, @Nullable InputSpan span, Tensor inputs, int examples) {
      this.examples = examples;
      plain = Network.compile(geometry, Space.ADMISSIBLE, Precision.DOUBLE, examples, span);
      network = Network.compileForTangents(geometry, Space.ADMISSIBLE, examples, span);
      plainWorkspace = plain.newWorkspace();
      workspace = network.newWorkspace();
      plainPoint = plain.newCoefficients();
      plainGradient = plain.newCoefficients();
      point = network.newCoefficients();
      for (int layer = 0; layer < point.layers(); layer++) {
        double[] c = random(point.size(layer), layer);
        plainPoint.write(layer, c);
        point.write(layer, c);
      }
      for (int k = 0; k < VECTORS; k++) {
        Coefficients v = network.newCoefficients();
        for (int layer = 0; layer < v.layers(); layer++) {
          v.writeDirection(layer, random(v.size(layer), 100 * (k + 1) + layer));
        }
        directions.add(v);
        products.add(network.newCoefficients());
      }
      int features = network.inputs();
      x = Tensor.zeros(Precision.DOUBLE, (long) features * examples);
      Blas.transpose(examples, features, inputs, 0, features, x, 0, examples);
      y = Tensor.zeros(Precision.DOUBLE, examples);
      for (int example = 0; example < examples; example += 2) {
        y.set(example, 1);
      }
    }

    private static double[] random(int length, int index) {
      RandomStream stream = RandomStream.of(1, "benchmark", index);
      double[] c = new double[length];
      for (int k = 0; k < length; k++) {
        c[k] = 0.1 * stream.nextNormal();
      }
      return c;
    }

    void measure() {
      long start = System.nanoTime();
      plain.lossAndGradient(plainPoint, x, y, examples, 1, plainGradient, plainWorkspace);
      gradient = Math.min(gradient, seconds(start));
      start = System.nanoTime();
      multiply(1);
      product = Math.min(product, seconds(start));
      start = System.nanoTime();
      multiply(VECTORS);
      shared = Math.min(shared, seconds(start) / VECTORS);
    }

    private void multiply(int vectors) {
      network.linearise(point, x, y, examples, 1, null, workspace);
      for (int k = 0; k < vectors; k++) {
        network.addHessianProduct(directions.get(k), products.get(k), Curvature.HESSIAN, workspace);
      }
    }

    String line(String prefix) {
      return String.format(
          Locale.ROOT,
          "\"%sgradient_seconds\": %.6g, \"%sproduct_seconds\": %.6g,"
              + " \"%sshared_product_seconds\": %.6g",
          prefix,
          gradient,
          prefix,
          product,
          prefix,
          shared);
    }

    @Override
    public void close() {
      directions.forEach(Coefficients::close);
      products.forEach(Coefficients::close);
      List.of(plainPoint, plainGradient, point).forEach(Coefficients::close);
      plainWorkspace.close();
      workspace.close();
      x.close();
      y.close();
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
