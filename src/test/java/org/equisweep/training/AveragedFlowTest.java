package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.equisweep.data.Batch;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.Coefficients;
import org.equisweep.network.Network;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Φ̄(x) = ∫ρ_L(g)⁻¹Φ(ρ₀(g)x)dμ. */
class AveragedFlowTest {
  /** Logits of order 1, sums of at most 72 of them. */
  private static final double ROUNDING = 1e-13;

  private static final double STEP = 1e-5;

  /** Central differences with {@link #STEP}, relative to the gradient's norm. */
  private static final double DIFFERENCES = 1e-7;

  @TempDir Path folder;

  static Stream<Arguments> casesAndSeeds() {
    return Stream.of(Case.values())
        .flatMap(c -> Stream.of(1L, 2L).map(seed -> Arguments.of(c, seed)));
  }

  /** A cohort with its averaged network at a random point of 𝓛, or of 𝓔. */
  private final class Setting implements AutoCloseable {
    final Cohort cohort;
    final AveragedNetwork averaged;
    final Network network;
    final Point point;
    final Batch tile;

    Setting(Case c, long seed, boolean equivariant) {
      TrialSettings settings = c.settings(folder);
      ArchitectureGeometry geometry =
          ArchitectureGeometry.of(settings.architecture(), settings.group());
      cohort = new Cohort(settings, geometry, 1, new Clock(Duration.ZERO, 1));
      Cohort.Compiled compiled = cohort.compiled(Network.Space.ADMISSIBLE, false);
      averaged = cohort.averaged(compiled);
      network = compiled.network();
      point = new Point(geometry, network, compiled.space(), cohort.scratch());
      double[][] layers = Layers.random(geometry.layers(), seed);
      if (equivariant) {
        layers = Layers.projected(geometry.layers(), layers, LayerGeometry::projectEquivariant);
      }
      for (int layer = 0; layer < layers.length; layer++) {
        point.setLayer(layer, layers[layer]);
      }
      tile = new Batch(settings.precision(), network.inputs(), network.outputs(), Case.EXAMPLES);
      tile.begin(Case.EXAMPLES);
      tile.append(cohort.examples().data(), rows(), 0, Case.EXAMPLES, null, null);
    }

    int[] rows() {
      return java.util.stream.IntStream.range(0, Case.EXAMPLES).toArray();
    }

    double[] logits(Batch batch) {
      double[] z = new double[network.outputs() * Case.EXAMPLES];
      averaged.logits(point.coefficients(), batch).copyTo(0, z, 0, z.length);
      return z;
    }

    @Override
    public void close() {
      tile.close();
      point.close();
      cohort.close();
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("casesAndSeeds")
  void theAveragedNetworkIsEquivariantAtEveryPoint(Case c, long seed) {
    try (Setting at = new Setting(c, seed, false);
        Batch moved =
            new Batch(
                at.network.precision(), at.network.inputs(), at.network.outputs(), Case.EXAMPLES)) {
      double[] z = at.logits(at.tile);
      double largest = 0;
      for (int g = 0; g < at.cohort.examples().elements().size(); g++) {
        int[] image = at.cohort.examples().elements().target(g);
        moved.begin(Case.EXAMPLES);
        moved.append(
            at.cohort.examples().data(),
            at.rows(),
            0,
            Case.EXAMPLES,
            at.cohort.examples().elements().input(g),
            null);
        double[] zMoved = at.logits(moved);
        for (int i = 0; i < z.length; i++) {
          int f = i / Case.EXAMPLES;
          int to = (image == null ? f : image[f]) * Case.EXAMPLES + i % Case.EXAMPLES;
          largest = Math.max(largest, Math.abs(zMoved[to] - z[i]));
        }
      }
      assertThat(largest).isLessThan(ROUNDING * 10);
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("casesAndSeeds")
  void onEquivariantLayersItsRiskIsTheNominalOne(Case c, long seed) {
    try (Setting at = new Setting(c, seed, true)) {
      double nominal =
          at.network.loss(
              at.point.coefficients(),
              at.tile.inputs(),
              at.tile.targets(),
              Case.EXAMPLES,
              at.cohort.compiled(Network.Space.ADMISSIBLE, false).workspace());
      assertThat(at.averaged.loss(at.point.coefficients(), at.tile))
          .isCloseTo(nominal, within(ROUNDING * Math.abs(nominal)));
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("casesAndSeeds")
  void itsGradientIsThatOfItsLoss(Case c, long seed) {
    try (Setting at = new Setting(c, seed, false)) {
      assertGradient(at, at.point.coefficients(), at.network.newCoefficients(), seed);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void itsGradientIsThatOfItsLossInDrawnParametrisations(long seed) {
    try (Setting at = new Setting(Case.C4_CROSS, seed, false)) {
      TrialSettings settings = Case.C4_CROSS.settings(folder);
      ArchitectureGeometry drawn =
          ArchitectureGeometry.of(settings.architecture(), settings.group())
              .parametrised(new KernelBasis.Random(5), seed);
      Coefficients point = at.network.newCoefficients(drawn);
      writeNormals(point, RandomStream.of(seed, "test/point", 0));
      assertGradient(at, point, at.network.newCoefficients(drawn), seed);
      point.close();
    }
  }

  /** By central differences along five directions; closes {@code gradient}. */
  private static void assertGradient(
      Setting at, Coefficients point, Coefficients gradient, long seed) {
    try (gradient;
        Coefficients direction = at.network.newCoefficients()) {
      double loss = at.averaged.lossAndGradient(point, at.tile, 1, gradient);
      assertThat(loss).isEqualTo(at.averaged.loss(point, at.tile));
      double norm = Math.sqrt(gradient.sumOfSquares());
      assertThat(norm).isPositive();
      RandomStream stream = RandomStream.of(seed, "test/direction", 0);
      for (int trial = 0; trial < 5; trial++) {
        writeNormals(direction, stream);
        direction.scale(1 / Math.sqrt(direction.sumOfSquares()));
        point.axpy(STEP, direction);
        double ahead = at.averaged.loss(point, at.tile);
        point.axpy(-2 * STEP, direction);
        double behind = at.averaged.loss(point, at.tile);
        point.axpy(STEP, direction);
        assertThat((ahead - behind) / (2 * STEP))
            .isCloseTo(gradient.dot(direction), within(DIFFERENCES * (1 + norm)));
      }
    }
  }

  private static void writeNormals(Coefficients c, RandomStream stream) {
    for (int layer = 0; layer < c.layers(); layer++) {
      double[] v = new double[c.size(layer)];
      for (int i = 0; i < v.length; i++) {
        v[i] = stream.nextNormal();
      }
      c.write(layer, v);
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("casesAndSeeds")
  void anAveragedPhaseRecordsItsOwnGradientAndTheNetworksRisks(Case c, long seed) {
    TrialSettings settings = Settings.offEquivariant(c.settings(folder));
    PhaseSpec phase =
        new PhaseSpec(
            "averaged", PhaseSpec.Flow.AVERAGED, null, 2, 0.05, PhaseSpec.Update.EVERY_EPOCH);
    TrialOutcome outcome = Settings.train(Settings.with(settings, phase), seed);
    assertThat(outcome.status()).as(outcome.reason()).isEqualTo(TrialOutcome.Status.BUDGET);
    List<TrajectoryRow> rows = outcome.rows();
    assertThat(rows).hasSize(3);
    PhaseSpec plain = Settings.nominal(0, 0.05, PhaseSpec.Update.EVERY_EPOCH);
    TrajectoryRow start = Settings.train(Settings.with(settings, plain), seed).rows().get(0);
    assertThat(rows.get(0).nominalRisk())
        .isCloseTo(start.nominalRisk(), within(ROUNDING * Math.abs(start.nominalRisk())));
    assertThat(rows.get(0).augmentedRisk()).isEqualTo(start.augmentedRisk());
    assertThat(rows.get(0).batchLoss()).as("the risk of Φ̄").isNotEqualTo(start.nominalRisk());
    assertThat(rows.get(0).gradientNorm()).isEqualTo(rows.get(0).batchGradientNorm());
    assertThat(rows.get(1).batchLoss()).isLessThan(rows.get(0).batchLoss());
  }
}
