package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.tensor.Precision;
import org.equisweep.training.AnalyseSpec;
import org.equisweep.training.Keep;
import org.equisweep.training.StabilityReport;
import org.equisweep.training.Strand;
import org.equisweep.training.TrialSettings;
import org.equisweep.training.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verdicts on points that were trained in float, and on points that are not stationary. */
class PrecisionTest {
  private static final double EIGENVALUES = 1e-6;

  @TempDir static Path folder;

  static Stream<Problem> problems() {
    return Problems.all(folder).stream();
  }

  /**
   * A point rounded to floats is no longer stationary to 1e-8: without polishing its row says so,
   * or the verdict is that in double; polished it is.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void floatsAgreeWithDoublesOrSayWhyNot(Problem problem) {
    Problem rounded = rounded(problem);
    StabilityReport exact = judge(problem, problem.layers(), OptionalDouble.empty());
    StabilityReport unpolished = judge(problem, rounded.layers(), OptionalDouble.empty());
    if (unpolished.verdict() != exact.verdict()) {
      assertThat(unpolished.reason())
          .containsAnyOf("not stationary", "no verdict: the point must be in 𝓔");
      assertThat(unpolished.verdict()).isIn(null, Verdict.NOT_STATIONARY);
    }
    if (exact.verdict() == Verdict.STABLE || exact.verdict() == Verdict.UNSTABLE_NORMAL) {
      StabilityReport polished = judge(problem, rounded.layers(), OptionalDouble.of(1e-10));
      assertThat(polished.verdict()).as(polished.reason()).isEqualTo(exact.verdict());
      assertThat(polished.indexNormal()).isEqualTo(exact.indexNormal());
      assertThat(polished.smallestNormal()).isCloseTo(exact.smallestNormal(), within(EIGENVALUES));
    }
  }

  /** A study's cells, trained in float and in double. */
  @Test
  void aStudyFindsTheSameInFloatAndInDouble() {
    for (String strength : List.of("weak", "strong")) {
      String targets =
          "grids=[{group: [z2], architecture: [tanh], data.targets: [data/targets-%s.npy]}]";
      Sweep sweep =
          Sweep.load(
              "jobs/stability/unstable-normal.yaml",
              List.of(
                  "seeds=0..1",
                  "analyse.escape=false",
                  targets
                      .formatted(strength)
                      .replace("data/", Path.of("jobs/stability/data").toAbsolutePath() + "/")));
      for (Cell cell : sweep.cells()) {
        for (long seed : sweep.seeds()) {
          StabilityReport inDouble = report(cell.settings(), seed);
          StabilityReport inFloat = report(inFloat(cell.settings()), seed);
          assertThat(inFloat.verdict()).as(inFloat.reason()).isEqualTo(inDouble.verdict());
          assertThat(inFloat.smallestNormal())
              .isCloseTo(inDouble.smallestNormal(), within(EIGENVALUES));
        }
      }
    }
  }

  /** A step aside, within 𝓔, from where the verdict is known: there is none. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void noVerdictIsGivenWhereTheGradientIsTooLarge(Problem problem) {
    TrialSettings settings = settings(problem, OptionalDouble.empty());
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    try (StabilityAnalysis analysis = new StabilityAnalysis(settings, geometry, 1, Duration.ZERO);
        RiskPair pair = new RiskPair(settings, geometry, 1, problem.penalty(), Duration.ZERO)) {
      SplitCoordinates coordinates = pair.coordinates();
      double[] x = coordinates.coordinates(problem.layers());
      for (int i = 0; i < coordinates.tangent(); i++) {
        x[i] += 1e-3 * Math.cos(2 * i + 1);
      }
      double[] gradient = new double[x.length];
      pair.augmented().gradient(x, gradient);
      double norm = Vectors.norm(gradient);
      StabilityReport report = analysis.judge(coordinates.layers(x), 0, 0);
      if (norm > 2e-8) {
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_STATIONARY);
        assertThat(report.index()).isNull();
        assertThat(report.smallestNormal()).isNull();
        assertThat(report.spectra()).isEmpty();
        assertThat(report.reason()).contains("not stationary");
      }
    }
  }

  private static StabilityReport judge(
      Problem problem, List<double[]> layers, OptionalDouble polish) {
    TrialSettings settings = settings(problem, polish);
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    try (StabilityAnalysis analysis = new StabilityAnalysis(settings, geometry, 1, Duration.ZERO)) {
      return analysis.judge(layers, 0, 0);
    }
  }

  private static TrialSettings settings(Problem problem, OptionalDouble polish) {
    return VerdictTest.settings(folder, problem, OptionalDouble.empty())
        .analysed(new AnalyseSpec(polish, OptionalInt.empty(), OptionalInt.empty(), false));
  }

  private static StabilityReport report(TrialSettings settings, long seed) {
    StabilityReport report =
        JudgedTraining.train(
                List.of(new Strand(settings, List.of(seed))), Duration.ZERO, new Keep(false, false))
            .get(0)
            .stability();
    assertThat(report).isNotNull();
    return report;
  }

  private static TrialSettings inFloat(TrialSettings settings) {
    return new TrialSettings(
            settings.group(),
            settings.architecture(),
            settings.data(),
            settings.initialization(),
            settings.phases(),
            settings.record(),
            settings.stop(),
            Precision.FLOAT,
            false)
        .analysed(settings.analyse());
  }

  private static Problem rounded(Problem problem) {
    List<double[]> layers =
        problem.layers().stream()
            .map(
                layer -> {
                  double[] floats = new double[layer.length];
                  for (int i = 0; i < layer.length; i++) {
                    floats[i] = (float) layer[i];
                  }
                  return floats;
                })
            .toList();
    return new Problem(
        problem.name(),
        problem.group(),
        problem.architecture(),
        problem.inputs(),
        problem.targets(),
        layers,
        problem.penalty(),
        problem.expected());
  }
}
