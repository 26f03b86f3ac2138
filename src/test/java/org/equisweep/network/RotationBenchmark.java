package org.equisweep.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LayerNorm.Over;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Padding;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.ArchitectureSpec.Tap;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.Tensor;

/**
 * Descent steps of the rotation experiment's network on batches of 100, lanes side by side on one
 * thread; one line of JSON with examples per second and the GEMM limit of the same run.
 *
 * <p>Arguments: cross, skew, full or equivariant; float or double; lanes; steps of each lane;
 * optionally the examples of a tile.
 */
final class RotationBenchmark {
  private static final int BATCH = 100;
  private static final int GEMM = 768;
  private static final int ROUNDS = 30;
  private static final double RATE = 2.5e-4;

  private RotationBenchmark() {}

  public static void main(String[] arguments) {
    String arm = arguments[0];
    Precision precision = Precision.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    int lanes = Integer.parseInt(arguments[2]);
    int steps = Integer.parseInt(arguments[3]);
    ArchitectureGeometry geometry = rotations(arm);
    int tile =
        arguments.length > 4
            ? Integer.parseInt(arguments[4])
            : Math.min(BATCH, geometry.tileSize());
    Space space = arm.equals("equivariant") ? Space.EQUIVARIANT : Space.ADMISSIBLE;
    Network network = Network.compile(geometry, space, precision, tile);
    double seconds = Double.POSITIVE_INFINITY;
    String profile = "";
    try (Training training = new Training(network, lanes)) {
      for (int step = 0; step < steps; step++) {
        seconds = Math.min(seconds, training.step());
      }
      profile = training.profile(Math.max(1, steps / 4));
    }
    System.out.printf(
        Locale.ROOT,
        "{\"arm\": \"%s\", \"precision\": \"%s\", \"lanes\": %d, \"tile\": %d,"
            + " \"examples_per_second\": %.0f, \"gemm_peak_gflops\": %.1f, \"gflops\": %.1f,"
            + " \"forms\": \"%s\", \"steps\": [%s]}%n",
        arm,
        precision.label(),
        lanes,
        tile,
        lanes * BATCH / seconds,
        peak(precision),
        2e-9 * multiplyAdds(network) * lanes * BATCH / tile / seconds,
        network.forms().stream().map(LayerForm::chosen).toList(),
        profile);
  }

  private static double multiplyAdds(Network network) {
    return network.forms().stream().mapToLong(form -> chosen(form).multiplyAdds()).sum();
  }

  private static LayerForm.Counts chosen(LayerForm form) {
    return form.considered().stream()
        .filter(counts -> counts.form() == form.chosen())
        .findFirst()
        .orElseThrow();
  }

  /** One seed after the other, as lanes are. */
  private static final class Training implements AutoCloseable {
    private final Network network;
    private final Coefficients[] points;
    private final Coefficients gradient;
    private final Workspace workspace;
    private final Tensor x;
    private final Tensor y;

    Training(Network network, int lanes) {
      this.network = network;
      points = new Coefficients[lanes];
      for (int lane = 0; lane < lanes; lane++) {
        points[lane] = network.newCoefficients();
        for (int layer = 0; layer < points[lane].layers(); layer++) {
          double[] c = new double[points[lane].size(layer)];
          RandomStream stream = RandomStream.of(lane, "benchmark", layer);
          Arrays.setAll(c, i -> 0.1 * stream.nextNormal());
          points[lane].write(layer, c);
        }
      }
      gradient = network.newCoefficients();
      workspace = network.newWorkspace();
      x = random(network.inputs());
      y = random(network.outputs());
    }

    private Tensor random(int features) {
      RandomStream stream = RandomStream.of(0, "benchmark", 0);
      double[] values = new double[features * network.maxExamples()];
      Arrays.setAll(values, i -> stream.nextNormal());
      return Tensor.of(network.precision(), values);
    }

    /** One step of every lane; seconds. */
    double step() {
      long start = System.nanoTime();
      for (Coefficients point : points) {
        gradient.zero();
        for (int from = 0; from < BATCH; from += network.maxExamples()) {
          int count = Math.min(network.maxExamples(), BATCH - from);
          network.lossAndGradient(point, x, y, count, 1.0 / BATCH, gradient, workspace);
        }
        point.axpy(-RATE, gradient);
      }
      return (System.nanoTime() - start) * 1e-9;
    }

    /** Of each step, the microseconds that an example spends in it, the fastest of some rounds. */
    String profile(int rounds) {
      List<Step> steps = network.steps();
      double[] forward = new double[steps.size()];
      double[] backward = new double[steps.size()];
      Arrays.fill(forward, Double.POSITIVE_INFINITY);
      Arrays.fill(backward, Double.POSITIVE_INFINITY);
      int n = network.maxExamples();
      for (int round = 0; round < rounds; round++) {
        network.lossAndGradient(points[0], x, y, n, 1, gradient, workspace);
        for (int i = 0; i < steps.size(); i++) {
          long start = System.nanoTime();
          steps.get(i).forward(workspace);
          forward[i] = Math.min(forward[i], (System.nanoTime() - start) * 1e-3 / n);
        }
        for (int i = steps.size() - 1; i >= 0; i--) {
          long start = System.nanoTime();
          steps.get(i).backward(workspace);
          backward[i] = Math.min(backward[i], (System.nanoTime() - start) * 1e-3 / n);
        }
      }
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < steps.size(); i++) {
        lines.add(line(steps.get(i), forward[i], backward[i]));
      }
      return String.join(", ", lines);
    }

    /** A step as JSON: its layer, 0 where it has none, and the multiply–adds of an example. */
    private String line(Step step, double forward, double backward) {
      int layer = layer(step);
      double multiplyAdds = 0;
      if (layer > 0) {
        LayerForm form = network.forms().get(layer - 1);
        multiplyAdds = (double) chosen(form).multiplyAdds() / network.maxExamples();
      }
      return String.format(
          Locale.ROOT,
          "{\"step\": \"%s\", \"layer\": %d, \"form\": \"%s\", \"multiply_adds\": %.0f,"
              + " \"forward_us\": %.2f, \"backward_us\": %.2f}",
          step.getClass().getSimpleName(),
          layer,
          layer == 0 ? "" : network.forms().get(layer - 1).chosen().name().toLowerCase(Locale.ROOT),
          multiplyAdds,
          forward,
          backward);
    }

    private static int layer(Step step) {
      if (step instanceof SpaceFirstStep linear) {
        return linear.layer().index() + 1;
      } else if (step instanceof ShiftedStep linear) {
        return linear.layer().index() + 1;
      } else if (step instanceof DenseStep linear) {
        return linear.layer().index() + 1;
      }
      return 0;
    }

    @Override
    public void close() {
      for (Coefficients point : points) {
        point.close();
      }
      gradient.close();
      workspace.close();
      x.close();
      y.close();
    }
  }

  private static double peak(Precision precision) {
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

  static ArchitectureGeometry rotations(String arm) {
    List<Tap> support =
        switch (arm) {
          case "skew" -> Tap.skew();
          case "full" -> Tap.full(3);
          default -> Tap.cross(3);
        };
    LayerNorm norm = new LayerNorm(Over.POSITIONS, 1e-5);
    ArchitectureSpec architecture =
        new ArchitectureSpec(
            new Features(new SpaceSpec.Grid(28, 28), 1),
            List.of(
                conv(32, support),
                new AveragePool(2),
                new Tanh(),
                norm,
                conv(64, support),
                new AveragePool(2),
                new Tanh(),
                norm,
                conv(64, support),
                new Tanh(),
                norm,
                Cases.linear(new SpaceSpec.Scalar(), 10)),
            new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1));
    return ArchitectureGeometry.of(architecture, new GroupSpec.Cyclic(4));
  }

  private static Conv conv(int channels, List<Tap> support) {
    return new Conv(channels, 3, support, Padding.ZERO, 1, new KernelBasis.Taps());
  }
}
