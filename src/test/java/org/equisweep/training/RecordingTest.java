package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.equisweep.training.PhaseSpec.Update.EVERY_BATCH;
import static org.equisweep.training.PhaseSpec.Update.EVERY_EPOCH;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.equisweep.data.DataSpec;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.group.Element;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded quantities against their definitions, worked out on the heap from the layers. */
class RecordingTest {
  private static final double RELATIVE = 1e-11;
  private static final double RATE = 0.1;

  @TempDir Path folder;

  static Stream<Arguments> casesAndPhases() {
    return Stream.of(Case.values())
        .flatMap(
            c ->
                Stream.of(
                        Settings.nominal(2, RATE, EVERY_BATCH),
                        Settings.equivariant(2, RATE, EVERY_EPOCH),
                        Settings.exact(1, RATE, EVERY_BATCH))
                    .map(phase -> Arguments.of(c, phase)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("casesAndPhases")
  void theLastRowIsWhatTheDefinitionsGiveForTheFinalLayers(Case c, PhaseSpec phase) {
    TrialSettings settings = Settings.offEquivariant(c.settings(folder));
    TrialOutcome outcome = Settings.train(Settings.with(settings, phase), 4);
    TrajectoryRow row = last(outcome);
    double[][] layers = outcome.layers().toArray(double[][]::new);
    double[][] first = start(settings, phase, 4);
    PlainRisk plain = new PlainRisk(settings);
    List<LayerGeometry> geometry = geometry(settings);

    double[][] gradient = zeros(layers);
    double risk = plain.of(layers, null, gradient);
    close(row.nominalRisk(), risk);
    close(row.augmentedRisk(), plain.augmented(layers));
    if (phase.flow() == PhaseSpec.Flow.AUGMENTED) {
      gradient = zeros(layers);
      for (Element g : plain.elements()) {
        plain.of(layers, g, gradient);
      }
      scale(gradient, 1.0 / plain.elements().size());
    }
    gradient = inProductOf(geometry, gradient);
    double[][] admissible =
        Layers.projected(geometry, gradient, (g, a) -> g.admissible().projectTangent(a));
    double[][] tangent = Layers.projected(geometry, gradient, LayerGeometry::projectTangent);
    boolean equivariant = phase.flow() == PhaseSpec.Flow.EQUIVARIANT;
    close(row.gradientNorm(), norm(geometry, equivariant ? tangent : admissible));
    close(row.gradientNormTangent(), norm(geometry, tangent));
    close(row.gradientNormNormal(), equivariant ? 0 : distance(geometry, admissible, tangent));
    double[][] nearest = Layers.projected(geometry, layers, LayerGeometry::projectEquivariant);
    close(row.distanceToEquivariant(), distance(geometry, layers, nearest));
    close(row.distanceTravelled(), distance(geometry, layers, first));
    for (int layer = 0; layer < layers.length; layer++) {
      close(
          row.distanceToEquivariantByLayer()[layer],
          Math.sqrt(geometry.get(layer).squaredDistance(layers[layer], nearest[layer])));
      close(
          row.distanceTravelledByLayer()[layer],
          Math.sqrt(geometry.get(layer).squaredDistance(layers[layer], first[layer])));
    }
    assertProbe(row, layers, plain, settings.record().probe());
    assertAccuracy(row, layers, plain, settings);
  }

  /** The vector whose products in H are the given derivatives. */
  private static double[][] inProductOf(List<LayerGeometry> geometry, double[][] derivatives) {
    double[][] gradient = new double[derivatives.length][];
    for (int layer = 0; layer < gradient.length; layer++) {
      gradient[layer] = derivatives[layer].clone();
      double[] unit = new double[gradient[layer].length];
      for (int i = 0; i < unit.length; i++) {
        unit[i] = 1;
        gradient[layer][i] /= geometry.get(layer).squaredNorm(unit);
        unit[i] = 0;
      }
    }
    return gradient;
  }

  private static double norm(List<LayerGeometry> geometry, double[][] layers) {
    return distance(geometry, layers, zeros(layers));
  }

  private static double distance(List<LayerGeometry> geometry, double[][] a, double[][] b) {
    double sum = 0;
    for (int layer = 0; layer < a.length; layer++) {
      sum += geometry.get(layer).squaredDistance(a[layer], b[layer]);
    }
    return Math.sqrt(sum);
  }

  private static void assertProbe(
      TrajectoryRow row, double[][] layers, PlainRisk plain, int probe) {
    double sum = 0;
    double max = 0;
    for (int example = 0; example < probe; example++) {
      for (Element g : plain.elements()) {
        double error = plain.equivarianceError(layers, example, g);
        sum += error;
        max = Math.max(max, error);
      }
    }
    close(row.equivarianceErrorMean(), sum / probe / plain.elements().size());
    close(row.equivarianceErrorMax(), max);
  }

  private static void assertAccuracy(
      TrajectoryRow row, double[][] layers, PlainRisk plain, TrialSettings settings) {
    int channels = geometryOf(settings).output().channels();
    if (row.trainAccuracy() != null) {
      close(row.trainAccuracy(), plain.accuracy(layers, channels));
    }
    assertThat(row.testAccuracy()).isNull();
    assertThat(row.testRisk()).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("compatible")
  void theDistanceToEquivariantLayersIsTakenFromTheMeanOverTheGroup(Case c) {
    TrialSettings settings = Settings.offEquivariant(c.settings(folder));
    TrialOutcome outcome =
        Settings.train(Settings.with(settings, Settings.nominal(1, RATE, EVERY_BATCH)), 2);
    double[][] layers = outcome.layers().toArray(double[][]::new);
    // compatible spaces: Π_𝓔 is Π_G on 𝓛, here the mean over all elements
    double[][] mean = Layers.projected(geometry(settings), layers, LayerGeometry::projectInvariant);
    close(last(outcome).distanceToEquivariant(), Layers.distance(layers, mean));
  }

  static List<Case> compatible() {
    return Case.compatibleCases();
  }

  @Test
  void batchColumnsBelongToTheStepThatLeadsAway() {
    TrialSettings settings =
        Settings.with(
            Settings.offEquivariant(Case.Z10_NODES.settings(folder)),
            Settings.nominal(1, RATE, EVERY_BATCH));
    TrialOutcome outcome = Settings.train(settings, 4);
    double[][] layers = start(settings, settings.phases().get(0), 4);
    PlainRisk plain = new PlainRisk(settings);
    int[] ends = {4, 8, 11};
    for (int step = 0; step < 3; step++) {
      int from = 4 * step;
      double[][] gradient = zeros(layers);
      double loss = 0;
      for (int example = from; example < ends[step]; example++) {
        loss += plain.lossAndGradient(layers, example, 1.0 / (ends[step] - from), gradient);
      }
      close(outcome.rows().get(step).batchLoss(), loss / (ends[step] - from));
      close(outcome.rows().get(step).batchGradientNorm(), Layers.norm(gradient));
      for (int layer = 0; layer < layers.length; layer++) {
        for (int i = 0; i < layers[layer].length; i++) {
          layers[layer][i] -= RATE * gradient[layer][i];
        }
      }
    }
    assertThat(outcome.rows()).hasSize(4);
    assertThat(last(outcome).batchLoss()).isNull();
    assertThat(last(outcome).batchGradientNorm()).isNull();
    assertThat(Layers.distance(layers, outcome.layers().toArray(double[][]::new)))
        .isLessThan(1e-13);
  }

  @Test
  void everyEpochTakesTheExampleWeightedMeanOverBatchesAndPasses() {
    TrialSettings settings = Settings.offEquivariant(Case.Z10_NODES.settings(folder));
    PhaseSpec.Orbit.Samples samples = new PhaseSpec.Orbit.Samples(3, PhaseSpec.Per.BATCH);
    TrialSettings sampled =
        Settings.with(settings, Settings.augmented(samples, 1, RATE, EVERY_EPOCH));
    TrajectoryRow row = Settings.train(sampled, 4).rows().get(0);
    double[][] layers = start(settings, sampled.phases().get(0), 4);
    PlainRisk plain = new PlainRisk(settings);
    double sum = 0;
    for (int pass = 0; pass < 3; pass++) {
      RandomStream draws = RandomStream.of(4, "augmentation", pass);
      Element g = null;
      for (int example = 0; example < Case.EXAMPLES; example++) {
        g = example % 4 == 0 ? plain.group().sample(draws) : g;
        sum += plain.loss(layers, example, g);
      }
    }
    close(row.batchLoss(), sum / (3 * Case.EXAMPLES));
  }

  @Test
  void theSampledRiskIsTheMeanOverItsFixedDraws() {
    TrialSettings settings =
        Settings.with(
            Settings.with(
                Settings.offEquivariant(Case.D4_SEGMENTATION.settings(folder)),
                Settings.nominal(2, RATE, EVERY_BATCH)),
            new RecordSpec(1, RecordSpec.Unit.EPOCH, new RecordSpec.AugmentedRisk.Samples(5), 2));
    TrialOutcome outcome = Settings.train(settings, 9);
    PlainRisk plain = new PlainRisk(settings);
    RandomStream draws = RandomStream.of(9, "augmented_risk", 0);
    double sum = 0;
    for (int draw = 0; draw < 5 * Case.EXAMPLES; draw++) {
      sum +=
          plain.loss(
              outcome.layers().toArray(double[][]::new),
              draw % Case.EXAMPLES,
              plain.group().sample(draws));
    }
    close(last(outcome).augmentedRisk(), sum / (5 * Case.EXAMPLES));
  }

  @Test
  void heldOutExamplesHaveTheirOwnRiskAndAccuracy() {
    TrialSettings base = Settings.offEquivariant(Case.S4_EDGES.settings(folder));
    DataSpec d = base.data();
    DataSpec split =
        new DataSpec(
            d.source(), 0, d.batch(), false, OptionalInt.empty(), new DataSpec.Test.Last(3));
    TrialSettings settings =
        Settings.with(Settings.with(base, split), Settings.nominal(2, RATE, EVERY_BATCH));
    TrialOutcome outcome = Settings.train(settings, 6);
    double[][] layers = outcome.layers().toArray(double[][]::new);
    PlainRisk plain = new PlainRisk(base);
    double test = 0;
    double train = 0;
    for (int example = 0; example < Case.EXAMPLES; example++) {
      double loss = plain.loss(layers, example, null);
      test += example < 8 ? 0 : loss / 3;
      train += example < 8 ? loss / 8 : 0;
    }
    close(last(outcome).testRisk(), test);
    close(last(outcome).nominalRisk(), train);
    assertThat(last(outcome).testAccuracy()).isBetween(0.0, 1.0);
    assertThat(outcome.steps()).isEqualTo(4);
  }

  private static double[][] start(TrialSettings settings, PhaseSpec phase, long seed) {
    PhaseSpec untrained = new PhaseSpec("start", phase.flow(), phase.orbit(), 0, 1, phase.update());
    return Settings.train(Settings.with(settings, untrained), seed)
        .layers()
        .toArray(double[][]::new);
  }

  private static TrajectoryRow last(TrialOutcome outcome) {
    assertThat(outcome.status().isResult()).as(outcome.reason()).isTrue();
    return outcome.rows().get(outcome.rows().size() - 1);
  }

  private static ArchitectureGeometry geometryOf(TrialSettings settings) {
    return ArchitectureGeometry.of(settings.architecture(), settings.group());
  }

  private static List<LayerGeometry> geometry(TrialSettings settings) {
    return new ArrayList<>(geometryOf(settings).layers());
  }

  private static double[][] zeros(double[][] like) {
    double[][] zeros = new double[like.length][];
    for (int layer = 0; layer < like.length; layer++) {
      zeros[layer] = new double[like[layer].length];
    }
    return zeros;
  }

  private static void scale(double[][] layers, double factor) {
    for (double[] layer : layers) {
      for (int i = 0; i < layer.length; i++) {
        layer[i] *= factor;
      }
    }
  }

  private static void close(Double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(RELATIVE * (1e-2 + Math.abs(expected))));
  }
}
