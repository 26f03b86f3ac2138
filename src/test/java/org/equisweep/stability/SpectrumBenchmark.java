package org.equisweep.stability;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.equisweep.data.DataSpec;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.equisweep.training.InitializationSpec;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.RecordSpec;
import org.equisweep.training.RiskColumns;
import org.equisweep.training.StopSpec;
import org.equisweep.training.TrialSettings;

/**
 * One JSON line: seconds and products for the ten lowest eigenpairs on N𝓔 of the permutation
 * experiment's network, 526 880 coefficients, at a random point of 𝓔, residuals of 10⁻⁶‖H‖.
 */
final class SpectrumBenchmark {
  private SpectrumBenchmark() {}

  /**
   * @param arguments graphs (1000), draws of R^aug per graph (0 for R), the most products (20 000)
   */
  public static void main(String[] arguments) {
    int graphs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    int draws = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    int most = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20_000;
    TrialSettings settings = settings(graphs);
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    RiskColumns.Average average =
        draws == 0 ? new RiskColumns.Average.None() : new RiskColumns.Average.Samples(draws);
    try (RiskObjective f =
        new RiskObjective(
            geometry, RiskColumns.of(settings, geometry, 0, average, Duration.ZERO), 0)) {
      SplitCoordinates coordinates = f.coordinates();
      double[] x = new double[f.dimension()];
      RandomStream stream = RandomStream.of(0, "benchmark", 0);
      for (int i = 0; i < coordinates.tangent(); i++) {
        x[i] = 0.3 * stream.nextNormal();
      }
      Compression normal =
          new Compression(f.hessian(x), coordinates.tangent(), coordinates.normal());
      ExplainedFlats flats =
          new ExplainedFlats(geometry, coordinates, coordinates.layers(x), f.dataSpan());
      long start = System.nanoTime();
      Subspace excited = flats.excited(normal, coordinates.tangent(), 1e-10);
      Eigenpairs pairs =
          new BlockLanczos(normal, excited, new EigenSolver(10, 1e-6, most)).lowest();
      System.out.printf(
          Locale.ROOT,
          "{\"normal\": %d, \"searched\": %d, \"seconds\": %.4g, \"products\": %d, \"converged\":"
              + " %s, \"norm\": %.6g, \"largest_residual\": %.3g, \"lowest\": \"%s\"}%n",
          coordinates.normal(),
          pairs.dimension(),
          (System.nanoTime() - start) * 1e-9,
          pairs.products(),
          pairs.converged(),
          pairs.norm(),
          Arrays.stream(pairs.residuals()).max().orElse(0),
          Arrays.toString(pairs.values()));
    }
  }

  private static TrialSettings settings(int graphs) {
    SpaceSpec scalar = new SpaceSpec.Scalar();
    return new TrialSettings(
        new GroupSpec.Symmetric(10),
        new ArchitectureSpec(
            new Features(new SpaceSpec.Edges(), 1),
            List.of(
                linear(new SpaceSpec.Edges(), 32),
                new LeakyRelu(0.01),
                linear(scalar, 64),
                new LeakyRelu(0.01),
                new LayerNorm(LayerNorm.Over.CHANNELS, 1e-5),
                linear(scalar, 32),
                new LeakyRelu(0.01),
                linear(scalar, 1)),
            new Loss(Loss.Kind.BINARY_CROSS_ENTROPY, false, 1)),
        new DataSpec(
            new DataSpec.Source.BlockGraphs(graphs, 10, 0.5, 0.05, 1),
            -0.5,
            OptionalInt.empty(),
            false,
            OptionalInt.empty(),
            null),
        new InitializationSpec(
            new InitializationSpec.Gaussian(Map.of(), List.of()),
            true,
            new InitializationSpec.Perturb.None()),
        List.of(
            new PhaseSpec(
                "still", PhaseSpec.Flow.EQUIVARIANT, null, 0, 0.1, PhaseSpec.Update.EVERY_EPOCH)),
        new RecordSpec(1, RecordSpec.Unit.EPOCH, new RecordSpec.AugmentedRisk.None(), 4),
        new StopSpec(OptionalDouble.empty(), null),
        Precision.DOUBLE,
        false);
  }

  private static Linear linear(SpaceSpec to, int channels) {
    return new Linear(to, channels, new Admissible.Full());
  }
}
