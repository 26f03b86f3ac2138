package org.equisweep.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.equisweep.flow.ClosedForm.Diagonal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every integrator must do. */
class IntegratorTest {
  private static final double TIME = 2;

  /** Global error over the tolerance on a step's, for the closed-form flows up to {@link #TIME}. */
  private static final double GROWTH = 100;

  /** Cubic dense output and located events, in time. */
  private static final double EVENT_TOLERANCE = 1e-5;

  /** A method by its tolerance. */
  enum Method {
    DORMAND_PRINCE {
      @Override
      Integrator of(double tolerance) {
        return new DormandPrince(tolerance);
      }
    },
    CHEBYSHEV {
      @Override
      Integrator of(double tolerance) {
        return new Chebyshev(tolerance);
      }
    };

    abstract Integrator of(double tolerance);
  }

  static Stream<Arguments> methodsAndFlows() {
    return Stream.of(Method.values())
        .flatMap(method -> ClosedForm.all().stream().map(flow -> Arguments.of(method, flow)));
  }

  static Stream<Method> methods() {
    return Stream.of(Method.values());
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("methodsAndFlows")
  void the_error_at_the_end_is_of_the_order_of_the_tolerance(Method method, ClosedForm flow) {
    for (double tolerance : new double[] {1e-4, 1e-6, 1e-8}) {
      double[] y = flow.start();
      Integration result = method.of(tolerance).integrate(flow, y, 0, TIME);
      assertThat(result.time()).isEqualTo(TIME);
      assertThat(flow.error(y, TIME)).isLessThan(GROWTH * tolerance);
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("methodsAndFlows")
  void steps_join_and_dense_output_is_as_good_as_the_steps(Method method, ClosedForm flow) {
    double tolerance = 1e-7;
    List<Double> ends = new ArrayList<>(List.of(0.0));
    double[] worst = {0};
    double[] inside = new double[flow.dimension()];
    method
        .of(tolerance)
        .integrate(
            flow,
            flow.start(),
            0,
            TIME,
            List.of(),
            step -> {
              assertThat(step.from()).isEqualTo(ends.get(ends.size() - 1));
              ends.add(step.to());
              for (double x : new double[] {0, 0.31, 0.77, 1}) {
                double time = step.from() + x * (step.to() - step.from());
                step.state(time, inside);
                worst[0] = Math.max(worst[0], flow.error(inside, time));
              }
            });
    assertThat(ends.get(ends.size() - 1)).isEqualTo(TIME);
    assertThat(worst[0]).isLessThan(GROWTH * tolerance);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void it_stops_where_the_gradient_falls_to_a_given_norm(Method method) {
    Diagonal flow = new Diagonal(2.0);
    double[] y = flow.start();
    Integration result =
        method
            .of(1e-10)
            .integrate(flow, y, 0, 100, List.of(Event.stationary(1e-3)), StepObserver.none());
    // 2 e^{−2t} = 1e-3
    assertThat(result.event()).hasValue(0);
    assertThat(result.time()).isCloseTo(Math.log(2e3) / 2, within(EVENT_TOLERANCE));
    assertThat(2 * y[0]).isCloseTo(1e-3, within(1e-8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void of_two_events_the_earlier_ends_it(Method method) {
    Diagonal flow = new Diagonal(-1.0);
    List<Event> events = List.of((y, derivative) -> 3 - y[0], (y, derivative) -> 2 - y[0]);
    List<Double> last = new ArrayList<>();
    double[] y = flow.start();
    Integration result =
        method.of(1e-9).integrate(flow, y, 0, 5, events, step -> last.add(step.to()));
    assertThat(result.event()).hasValue(1);
    assertThat(result.time()).isCloseTo(Math.log(2), within(EVENT_TOLERANCE));
    assertThat(y[0]).isCloseTo(2, within(1e-6));
    assertThat(last.get(last.size() - 1)).isEqualTo(result.time());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void an_event_at_the_start_ends_it_there(Method method) {
    double[] y = {0, 0};
    Integration result =
        method
            .of(1e-6)
            .integrate(
                new Diagonal(1, 2), y, 3, 4, List.of(Event.stationary(1e-9)), StepObserver.none());
    assertThat(result).extracting(Integration::time, Integration::steps).containsExactly(3.0, 0L);
    assertThat(result.event()).hasValue(0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void a_stationary_point_stays_where_it_is(Method method) {
    double[] y = {0, 0};
    method.of(1e-6).integrate(new Diagonal(1, -2), y, 0, 10);
    assertThat(y).containsExactly(0, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void a_flow_that_ends_in_finite_time_is_said_to_diverge(Method method) {
    // ẏ = y² from 1 reaches infinity at time 1
    VectorField field =
        new VectorField() {
          @Override
          public int dimension() {
            return 1;
          }

          @Override
          public void evaluate(double[] y, double[] derivative) {
            derivative[0] = y[0] * y[0];
          }
        };
    assertThatThrownBy(() -> method.of(1e-6).integrate(field, new double[] {1}, 0, 2))
        .isInstanceOfSatisfying(
            NotFiniteException.class, e -> assertThat(e.time()).isCloseTo(1, within(1e-3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void two_runs_are_the_same_bits(Method method) {
    ClosedForm flow = new ClosedForm.TwoLayers();
    double[] one = flow.start();
    double[] two = flow.start();
    Integrator used = method.of(1e-6);
    used.integrate(flow, one, 0, TIME);
    used.integrate(flow, two, 0, TIME);
    assertThat(one).containsExactly(two);
  }

  @Test
  void chebyshev_is_stable_on_its_interval_and_no_step_needs_more_than_it_says() {
    for (int stages = 2; stages <= 200; stages++) {
      double radius = 1;
      double h = (1 - 1e-12) * ChebyshevStages.longestStep(stages, radius);
      assertThat(ChebyshevStages.needed(h, radius)).isLessThanOrEqualTo(stages);
      for (double x : new double[] {0.01, 0.2, 0.5, 0.9, 0.99, 1}) {
        double[] next = new double[1];
        double lambda = x * radius;
        new ChebyshevStages(1)
            .advance(
                new Evaluations(new Diagonal(lambda)),
                new double[] {1},
                new double[] {-lambda},
                h,
                stages,
                next);
        assertThat(Math.abs(next[0])).isLessThanOrEqualTo(1 + 1e-12);
      }
    }
  }

  @Test
  void a_stiff_flow_takes_chebyshev_a_fraction_of_the_evaluations() {
    double[] lambda = new double[50];
    for (int i = 0; i < lambda.length; i++) {
      lambda[i] = 1e-2 * Math.pow(1e6, i / (lambda.length - 1.0));
    }
    Diagonal flow = new Diagonal(lambda);
    double[] y = flow.start();
    Integration stabilised = new Chebyshev(1e-4).integrate(flow, y, 0, 100);
    assertThat(flow.error(y, 100)).isLessThan(1e-2);
    Integration explicit = new DormandPrince(1e-4).integrate(flow, flow.start(), 0, 100);
    assertThat(explicit.evaluations()).isGreaterThan(50 * stabilised.evaluations());
  }

  @Test
  void the_spectral_radius_is_over_the_largest_curvature_and_not_far() {
    double[] lambda = {0.3, 4, 25, -7};
    Diagonal flow = new Diagonal(lambda);
    double[] y = flow.start();
    double[] derivative = new double[4];
    flow.evaluate(y, derivative);
    SpectralRadius radius = new SpectralRadius(4);
    assertThat(radius.at(new Evaluations(flow), y, derivative)).isBetween(25.0, 31.0);
    // at a stationary point, where f gives no direction to start from
    Arrays.fill(y, 0);
    Arrays.fill(derivative, 0);
    SpectralRadius atRest = new SpectralRadius(4);
    assertThat(atRest.at(new Evaluations(flow), y, derivative)).isBetween(25.0, 31.0);
  }

  @Test
  void a_tolerance_must_be_positive() {
    assertThatThrownBy(() -> new Chebyshev(0)).hasMessageContaining("above 0, got 0.0");
    assertThatThrownBy(() -> new DormandPrince(-1)).hasMessageContaining("above 0, got -1.0");
  }
}
