package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.PlainConvolution;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** F1–F3 at points, the engine's batches and gradients against a plain network on the heap. */
class AugmentationTheoremsTest {
  /** Relative error of risks: a few hundred sums of doubles. */
  private static final double RISK = 1e-13;

  /** Error of gradients relative to their norm. */
  private static final double GRADIENT = 1e-12;

  @TempDir Path folder;

  static Stream<Arguments> casesAndSeeds() {
    return Stream.of(Case.values())
        .flatMap(c -> Stream.of(1L, 2L).map(seed -> Arguments.of(c, seed)));
  }

  static Stream<Arguments> casesWithInvariantLayersAndSeeds() {
    return casesAndSeeds().filter(arguments -> arguments.get()[0] != Case.C4_STRIDED);
  }

  static Stream<Arguments> compatibleCasesAndSeeds() {
    return Case.compatibleCases().stream()
        .flatMap(c -> Stream.of(1L, 2L).map(seed -> Arguments.of(c, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("casesAndSeeds")
  void riskAndGradientAreThoseOfThePlainNetwork(Case c, long seed) {
    TrialSettings settings = c.settings(folder);
    try (EnginePoint engine = new EnginePoint(settings)) {
      double[][] layers = admissible(engine, seed);
      engine.moveTo(layers);
      double[][] gradient = zeros(layers);
      double risk = plainRisk(settings, layers, null, gradient);
      assertThat(engine.nominalRisk()).isCloseTo(risk, within(RISK * risk));
      if (c == Case.C4_STRIDED) {
        return; // its gradient is in another product: ConvolutionTheoremsTest
      }
      double[][] expected =
          Layers.projected(engine.geometry(), gradient, (g, a) -> g.admissible().projectTangent(a));
      assertThat(Layers.distance(engine.nominalGradient(), expected))
          .isLessThan(GRADIENT * Layers.norm(expected));
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("casesAndSeeds")
  void f1TheAugmentedRiskIsTheMeanRiskOverTheInducedAction(Case c, long seed) {
    TrialSettings settings = c.settings(folder);
    try (EnginePoint engine = new EnginePoint(settings)) {
      double[][] layers = admissible(engine, seed);
      engine.moveTo(layers);
      Group group = engine.architectureGeometry().group();
      double mean = 0;
      for (Element g : group.elements()) {
        double[][] moved = moved(settings, engine.geometry(), layers, group, group.inverse(g));
        mean += plainRisk(settings, moved, null, null) / group.elements().size();
      }
      assertThat(engine.augmentedRisk()).isCloseTo(mean, within(RISK * Math.abs(mean)));
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("casesWithInvariantLayersAndSeeds")
  void f2OnInvariantLayersTheAugmentedGradientIsTheProjectedOne(Case c, long seed) {
    TrialSettings settings = c.settings(folder);
    try (EnginePoint engine = new EnginePoint(settings)) {
      Group group = engine.architectureGeometry().group();
      double[][] layers =
          Layers.projected(
              engine.geometry(),
              Layers.random(engine.geometry(), seed),
              LayerGeometry::projectInvariant);
      double[][] nominal = zeros(layers);
      plainRisk(settings, layers, null, nominal);
      double[][] augmented = zeros(layers);
      for (Element g : group.elements()) {
        plainRisk(settings, layers, g, augmented);
      }
      for (double[] layer : augmented) {
        for (int i = 0; i < layer.length; i++) {
          layer[i] /= group.elements().size();
        }
      }
      double[][] projected =
          Layers.projected(engine.geometry(), nominal, LayerGeometry::projectInvariant);
      assertThat(Layers.distance(augmented, projected)).isLessThan(GRADIENT * Layers.norm(nominal));
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("compatibleCasesAndSeeds")
  void f3OnEquivariantLayersOfACompatibleSpaceItIsTheProjectionOnTangent(Case c, long seed) {
    TrialSettings settings = c.settings(folder);
    try (EnginePoint engine = new EnginePoint(settings)) {
      double[][] layers = equivariant(engine, seed);
      engine.moveTo(layers);
      double[][] tangent =
          Layers.projected(
              engine.geometry(), engine.nominalGradient(), LayerGeometry::projectTangent);
      assertThat(Layers.norm(tangent)).isGreaterThan(1e-3 * Layers.norm(engine.nominalGradient()));
      assertThat(Layers.distance(engine.augmentedGradient(), tangent))
          .isLessThan(GRADIENT * Layers.norm(engine.nominalGradient()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void f3FailsOnASpaceThatIsNotCompatible(long seed) {
    try (EnginePoint engine = new EnginePoint(Case.RAGGED_MASK.settings(folder))) {
      engine.moveTo(equivariant(engine, seed));
      double[][] tangent =
          Layers.projected(
              engine.geometry(), engine.nominalGradient(), LayerGeometry::projectTangent);
      assertThat(Layers.distance(engine.augmentedGradient(), tangent))
          .isGreaterThan(1e-3 * Layers.norm(engine.nominalGradient()));
    }
  }

  static Stream<Long> seeds() {
    return Stream.of(1L, 2L, 3L);
  }

  private static double[][] admissible(EnginePoint engine, long seed) {
    return Layers.projected(
        engine.geometry(),
        Layers.random(engine.geometry(), seed),
        LayerGeometry::projectAdmissible);
  }

  private static double[][] equivariant(EnginePoint engine, long seed) {
    return Layers.projected(
        engine.geometry(),
        Layers.random(engine.geometry(), seed),
        LayerGeometry::projectEquivariant);
  }

  private static double[][] zeros(double[][] like) {
    double[][] zeros = new double[like.length][];
    for (int layer = 0; layer < like.length; layer++) {
      zeros[layer] = new double[like[layer].length];
    }
    return zeros;
  }

  /** Mean loss over the data moved by g (null: as they are); adds its gradient. */
  private static double plainRisk(
      TrialSettings settings, double[][] layers, Element g, double[][] gradient) {
    PlainRisk risk = new PlainRisk(settings);
    return risk.of(layers, g, gradient);
  }

  /** ρ̄(g) of all layers. */
  private static double[][] moved(
      TrialSettings settings,
      List<LayerGeometry> geometry,
      double[][] layers,
      Group group,
      Element g) {
    List<SpaceSpec[]> spaces = new ArrayList<>();
    double[][] dense = layers.clone();
    SpaceSpec at = settings.architecture().input().space();
    for (Stage stage : settings.architecture().stages()) {
      if (stage instanceof Linear linear) {
        spaces.add(new SpaceSpec[] {at, linear.to()});
        at = linear.to();
      } else if (stage instanceof Conv conv) {
        SpaceSpec.Grid grid = (SpaceSpec.Grid) at;
        int layer = spaces.size();
        int channelsIn = geometry.get(layer).shape().channelsIn();
        dense[layer] = new PlainConvolution(conv, grid, channelsIn).dense(layers[layer]);
        at = PlainConvolution.output(conv, grid);
        spaces.add(new SpaceSpec[] {grid, at});
      } else if (stage instanceof ArchitectureSpec.Bias bias) {
        SpaceSpec scalar = new SpaceSpec.Scalar();
        spaces.add(new SpaceSpec[] {scalar, bias.byPosition() ? at : scalar});
      } else if (stage instanceof ArchitectureSpec.Pool pool) {
        SpaceSpec.Grid grid = (SpaceSpec.Grid) at;
        at =
            new SpaceSpec.Grid(
                (grid.height() - pool.size()) / pool.step() + 1,
                (grid.width() - pool.size()) / pool.step() + 1);
      }
    }
    double[][] moved = new double[layers.length][];
    for (int layer = 0; layer < layers.length; layer++) {
      moved[layer] =
          Layers.moved(
              geometry.get(layer).shape().channelPairs(),
              dense[layer],
              group.representation(spaces.get(layer)[1]).permutation(g),
              group.representation(spaces.get(layer)[0]).permutation(g));
    }
    return moved;
  }
}
