package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.SymmetricEigen;
import org.equisweep.training.RiskColumns;
import org.equisweep.training.TrialSettings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F9 and polishing on networks whose curvature is known. */
class NetworkEscapeTest {
  private static final double RATE_TOLERANCE = 0.01;
  private static final double TOLERANCE = 1e-8;

  @TempDir static Path folder;

  static Stream<Problem> unstable() {
    return Problems.all(folder).stream()
        .filter(problem -> problem.expected().verdict().equals("unstable-normal"))
        // F9 is of compatible spaces: elsewhere H mixes T𝓔 and N𝓔
        .filter(
            problem ->
                ArchitectureGeometry.of(problem.architecture(), problem.group()).layers().stream()
                    .allMatch(layer -> layer.row().compatible()));
  }

  static Stream<Problem> stable() {
    return Problems.all(folder).stream()
        .filter(problem -> problem.expected().verdict().equals("stable"));
  }

  private static RiskObjective objective(Problem problem) {
    TrialSettings settings = VerdictTest.settings(folder, problem, OptionalDouble.empty());
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    RiskColumns columns =
        RiskColumns.of(settings, geometry, 1, new RiskColumns.Average.Exact(), Duration.ZERO);
    return new RiskObjective(geometry, columns, problem.penalty());
  }

  /** The eigenvector of the lowest eigenvalue on N𝓔. */
  private static double[] direction(RiskObjective f, double[] x) {
    int tangent = f.coordinates().tangent();
    int n = f.coordinates().normal();
    SymmetricOperator hessian = f.hessian(x);
    double[] matrix = new double[n * n];
    for (int j = 0; j < n; j++) {
      double[] unit = new double[x.length];
      unit[tangent + j] = 1;
      double[] column = new double[x.length];
      hessian.apply(unit, column);
      System.arraycopy(column, tangent, matrix, j * n, n);
    }
    double[] direction = new double[x.length];
    System.arraycopy(SymmetricEigen.of(matrix, n).vector(0), 0, direction, tangent, n);
    return direction;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unstable")
  void f9_the_flow_and_descent_leave_at_the_predicted_rate(Problem problem) {
    try (RiskObjective f = objective(problem)) {
      double[] x = f.coordinates().coordinates(problem.layers());
      double[] v = direction(f, x);
      double rate = problem.expected().escapeRate();
      Escape escape = Escape.of(f, f.coordinates().tangent());
      Escape.Rates flow = escape.flow(x, v, -rate, 10);
      assertThat(flow.observed()).isCloseTo(rate, within(RATE_TOLERANCE * rate));
      assertThat(flow.error()).isLessThan(RATE_TOLERANCE * rate);
      double eta = 0.1;
      Escape.Rates descent = escape.descent(x, v, -rate, eta);
      double expected = Math.log(1 + eta * rate) / eta;
      assertThat(descent.observed()).isCloseTo(expected, within(RATE_TOLERANCE * expected));
      assertThat(descent.predicted()).isCloseTo(expected, within(1e-12 * expected));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stable")
  void a_point_moved_off_a_minimum_is_polished_back_to_one_within_the_equivariant_space(
      Problem problem) {
    try (RiskObjective f = objective(problem)) {
      double[] known = f.coordinates().coordinates(problem.layers());
      double[] moved = known.clone();
      RandomStream stream = RandomStream.of(5, "test/moved", 0);
      for (int i = 0; i < moved.length; i++) {
        moved[i] += 0.01 * stream.nextNormal();
      }
      Polish.Polished polished =
          new Polish(new NewtonConjugateGradient(), TOLERANCE)
              .withinPlane(f, f.coordinates().tangent(), moved);
      assertThat(polished.minimum().reached()).isTrue();
      double[] gradient = new double[moved.length];
      f.gradient(polished.point(), gradient);
      assertThat(Vectors.norm(gradient)).isLessThan(2 * TOLERANCE);
      // a dead unit may come alive, and what lies along a flat direction stays
      assertThat(f.value(polished.point())).isLessThanOrEqualTo(f.value(known) + TOLERANCE);
      assertThat(polished.distance()).isLessThan(problem.expected().explained() > 1 ? 10 : 0.3);
    }
  }
}
