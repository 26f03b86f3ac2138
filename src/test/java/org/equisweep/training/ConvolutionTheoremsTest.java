package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.equisweep.training.PhaseSpec.Update.EVERY_BATCH;
import static org.equisweep.training.PhaseSpec.Update.EVERY_EPOCH;

import java.nio.file.Path;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.KernelBasis;
import org.equisweep.network.ArchitectureSpec.Padding;
import org.equisweep.network.ArchitectureSpec.Tap;
import org.equisweep.network.Network;
import org.equisweep.network.PlainConvolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arms of the main experiment, and convolutions in the product of Hom. */
class ConvolutionTheoremsTest {
  private static final double ROUNDING = 1e-13;
  private static final double RATE = 0.05;

  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void f3TheCrossStaysOnItsEquivariantSpaceAndFollowsTheEquivariantRun(long seed) {
    TrialSettings settings = Case.C4_CROSS.settings(folder);
    TrialOutcome augmented = train(settings, Settings.exact(6, RATE, EVERY_BATCH), seed);
    TrialOutcome equivariant = train(settings, Settings.equivariant(6, RATE, EVERY_BATCH), seed);
    for (TrajectoryRow row : augmented.rows()) {
      assertThat(row.distanceToEquivariant()).isLessThan(ROUNDING * norm(augmented));
    }
    assertThat(last(augmented).distanceTravelled()).isGreaterThan(1e-3);
    assertThat(
            Layers.distance(
                equivariant.layers().toArray(double[][]::new),
                augmented.layers().toArray(double[][]::new)))
        .isLessThan(100 * ROUNDING * norm(augmented));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theSkewSupportLeavesFromTheFirstStep(long seed) {
    TrialOutcome skew =
        train(Case.C4_SKEW.settings(folder), Settings.exact(2, RATE, EVERY_BATCH), seed);
    assertThat(skew.rows().get(0).distanceToEquivariant()).isLessThan(ROUNDING);
    assertThat(skew.rows().get(1).distanceToEquivariant()).isGreaterThan(1e-6);
  }

  /** F6': the first step is −η(Id − Π_T𝓔)LLᵀ∇R^aug, by the parametrisation of the phase. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void f6RandomCombinationsLeaveAtThePredictedRate(long seed) {
    double rate = 1e-3;
    TrialSettings settings = Case.C4_CROSS.settings(folder);
    PhaseSpec phase = nonUnitary(Settings.exact(1, rate, EVERY_EPOCH));
    TrialOutcome outcome = train(settings, phase, seed);
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group())
            .parametrised(new KernelBasis.Random(5), seed);
    assertThat(geometry.rows().get(0).compatible()).isTrue();
    assertThat(geometry.rows().get(0).keepsEquivariant()).isFalse();
    TrialOutcome start = train(settings, nonUnitary(Settings.exact(0, rate, EVERY_EPOCH)), seed);
    double predicted;
    try (EnginePoint point = new EnginePoint(settings, geometry, Network.Space.ADMISSIBLE)) {
      point.moveTo(start.layers().toArray(double[][]::new));
      double[][] velocity = point.augmentedVelocity();
      predicted =
          Layers.distance(
              velocity,
              Layers.projected(point.geometry(), velocity, LayerGeometry::projectTangent));
    }
    assertThat(predicted).isGreaterThan(1e-3);
    assertThat(outcome.rows().get(1).distanceToEquivariant() / rate)
        .isCloseTo(predicted, within(1e-9 * predicted));
  }

  /** The layers are the same function whatever parametrises them; each seed draws its own. */
  @Test
  void aPhaseMayChangeTheParametrisationAndKeepsThePoint() {
    TrialSettings settings = Case.C4_CROSS.settings(folder);
    PhaseSpec none = Settings.exact(0, RATE, EVERY_BATCH);
    TrialOutcome outcome =
        Settings.train(
            Settings.with(
                settings,
                Settings.equivariant(1, RATE, EVERY_BATCH),
                nonUnitary(none),
                nonUnitary(Settings.exact(1, RATE, EVERY_BATCH)),
                none),
            5);
    assertThat(outcome.reason()).isNull();
    for (int phase = 1; phase < 4; phase++) {
      int current = phase;
      TrajectoryRow before =
          outcome.rows().stream().filter(r -> r.phase() == current - 1).reduce((a, b) -> b).get();
      TrajectoryRow after =
          outcome.rows().stream().filter(r -> r.phase() == current).findFirst().get();
      assertThat(after.nominalRisk())
          .isCloseTo(before.nominalRisk(), within(1e-12 * before.nominalRisk()));
      assertThat(after.distanceTravelled())
          .isCloseTo(before.distanceTravelled(), within(1e-12 * before.distanceTravelled()));
    }
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    assertThat(rowOf(geometry, 0)).isNotEqualTo(rowOf(geometry, 1)).isEqualTo(rowOf(geometry, 0));
  }

  private static double rowOf(ArchitectureGeometry geometry, long seed) {
    return geometry.parametrised(new KernelBasis.Random(5), seed).rows().get(0).conditionNumber();
  }

  /** Norms of a stride that breaks the taps are those of the dense layers in Hom. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void inHomGradientNormsAreThoseOfTheDenseProjection(long seed) {
    TrialSettings settings = Case.C4_STRIDED.settings(folder);
    Conv conv = (Conv) settings.architecture().stages().get(0);
    PlainConvolution plain = new PlainConvolution(conv, new SpaceSpec.Grid(4, 4), 1);
    try (EnginePoint engine = new EnginePoint(settings)) {
      double[][] layers = Layers.random(engine.geometry(), seed);
      engine.moveTo(layers);
      double[][] point = {plain.dense(layers[0]), layers[1]};
      double[][] gradient = {new double[point[0].length], new double[point[1].length]};
      new PlainRisk(settings).of(point, null, gradient);
      // Π_T𝓛: the mean over the entries that a tap writes
      double[] sums = new double[layers[0].length];
      plain.collect(gradient[0], sums);
      double[] counts = new double[layers[0].length];
      double[] ones =
          plain.dense(
              java.util.stream.IntStream.range(0, counts.length).mapToDouble(i -> 1).toArray());
      plain.collect(ones, counts);
      double expected = 0;
      for (int i = 0; i < sums.length; i++) {
        expected += sums[i] * sums[i] / counts[i];
      }
      double found = engine.geometry().get(0).squaredNorm(engine.nominalGradient()[0]);
      assertThat(found).isCloseTo(expected, within(1e-12 * expected));
    }
  }

  @Test
  void aPointwiseKernelIsADenseLayerOfEveryPosition() {
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(
            SmallNetworks.network(
                new SpaceSpec.Grid(3, 3),
                2,
                org.equisweep.network.ArchitectureSpec.Loss.Kind.MEAN_SQUARED_ERROR,
                new Conv(4, 1, Tap.full(1), Padding.ZERO, 1, new KernelBasis.Taps())),
            new GroupSpec.Cyclic(4));
    assertThat(geometry.rows().get(0).equivariantDimension()).isEqualTo(8);
    assertThat(geometry.rows().get(0).compatible()).isTrue();
  }

  private static PhaseSpec nonUnitary(PhaseSpec phase) {
    return new PhaseSpec(
        phase.name(),
        phase.flow(),
        phase.orbit(),
        phase.epochs(),
        phase.learningRate(),
        phase.update(),
        phase.optimiser(),
        phase.penalty(),
        phase.weightDecay(),
        new KernelBasis.Random(5),
        phase.batch());
  }

  private static TrialOutcome train(TrialSettings settings, PhaseSpec phase, long seed) {
    return Settings.train(Settings.with(settings, phase), seed);
  }

  private static TrajectoryRow last(TrialOutcome outcome) {
    assertThat(outcome.reason()).isNull();
    return outcome.rows().get(outcome.rows().size() - 1);
  }

  private static double norm(TrialOutcome outcome) {
    return Layers.norm(outcome.layers().toArray(double[][]::new));
  }
}
