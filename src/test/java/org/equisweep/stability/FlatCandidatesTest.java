package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.tensor.RandomStream;
import org.equisweep.training.TrialSettings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Candidates that follow from layer norm's mean: the risk does not change along them at all. */
class FlatCandidatesTest {
  private static final double ROUNDING = 1e-13;

  @TempDir Path folder;

  @ParameterizedTest(name = "over {0}")
  @EnumSource(LayerNorm.Over.class)
  void weightsThatAreAlikeForAllThatANormCentresSeeNothing(LayerNorm.Over over) {
    Problem problem = problem(over);
    TrialSettings settings = VerdictTest.settings(folder, problem, OptionalDouble.empty());
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    List<double[][]> all =
        new FlatCandidates(geometry.architecture(), geometry.layers(), problem.layers()).all(1000);
    List<double[][]> second = all.stream().filter(direction -> direction[1] != null).toList();
    // of 2 outputs, and 2 channels or 3 positions that are not summed over
    assertThat(second).hasSize(over == LayerNorm.Over.POSITIONS ? 2 * 2 : 2 * 3);
    try (RiskPair pair = pair(settings, geometry)) {
      SplitCoordinates coordinates = pair.coordinates();
      double[] x = coordinates.coordinates(problem.layers());
      double value = pair.augmented().value(x);
      for (double[][] direction : all) {
        double[] moved = x.clone();
        Vectors.add(0.7, coordinates.projectLayers(direction), moved);
        assertThat(pair.augmented().value(moved)).isCloseTo(value, within(ROUNDING * value));
      }
    }
  }

  private static RiskPair pair(TrialSettings settings, ArchitectureGeometry geometry) {
    return new RiskPair(settings, geometry, 1, 0, Duration.ZERO);
  }

  private static Problem problem(LayerNorm.Over over) {
    ArchitectureSpec architecture =
        new ArchitectureSpec(
            new Features(new SpaceSpec.Nodes(), 1),
            List.of(
                new Linear(new SpaceSpec.Nodes(), 2, new Admissible.Full()),
                new Tanh(),
                new LayerNorm(over, 1e-5),
                new Linear(new SpaceSpec.Scalar(), 2, new Admissible.Full())),
            new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1));
    RandomStream stream = RandomStream.of(5, "flat", 0);
    List<double[]> layers = new ArrayList<>();
    for (LayerGeometry layer :
        ArchitectureGeometry.of(architecture, new GroupSpec.Cyclic(3)).layers()) {
      layers.add(normal(stream, layer.shape().size()));
    }
    double[][] inputs = new double[4][];
    double[][] targets = new double[4][];
    for (int i = 0; i < 4; i++) {
      inputs[i] = normal(stream, 3);
      targets[i] = normal(stream, 2);
    }
    return new Problem(
        "norm-" + over,
        new GroupSpec.Cyclic(3),
        architecture,
        inputs,
        targets,
        layers,
        0,
        new Problem.Expected("", new double[0], new double[0], 0));
  }

  private static double[] normal(RandomStream stream, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = stream.nextNormal();
    }
    return values;
  }
}
