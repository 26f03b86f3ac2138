package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.equisweep.stability.Analytic.DoubleWell;
import org.equisweep.stability.Analytic.Quadratic;
import org.equisweep.stability.Analytic.Rosenbrock;
import org.equisweep.stability.Polish.Polished;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Polishing functions whose stationary points are known. */
class PolishTest {
  private static final double TOLERANCE = 1e-10;

  static Stream<Minimiser> minimisers() {
    return Stream.of(new NewtonConjugateGradient(), new LimitedMemory());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("minimisers")
  void a_convex_quadratic_is_polished_to_its_centre(Minimiser minimiser) {
    double[] centre = {1, -2, 3, 0.5, 7};
    Quadratic f = new Quadratic(new double[] {1e-2, 0.3, 1, 5, 100}, centre);
    double[] start = new double[5];
    Polished polished = new Polish(minimiser, TOLERANCE).within(f, start);
    assertThat(polished.minimum().reached()).isTrue();
    assertThat(polished.point()).containsExactly(centre, within(TOLERANCE / 1e-2));
    assertThat(polished.distance()).isCloseTo(Vectors.norm(centre), within(1e-7));
    assertThat(polished.leftBasin()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("minimisers")
  void flat_directions_are_left_alone(Minimiser minimiser) {
    Quadratic f = new Quadratic(new double[] {0, 0, 1, 2}, new double[] {1, 1, 1, 1});
    double[] start = {3, -1, 2, 5};
    Polished polished = new Polish(minimiser, TOLERANCE).within(f, start);
    assertThat(polished.minimum().reached()).isTrue();
    double[] moved = new double[4];
    Vectors.along(polished.point(), -1, start, moved);
    for (int k = 0; k < 2; k++) {
      assertThat(Vectors.dot(moved, f.eigenvector(k))).isCloseTo(0, within(1e-9));
    }
    assertThat(polished.leftBasin()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("minimisers")
  void rosenbrock_in_the_plane_of_its_first_coordinates(Minimiser minimiser) {
    // with x₂ = x₃ = 0 the sum is (1 − x₀)² + 100(x₁ − x₀²)² + 100x₁⁴ + (1 − x₁)² + 1
    Rosenbrock f = new Rosenbrock(4);
    Polished polished =
        new Polish(minimiser, TOLERANCE).withinPlane(f, 2, new double[] {0.3, 0.4, 0.2, -0.1});
    assertThat(polished.minimum().reached()).isTrue();
    assertThat(polished.point()[2]).isZero();
    assertThat(polished.point()[3]).isZero();
    double[] gradient = new double[4];
    f.gradient(polished.point(), gradient);
    assertThat(Math.hypot(gradient[0], gradient[1])).isLessThanOrEqualTo(TOLERANCE);
    assertThat(Math.abs(gradient[2])).isGreaterThan(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("minimisers")
  void rosenbrock_to_its_minimum(Minimiser minimiser) {
    Rosenbrock f = new Rosenbrock(6);
    double[] start = {0.8, 0.7, 0.6, 0.5, 0.4, 0.3};
    Polished polished = new Polish(minimiser, TOLERANCE).within(f, start);
    assertThat(polished.minimum().reached()).isTrue();
    assertThat(polished.point()).containsExactly(new double[] {1, 1, 1, 1, 1, 1}, within(1e-8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("minimisers")
  void from_beside_a_saddle_it_falls_into_a_well_and_says_that_it_left(Minimiser minimiser) {
    Polished polished =
        new Polish(minimiser, TOLERANCE).within(new DoubleWell(3), new double[] {1e-3, 0.4, -0.2});
    assertThat(polished.point()).containsExactly(new double[] {1, 0, 0}, within(1e-8));
    assertThat(polished.leftBasin()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("minimisers")
  void within_the_plane_the_saddle_is_where_it_stays(Minimiser minimiser) {
    // the unstable coordinate comes last
    Polished polished =
        new Polish(minimiser, TOLERANCE).withinPlane(new Saddle(), 2, new double[] {0.5, 0.4, 0.3});
    assertThat(polished.point()).containsExactly(new double[3], within(1e-9));
    assertThat(polished.leftBasin()).isFalse();
    assertThat(polished.distance()).isCloseTo(Math.sqrt(0.5), within(1e-9));
  }

  /** ½(x₀² + 2x₁²) − ½x₂². */
  private record Saddle() implements Objective {
    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public double value(double[] x) {
      return 0.5 * (x[0] * x[0] + 2 * x[1] * x[1] - x[2] * x[2]);
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      gradient[0] = x[0];
      gradient[1] = 2 * x[1];
      gradient[2] = -x[2];
      return value(x);
    }

    @Override
    public SymmetricOperator hessian(double[] x) {
      return Analytic.of(
          3,
          (d, y) -> {
            y[0] = d[0];
            y[1] = 2 * d[1];
            y[2] = -d[2];
          });
    }
  }

  @Test
  void the_last_iterations_of_newton_converge_faster_than_linearly() {
    Rosenbrock f = new Rosenbrock(10);
    double[] start = new double[10];
    Arrays.fill(start, 0.9);
    Minimum coarse = new NewtonConjugateGradient().minimise(f, start, 1e-3);
    Minimum fine = new NewtonConjugateGradient().minimise(f, start, 1e-11);
    assertThat(fine.reached()).isTrue();
    assertThat(fine.iterations() - coarse.iterations()).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("minimisers")
  void at_a_stationary_point_nothing_moves(Minimiser minimiser) {
    Polished polished =
        new Polish(minimiser, TOLERANCE).within(new DoubleWell(2), new double[] {0, 0});
    assertThat(polished.distance()).isZero();
    assertThat(polished.leftBasin()).isFalse();
    assertThat(polished.minimum().iterations()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("minimisers")
  void what_cannot_be_reached_is_said(Minimiser minimiser) {
    // unbounded below along x₀
    Objective slide = new Quadratic(new double[] {-1, 1}, new double[2]);
    Polished polished = new Polish(minimiser, TOLERANCE).within(slide, new double[] {1, 0.5});
    assertThat(polished.minimum().reached()).isFalse();
    assertThat(polished.leftBasin()).isTrue();
  }
}
