package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.equisweep.data.DataSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.storage.Storage;
import org.equisweep.tensor.Precision;
import org.equisweep.training.AnalyseSpec;
import org.equisweep.training.InitializationSpec;
import org.equisweep.training.OptimiserSpec;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.RecordSpec;
import org.equisweep.training.StabilityReport;
import org.equisweep.training.StopSpec;
import org.equisweep.training.TrialSettings;
import org.equisweep.training.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verdicts, spectra and explained flat directions of problems with a known answer. */
class VerdictTest {
  private static final double TOLERANCE = 1e-8;

  @TempDir static Path folder;

  static Stream<Problem> problems() {
    return Problems.all(folder).stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void theAnswerIsFound(Problem problem) {
    TrialSettings settings = settings(folder, problem, OptionalDouble.empty());
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    try (StabilityAnalysis analysis = new StabilityAnalysis(settings, geometry, 1, Duration.ZERO)) {
      StabilityReport report = analysis.judge(problem.layers(), 0, 0);
      Problem.Expected expected = problem.expected();
      assertThat(report.verdict()).as(report.toString()).isNotNull();
      assertThat(report.verdict().label()).as(report.toString()).isEqualTo(expected.verdict());
      if (report.verdict() == Verdict.NOT_STATIONARY) {
        assertThat(report.spectra()).isEmpty();
        return;
      }
      assertThat(eigenvalues(report, false)).containsExactly(expected.tangent(), within(TOLERANCE));
      assertThat(eigenvalues(report, true)).containsExactly(expected.normal(), within(TOLERANCE));
      assertThat(report.indexTangent()).isEqualTo(expected.indexTangent());
      assertThat(report.indexNormal()).isEqualTo(expected.indexNormal());
      assertThat(report.index()).isEqualTo(expected.indexTangent() + expected.indexNormal());
      assertThat(report.explained()).as("explained").isEqualTo(expected.explained());
    }
  }

  @Test
  void theDensityHasItsNodesBesideTheEigenvalues() {
    Problem problem = Problems.all(folder).get(0);
    TrialSettings plain = settings(folder, problem, OptionalDouble.empty());
    TrialSettings dense =
        plain.analysed(
            new AnalyseSpec(
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                null,
                OptionalInt.of(3)));
    List<StabilityReport.SpectrumRow> eigenvalues = judged(plain, problem).spectra();
    List<StabilityReport.SpectrumRow> rows = judged(dense, problem).spectra();
    assertThat(rows).containsAll(eigenvalues).hasSizeGreaterThan(eigenvalues.size());
    for (boolean normal : new boolean[] {false, true}) {
      double[] values =
          eigenvalues.stream()
              .filter(row -> row.normal() == normal)
              .mapToDouble(StabilityReport.SpectrumRow::eigenvalue)
              .toArray();
      List<StabilityReport.SpectrumRow> nodes =
          rows.stream().filter(row -> row.normal() == normal && row.weight() != null).toList();
      assertThat(nodes.stream().mapToDouble(StabilityReport.SpectrumRow::weight).sum())
          .isCloseTo(1, within(1e-12));
      // a Krylov space that has ended has eigenvalues for nodes
      for (StabilityReport.SpectrumRow node : nodes) {
        double nearest =
            Arrays.stream(values)
                .map(value -> Math.abs(value - node.eigenvalue()))
                .min()
                .orElseThrow();
        assertThat(nearest).isLessThan(1e-8);
      }
    }
  }

  /** There the Hessian mixes T𝓔 and N𝓔, so that −λ_min of N𝓔 alone, 3.8e-4, is not the rate. */
  @Test
  void escapeFromASpaceThatIsNotCompatibleIsAtTheRateOfTheWholeHessian() {
    Problem problem =
        GoldenProblems.all().stream()
            .filter(golden -> golden.name().equals("affine"))
            .findFirst()
            .orElseThrow();
    TrialSettings escaping =
        settings(folder, problem, OptionalDouble.empty())
            .analysed(
                new AnalyseSpec(
                    OptionalDouble.empty(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    true,
                    null,
                    OptionalInt.empty()));
    StabilityReport.EscapeRates rates = judged(escaping, problem).escape();
    assertThat(rates).isNotNull();
    assertThat(rates.predicted()).isGreaterThan(1.1 * problem.expected().escapeRate());
    assertThat(rates.observed()).isCloseTo(rates.predicted(), within(0.01 * rates.predicted()));
  }

  private static StabilityReport judged(TrialSettings settings, Problem problem) {
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    try (StabilityAnalysis analysis = new StabilityAnalysis(settings, geometry, 1, Duration.ZERO)) {
      return analysis.judge(problem.layers(), 0, 0);
    }
  }

  private static double[] eigenvalues(StabilityReport report, boolean normal) {
    return report.spectra().stream()
        .filter(row -> row.normal() == normal)
        .mapToDouble(StabilityReport.SpectrumRow::eigenvalue)
        .toArray();
  }

  static TrialSettings settings(Path folder, Problem problem, OptionalDouble polish) {
    Path own = folder.resolve(problem.name());
    own.toFile().mkdirs();
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(problem.architecture(), problem.group());
    problem.write(
        own,
        geometry.layers().stream()
            .map(
                layer ->
                    new int[] {
                      layer.shape().channelsOut(),
                      layer.shape().channelsIn(),
                      layer.shape().positionsOut(),
                      layer.shape().positionsIn()
                    })
            .toList());
    return new TrialSettings(
            problem.group(),
            problem.architecture(),
            new DataSpec(
                new DataSpec.Source.Npy(
                    Storage.reference(own.resolve("inputs.npy").toString()),
                    Storage.reference(own.resolve("targets.npy").toString())),
                0,
                OptionalInt.empty(),
                false,
                OptionalInt.empty(),
                null),
            new InitializationSpec(
                new InitializationSpec.Gaussian(Map.of(), List.of()),
                false,
                new InitializationSpec.Perturb.None()),
            List.of(
                new PhaseSpec(
                    "still",
                    PhaseSpec.Flow.AUGMENTED,
                    new PhaseSpec.Orbit.Exact(),
                    0,
                    0.1,
                    PhaseSpec.Update.EVERY_EPOCH,
                    new OptimiserSpec.Sgd(),
                    OptionalDouble.of(problem.penalty()),
                    OptionalDouble.empty(),
                    null,
                    OptionalInt.empty())),
            new RecordSpec(1, RecordSpec.Unit.EPOCH, new RecordSpec.AugmentedRisk.Exact(), 4),
            new StopSpec(OptionalDouble.empty(), null),
            Precision.DOUBLE,
            false)
        .analysed(new AnalyseSpec(polish, OptionalInt.empty(), OptionalInt.empty(), false));
  }
}
