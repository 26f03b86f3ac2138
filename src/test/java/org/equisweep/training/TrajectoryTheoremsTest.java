package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.equisweep.training.PhaseSpec.Update.EVERY_BATCH;
import static org.equisweep.training.PhaseSpec.Update.EVERY_EPOCH;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.equisweep.data.DataSpec;
import org.equisweep.geometry.AdmissibleSpaces;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.LayerSpace;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.Network;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F3–F6' along whole runs, as their recorded rows show them. */
class TrajectoryTheoremsTest {
  /** Distance to 𝓔 relative to ‖A‖ that counts as rounding, after some tens of steps. */
  private static final double ROUNDING = 1e-13;

  private static final double FLOAT_ROUNDING = 1e-5;

  /** Relative difference of quantities that two exact computations share. */
  private static final double AGREEMENT = 1e-10;

  private static final double RATE = 0.1;

  @TempDir Path folder;

  static Stream<Arguments> compatibleRuns() {
    return Case.compatibleCases().stream()
        .filter(Case::unitary)
        .flatMap(
            c ->
                Stream.of(EVERY_BATCH, EVERY_EPOCH)
                    .map(update -> Arguments.of(c, update, 1L + c.ordinal())));
  }

  @ParameterizedTest(name = "{0}, {1}, seed {2}")
  @MethodSource("compatibleRuns")
  void f3AnExactAugmentedRunStaysOnEquivariantLayersAndFollowsTheEquivariantRun(
      Case c, PhaseSpec.Update update, long seed) {
    TrialSettings settings = c.settings(folder);
    TrialOutcome augmented = train(settings, Settings.exact(8, RATE, update), seed);
    TrialOutcome equivariant = train(settings, Settings.equivariant(8, RATE, update), seed);
    assertThat(augmented.rows()).hasSameSizeAs(equivariant.rows()).hasSizeGreaterThan(8);
    for (int k = 0; k < augmented.rows().size(); k++) {
      TrajectoryRow left = augmented.rows().get(k);
      TrajectoryRow right = equivariant.rows().get(k);
      assertThat(left.distanceToEquivariant()).isLessThan(ROUNDING * norm(augmented));
      assertClose(left.nominalRisk(), right.nominalRisk());
      assertClose(left.augmentedRisk(), right.augmentedRisk());
      assertClose(left.gradientNorm(), right.gradientNorm());
      assertClose(left.batchLoss(), right.batchLoss());
      assertClose(left.batchGradientNorm(), right.batchGradientNorm());
      assertClose(left.distanceTravelled(), right.distanceTravelled());
    }
    assertThat(last(augmented).distanceTravelled()).isGreaterThan(1e-3);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void f3HoldsInSinglePrecisionUpToItsRounding(long seed) {
    TrialSettings settings = Settings.with(Case.S4_EDGES.settings(folder), Precision.FLOAT);
    TrialOutcome outcome = train(settings, Settings.exact(10, RATE, EVERY_BATCH), seed);
    assertThat(last(outcome).distanceToEquivariant()).isLessThan(FLOAT_ROUNDING * norm(outcome));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void expandedAndSampledAugmentationWanderOffAndNominalDrifts(long seed) {
    TrialSettings settings = Settings.shuffled(Case.Z10_NODES.settings(folder), 4);
    PhaseSpec.Orbit samples = new PhaseSpec.Orbit.Samples(3, PhaseSpec.Per.EXAMPLE);
    PhaseSpec.Orbit expanded = new PhaseSpec.Orbit.Expanded();
    for (PhaseSpec phase :
        List.of(
            Settings.augmented(samples, 2, RATE, EVERY_BATCH),
            Settings.augmented(expanded, 1, RATE, EVERY_BATCH),
            Settings.nominal(2, RATE, EVERY_BATCH))) {
      TrialOutcome outcome = train(settings, phase, seed);
      assertThat(last(outcome).distanceToEquivariant()).isGreaterThan(1e-6 * norm(outcome));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("compatible")
  void f4TheAugmentedGradientOnEquivariantLayersIsTheEquivariantOne(Case c) {
    PhaseSpec[] phases = {
      Settings.equivariant(30, RATE, EVERY_EPOCH), Settings.exact(0, RATE, EVERY_EPOCH)
    };
    TrialOutcome outcome = Settings.train(Settings.with(c.settings(folder), phases), 5);
    TrajectoryRow equivariant = outcome.rows().get(outcome.rows().size() - 2);
    TrajectoryRow augmented = last(outcome);
    assertThat(equivariant.phase()).isZero();
    assertThat(augmented.phase()).isEqualTo(1);
    assertClose(augmented.gradientNorm(), equivariant.gradientNorm());
    assertThat(augmented.gradientNormNormal()).isLessThan(1e-12);
    assertThat(equivariant.gradientNormNormal()).isZero();
  }

  static List<Case> compatible() {
    return Case.compatibleCases();
  }

  @Test
  void f4AnEquivariantMinimumOfACompatibleSpaceIsStationaryForAugmentation() {
    TrialOutcome outcome = fromEquivariantMinimum(Case.BAND_MASK, 1e-9);
    assertThat(last(outcome).gradientNorm()).isLessThan(1.001e-9);
  }

  @Test
  void f5WithoutCompatibilityAnEquivariantMinimumNeedNotBeStationaryForAugmentation() {
    TrialOutcome outcome = fromEquivariantMinimum(Case.RAGGED_MASK, 1e-9);
    assertThat(last(outcome).gradientNormTangent())
        .as("augmented-stationary would be equivariant-stationary: the tangent parts agree")
        .isLessThan(1.001e-9);
    assertThat(last(outcome).gradientNormNormal()).isGreaterThan(1e-4);
  }

  /**
   * Least squares in the first layer of a case alone, so that there is a minimum: an equivariant
   * phase down to it, then the augmented gradient there.
   */
  private TrialOutcome fromEquivariantMinimum(Case c, double gradient) {
    TrialSettings base = c.settings(folder);
    ArchitectureSpec.Linear layer = (ArchitectureSpec.Linear) base.architecture().stages().get(0);
    ArchitectureSpec leastSquares =
        SmallNetworks.network(new SpaceSpec.Nodes(), 1, Loss.Kind.MEAN_SQUARED_ERROR, layer);
    RandomStream stream = RandomStream.of(2, "test/targets", 0);
    double[] targets = new double[Case.EXAMPLES * layer.channels() * 6];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = stream.nextNormal();
    }
    DataSpec.Source.Npy files = (DataSpec.Source.Npy) base.data().source();
    DataSpec data =
        new DataSpec(
            new DataSpec.Source.Npy(
                files.inputs(),
                SmallNetworks.npy(
                    folder,
                    "least-squares",
                    targets,
                    Case.EXAMPLES,
                    targets.length / Case.EXAMPLES)),
            0,
            OptionalInt.empty(),
            false,
            OptionalInt.empty(),
            null);
    TrialSettings settings =
        new TrialSettings(
            base.group(),
            leastSquares,
            data,
            base.initialization(),
            List.of(
                Settings.equivariant(60_000, 1, EVERY_EPOCH), Settings.exact(0, 1, EVERY_EPOCH)),
            new RecordSpec(100, RecordSpec.Unit.STEP, new RecordSpec.AugmentedRisk.None(), 1),
            new StopSpec(OptionalDouble.of(gradient), null),
            Precision.DOUBLE,
            false);
    TrialOutcome outcome = Settings.train(settings, 3);
    TrajectoryRow endOfFirst = outcome.rows().get(outcome.rows().size() - 2);
    assertThat(endOfFirst.gradientNorm())
        .as("the equivariant phase converged")
        .isLessThan(gradient);
    return outcome;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void f6PrimeAnIncompatibleSpaceLeavesAtThePredictedRate(long seed) {
    TrialSettings settings = Case.RAGGED_MASK.settings(folder);
    assertLeavesAsPredicted(
        settings, ArchitectureGeometry.of(settings.architecture(), settings.group()), seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void f6ASkewedParametrisationOfACompatibleSpaceLeavesAtThePredictedRate(long seed) {
    TrialSettings settings = Case.Z10_NODES.settings(folder);
    ArchitectureGeometry geometry = parametrised(settings, seed, true);
    assertThat(geometry.rows().get(0).compatible()).isTrue();
    assertThat(geometry.rows().get(0).unitary()).isFalse();
    assertThat(geometry.rows().get(0).keepsEquivariant()).isFalse();
    assertLeavesAsPredicted(settings, geometry, seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void f6StationaryPointsDoNotDependOnTheParametrisation(long seed) {
    TrialSettings settings = Case.Z10_NODES.settings(folder);
    ArchitectureGeometry geometry = parametrised(settings, seed, true);
    try (EnginePoint point = new EnginePoint(settings, geometry, Network.Space.ADMISSIBLE)) {
      point.moveTo(equivariantPoint(point, seed));
      double[][] tangent =
          Layers.projected(
              point.geometry(), point.nominalGradient(), LayerGeometry::projectTangent);
      assertThat(Layers.distance(point.augmentedGradient(), tangent))
          .isLessThan(1e-11 * Layers.norm(tangent));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void f6PrimeAParametrisationWithOneScalePerOrbitKeepsEquivariantLayers(long seed) {
    TrialSettings settings =
        Settings.with(Case.Z10_NODES.settings(folder), Settings.exact(6, RATE, EVERY_BATCH));
    ArchitectureGeometry geometry = parametrised(settings, seed, false);
    assertThat(geometry.rows().get(0).unitary()).isFalse();
    assertThat(geometry.rows().get(0).keepsEquivariant()).isTrue();
    TrialOutcome outcome = train(settings, geometry, seed);
    assertThat(last(outcome).distanceTravelled()).isGreaterThan(1e-3);
    assertThat(last(outcome).distanceToEquivariant()).isLessThan(10 * ROUNDING * norm(outcome));
  }

  private void assertLeavesAsPredicted(
      TrialSettings settings, ArchitectureGeometry geometry, long seed) {
    double rate = 1e-4;
    TrialSettings exact = Settings.with(settings, Settings.exact(5, rate, EVERY_EPOCH));
    TrialOutcome start =
        train(Settings.with(settings, Settings.exact(0, rate, EVERY_EPOCH)), geometry, seed);
    double predicted;
    try (EnginePoint point = new EnginePoint(exact, geometry, Network.Space.ADMISSIBLE)) {
      point.moveTo(start.layers().toArray(double[][]::new));
      double[][] velocity = point.augmentedVelocity();
      predicted =
          Layers.distance(
              velocity,
              Layers.projected(point.geometry(), velocity, LayerGeometry::projectTangent));
    }
    assertThat(predicted).isGreaterThan(1e-3);
    List<TrajectoryRow> rows = train(exact, geometry, seed).rows();
    assertThat(rows.get(0).distanceToEquivariant()).isLessThan(1e-14);
    assertThat(rows.get(1).distanceToEquivariant() / rate)
        .as("the first step is exact")
        .isCloseTo(predicted, within(1e-8 * predicted));
    for (int k = 2; k < rows.size(); k++) {
      assertThat(rows.get(k).distanceToEquivariant() / (k * rate))
          .isCloseTo(predicted, within(k * 1e-2 * predicted));
    }
  }

  /**
   * The first two layers of Z10_NODES with four operators on positions, two of them circulant and
   * two orthogonal to all circulants: a compatible space; mixed, or scaled one by one.
   */
  private static ArchitectureGeometry parametrised(
      TrialSettings settings, long seed, boolean mixed) {
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    List<LayerGeometry> layers = new ArrayList<>(geometry.layers());
    for (int layer = 0; layer < 2; layer++) {
      RandomStream stream = RandomStream.of(seed, "test/operators", layer);
      LayerSpace space = layers.get(layer).space();
      List<double[]> operators = operators(stream);
      layers.set(
          layer, AdmissibleSpaces.factored(space, mixed ? mix(operators, stream) : operators));
    }
    return geometry.withLayers(layers);
  }

  private static List<double[]> operators(RandomStream stream) {
    int n = 10;
    List<double[]> operators = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      double[] circulant = new double[n];
      double[] operator = new double[n * n];
      for (int i = 0; i < operator.length; i++) {
        operator[i] = stream.nextNormal();
        circulant[(i % n - i / n + n) % n] += operator[i] / n;
      }
      for (int i = 0; i < operator.length; i++) {
        double invariant = circulant[(i % n - i / n + n) % n];
        operator[i] = k < 2 ? (k + 1) * invariant : operator[i] - invariant;
      }
      operators.add(operator);
    }
    return operators;
  }

  private static List<double[]> mix(List<double[]> operators, RandomStream stream) {
    List<double[]> mixed = new ArrayList<>();
    for (int k = 0; k < operators.size(); k++) {
      double[] sum = new double[operators.get(0).length];
      for (double[] operator : operators) {
        double weight = stream.nextNormal();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += weight * operator[i];
        }
      }
      mixed.add(sum);
    }
    return mixed;
  }

  private static double[][] equivariantPoint(EnginePoint point, long seed) {
    return Layers.projected(
        point.geometry(), Layers.random(point.geometry(), seed), LayerGeometry::projectEquivariant);
  }

  private static TrialOutcome train(TrialSettings settings, PhaseSpec phase, long seed) {
    return Settings.train(Settings.with(settings, phase), seed);
  }

  private static TrialOutcome train(
      TrialSettings settings, ArchitectureGeometry geometry, long seed) {
    return CohortTrainer.train(
            List.of(new Strand(settings, List.of(seed))), common -> geometry, Duration.ZERO, true)
        .get(0);
  }

  private static TrajectoryRow last(TrialOutcome outcome) {
    assertThat(outcome.reason()).isNull();
    return outcome.rows().get(outcome.rows().size() - 1);
  }

  private static double norm(TrialOutcome outcome) {
    return Layers.norm(outcome.layers().toArray(double[][]::new));
  }

  private static void assertClose(Double left, Double right) {
    if (left == null || right == null) {
      assertThat(left).isEqualTo(right);
    } else {
      assertThat(left).isCloseTo(right, within(AGREEMENT * (1e-6 + Math.abs(right))));
    }
  }
}
