package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.training.AnalyseSpec;
import org.equisweep.training.Keep;
import org.equisweep.training.OptimiserSpec;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.RecordSpec;
import org.equisweep.training.StabilityReport;
import org.equisweep.training.StabilityReport.SpectrumRow;
import org.equisweep.training.Start;
import org.equisweep.training.Strand;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.TrialSettings;
import org.equisweep.training.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spectra on the way: what they are, and that they are the trial's own whoever shares the way. */
class PassedStatesTest {
  private static final double DIFFERENCES = 1e-6;
  private static final double STEP = 1e-5;
  private static final double ROUNDING = 1e-12;
  private static final Keep STATES = new Keep(false, true);

  @TempDir static Path folder;

  static Stream<Problem> problems() {
    return Problems.all(folder).stream();
  }

  /** The judged point, passed: the same eigenvalues, the first few of them. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void whatIsJudgedAndWhatIsPassedAgree(Problem problem) {
    TrialSettings settings = analysed(problem, 2, 3, RecordSpec.Unit.EPOCH);
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    StabilityReport judged;
    try (StabilityAnalysis analysis = new StabilityAnalysis(settings, geometry, 1, Duration.ZERO)) {
      judged = analysis.judge(problem.layers(), 0, 0);
    }
    List<SpectrumRow> passed = passed(settings, geometry, problem.layers());
    assertThat(passed).isNotEmpty().allMatch(row -> !row.judged());
    if (judged.verdict() != Verdict.NOT_STATIONARY) {
      for (boolean normal : new boolean[] {false, true}) {
        double[] expected =
            judged.spectra().stream()
                .filter(row -> row.normal() == normal && row.rank() < 2)
                .mapToDouble(SpectrumRow::eigenvalue)
                .toArray();
        assertThat(eigenvalues(passed, normal)).containsExactly(expected, within(ROUNDING));
      }
    }
  }

  /** Off 𝓔 the operators are those of R^aug, on T𝓔 too: by differences of its gradients. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void offTheEquivariantSpaceTheyAreOfTheAugmentedRisk(Problem problem) {
    TrialSettings settings = analysed(problem, 50, 1, RecordSpec.Unit.EPOCH);
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    try (RiskPair pair = new RiskPair(settings, geometry, 1, problem.penalty(), Duration.ZERO)) {
      SplitCoordinates coordinates = pair.coordinates();
      double[] x = coordinates.coordinates(problem.layers());
      for (int i = 0; i < x.length; i++) {
        x[i] += 0.05 * Math.cos(3 * i + 1);
      }
      List<SpectrumRow> rows = passed(settings, geometry, coordinates.layers(x));
      double scale =
          1 + rows.stream().mapToDouble(row -> Math.abs(row.eigenvalue())).max().orElse(0);
      for (boolean normal : new boolean[] {false, true}) {
        int from = normal ? coordinates.tangent() : 0;
        int size = normal ? coordinates.normal() : coordinates.tangent();
        double[] expected = eigenvalues(pair.augmented(), x, from, size);
        assertThat(eigenvalues(rows, normal))
            .hasSize(size)
            .containsExactly(expected, within(DIFFERENCES * scale));
      }
    }
  }

  private static double[] eigenvalues(List<SpectrumRow> rows, boolean normal) {
    return rows.stream()
        .filter(row -> row.normal() == normal)
        .mapToDouble(SpectrumRow::eigenvalue)
        .toArray();
  }

  /** The symmetric matrix of central differences of gradients, by the dense solver. */
  private static double[] eigenvalues(RiskObjective f, double[] x, int from, int size) {
    double[][] columns = new double[size][];
    for (int k = 0; k < size; k++) {
      double[] ahead = x.clone();
      double[] behind = x.clone();
      ahead[from + k] += STEP;
      behind[from + k] -= STEP;
      double[] a = new double[x.length];
      double[] b = new double[x.length];
      f.gradient(ahead, a);
      f.gradient(behind, b);
      columns[k] =
          IntStream.range(0, size)
              .mapToDouble(i -> (a[from + i] - b[from + i]) / (2 * STEP))
              .toArray();
    }
    SymmetricOperator matrix =
        new SymmetricOperator() {
          @Override
          public int dimension() {
            return size;
          }

          @Override
          public void apply(double[] v, double[] y) {
            for (int i = 0; i < size; i++) {
              y[i] = 0;
              for (int j = 0; j < size; j++) {
                y[i] += columns[j][i] * v[j];
              }
            }
          }
        };
    return new EigenSolver(1).lowest(matrix).values();
  }

  /** Rows 0, 3, 6 of the first phase and of the second: alone, among others, in a shared prefix. */
  @Test
  void neighboursAndSharedPhasesLeaveEveryBit() {
    TrialSettings longer = twoPhases(6, 7);
    TrialSettings other = twoPhases(6, 4);
    List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    List<TrialOutcome> together =
        train(List.of(new Strand(longer, seeds), new Strand(other, seeds)));
    for (int i = 0; i < seeds.size(); i++) {
      List<Long> alone = List.of(seeds.get(i));
      assertSame(together.get(i), train(List.of(new Strand(longer, alone))).get(0));
      assertSame(together.get(seeds.size() + i), train(List.of(new Strand(other, alone))).get(0));
    }
    assertThat(
            together.get(0).onTheWay().stream()
                .map(row -> row.phase() + ":" + row.step())
                .distinct())
        .containsExactly("0:0", "0:3", "0:6", "1:6", "1:9", "1:12");
  }

  /** Other spacings are other trials, even with the same end points. */
  @Test
  void trialsThatDifferInSpacingAloneDoNotMix() {
    TrialSettings every = twoPhases(6, 7);
    TrialSettings none = every.analysed(spec(null));
    List<TrialOutcome> mixed =
        train(List.of(new Strand(every, List.of(1L)), new Strand(none, List.of(1L))));
    assertThat(mixed.get(0).onTheWay()).isNotEmpty();
    assertThat(mixed.get(1).onTheWay()).isEmpty();
    assertThat(bits(mixed.get(1).stability().spectra()))
        .isEqualTo(bits(mixed.get(0).stability().spectra()));
  }

  /** Going on from a kept state, where a row is due and where none is. */
  @Test
  void extendedTrialsHaveTheSpectraOfThoseTrainedInOneGo() {
    for (int kept : new int[] {4, 6}) {
      TrialSettings longer = twoPhases(6, 11);
      List<Long> seeds = List.of(1L, 2L);
      List<TrialOutcome> shorter = train(List.of(new Strand(twoPhases(6, kept), seeds)));
      Map<Long, Start> starts = new HashMap<>();
      for (int i = 0; i < seeds.size(); i++) {
        TrialOutcome outcome = shorter.get(i);
        starts.put(seeds.get(i), new Start(1, outcome.state(), outcome.rows(), outcome.onTheWay()));
      }
      List<TrialOutcome> extended = train(List.of(new Strand(longer, seeds, starts)));
      List<TrialOutcome> whole = train(List.of(new Strand(longer, seeds)));
      for (int i = 0; i < seeds.size(); i++) {
        assertSame(extended.get(i), whole.get(i));
      }
    }
  }

  private static void assertSame(TrialOutcome one, TrialOutcome other) {
    assertThat(one.reason()).isNull();
    assertThat(one.spectra()).isNotEmpty();
    assertThat(bits(one.spectra())).isEqualTo(bits(other.spectra()));
    assertThat(one.stability())
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(other.stability());
  }

  private static List<TrialOutcome> train(List<Strand> strands) {
    return JudgedTraining.train(strands, Duration.ZERO, STATES);
  }

  private static List<String> bits(List<SpectrumRow> rows) {
    return rows.stream()
        .map(row -> row.phase() + " " + row.step() + " " + row.judged() + " " + bits(row))
        .toList();
  }

  private static String bits(SpectrumRow row) {
    return "%s %d %x %x %s"
        .formatted(
            row.normal(),
            row.rank(),
            Double.doubleToLongBits(row.eigenvalue()),
            Double.doubleToLongBits(row.residual()),
            row.component());
  }

  private static List<SpectrumRow> passed(
      TrialSettings settings, ArchitectureGeometry geometry, List<double[]> layers) {
    try (PassedStates states = new PassedStates(settings, geometry)) {
      return states.observe(settings.phases().get(0), 0, 1, 0, layers);
    }
  }

  private static TrialSettings analysed(
      Problem problem, int eigenvalues, int every, RecordSpec.Unit unit) {
    return VerdictTest.settings(folder, problem, OptionalDouble.empty())
        .analysed(
            new AnalyseSpec(
                OptionalDouble.empty(),
                OptionalInt.of(eigenvalues),
                OptionalInt.empty(),
                false,
                new AnalyseSpec.Every(every, unit)));
  }

  private static AnalyseSpec spec(AnalyseSpec.Every every) {
    return new AnalyseSpec(
        OptionalDouble.of(1e-8), OptionalInt.empty(), OptionalInt.empty(), false, every);
  }

  /** Nominal from a random start, then augmented with a penalty: so many steps each. */
  private static TrialSettings twoPhases(int first, int second) {
    Problem problem = Problems.all(folder).get(0);
    TrialSettings still = VerdictTest.settings(folder, problem, OptionalDouble.empty());
    List<PhaseSpec> phases = new ArrayList<>();
    phases.add(phase("first", PhaseSpec.Flow.NOMINAL, null, first, OptionalDouble.empty()));
    phases.add(
        phase(
            "second",
            PhaseSpec.Flow.AUGMENTED,
            new PhaseSpec.Orbit.Exact(),
            second,
            OptionalDouble.of(0.1)));
    return new TrialSettings(
            still.group(),
            still.architecture(),
            still.data(),
            still.initialization(),
            phases,
            still.record(),
            still.stop(),
            still.precision(),
            false)
        .analysed(spec(new AnalyseSpec.Every(3, RecordSpec.Unit.STEP)));
  }

  private static PhaseSpec phase(
      String name, PhaseSpec.Flow flow, PhaseSpec.Orbit orbit, int epochs, OptionalDouble penalty) {
    return new PhaseSpec(
        name,
        flow,
        orbit,
        epochs,
        0.05,
        PhaseSpec.Update.EVERY_EPOCH,
        new OptimiserSpec.Sgd(),
        penalty,
        OptionalDouble.empty(),
        null,
        OptionalInt.empty());
  }
}
