package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.training.IntegrationSpec.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Phases whose flow is integrated, as their rows show it. */
class FlowPhaseTest {
  private static final double TIME = 1;
  private static final double TOLERANCE = 1e-6;

  /** Global error of a run over the tolerance on its steps. */
  private static final double GROWTH = 200;

  private static final double ROUNDING = 1e-12;
  private static final int ROWS = 6;

  @TempDir Path folder;

  private static PhaseSpec flow(PhaseSpec.Flow flow, PhaseSpec.Orbit orbit, IntegrationSpec spec) {
    return PhaseSpec.integrated("smooth", flow, orbit, OptionalDouble.empty(), null, spec);
  }

  private static IntegrationSpec spec(Method method, double tolerance) {
    return new IntegrationSpec(TIME, tolerance, method, ROWS, OptionalDouble.empty());
  }

  private static PhaseSpec exact(Method method) {
    return flow(PhaseSpec.Flow.AUGMENTED, new PhaseSpec.Orbit.Exact(), spec(method, TOLERANCE));
  }

  private static PhaseSpec equivariant(Method method) {
    return flow(PhaseSpec.Flow.EQUIVARIANT, null, spec(method, TOLERANCE));
  }

  private static PhaseSpec nominal(Method method) {
    return flow(PhaseSpec.Flow.NOMINAL, null, spec(method, TOLERANCE));
  }

  private TrialSettings settings(Case c, PhaseSpec... phases) {
    return Settings.with(c.settings(folder), phases);
  }

  private static TrajectoryRow last(TrialOutcome outcome) {
    return outcome.rows().get(outcome.rows().size() - 1);
  }

  static Stream<Arguments> casesAndMethods() {
    return Stream.of(Case.Z10_NODES, Case.C4_POOLED)
        .flatMap(c -> Stream.of(Method.values()).map(method -> Arguments.of(c, method)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("casesAndMethods")
  void f3_the_augmented_flow_from_equivariant_layers_is_the_equivariant_flow(
      Case c, Method method) {
    TrialOutcome augmented = Settings.train(settings(c, exact(method)), 1);
    TrialOutcome symmetric = Settings.train(settings(c, equivariant(method)), 1);
    assertThat(augmented.status()).isEqualTo(TrialOutcome.Status.BUDGET);
    assertThat(augmented.rows()).hasSize(ROWS + 1);
    for (int k = 0; k <= ROWS; k++) {
      TrajectoryRow left = augmented.rows().get(k);
      TrajectoryRow right = symmetric.rows().get(k);
      assertThat(left.distanceToEquivariant()).isLessThan(ROUNDING);
      assertThat(left.distanceTravelled())
          .isCloseTo(right.distanceTravelled(), within(GROWTH * TOLERANCE));
      assertThat(left.nominalRisk()).isCloseTo(right.nominalRisk(), within(GROWTH * TOLERANCE));
    }
    assertThat(last(augmented).distanceTravelled()).isGreaterThan(1e-2);
  }

  @Test
  void rows_lie_at_even_times_and_count_as_steps() {
    TrialOutcome outcome =
        Settings.train(
            settings(
                Case.Z10_NODES,
                Settings.nominal(2, 0.1, PhaseSpec.Update.EVERY_EPOCH),
                nominal(Method.DORMAND_PRINCE)),
            3);
    List<Double> times = outcome.rows().stream().map(TrajectoryRow::time).toList();
    List<Double> expected = new ArrayList<>(List.of(0.0, 0.1, 0.2));
    for (int k = 0; k <= ROWS; k++) {
      expected.add(0.2 + k * TIME / ROWS);
    }
    assertThat(times)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
        .isEqualTo(expected);
    assertThat(outcome.rows().stream().map(TrajectoryRow::step))
        .containsExactly(0L, 1L, 2L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(outcome.steps()).isEqualTo(8);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = Case.class,
      names = {"Z10_NODES", "AFFINE_SPAN"})
  void descent_approaches_the_flow_in_proportion_to_its_step(Case c) {
    PhaseSpec integrated = nominal(Method.DORMAND_PRINCE);
    double[] errors = new double[3];
    List<double[]> reference =
        Settings.train(Settings.offEquivariant(settings(c, integrated)), 2).layers();
    for (int i = 0; i < errors.length; i++) {
      int steps = 20 << i;
      PhaseSpec descent = Settings.nominal(steps, TIME / steps, PhaseSpec.Update.EVERY_EPOCH);
      TrialOutcome outcome = Settings.train(Settings.offEquivariant(settings(c, descent)), 2);
      assertThat(last(outcome).time()).isCloseTo(TIME, within(ROUNDING));
      errors[i] =
          Layers.distance(
              outcome.layers().toArray(double[][]::new), reference.toArray(double[][]::new));
    }
    assertThat(errors[0] / errors[1]).isBetween(1.8, 2.2);
    assertThat(errors[1] / errors[2]).isBetween(1.9, 2.1);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(PhaseSpec.Per.class)
  void draws_stay_the_same_through_an_integrated_phase_so_that_two_methods_agree(
      PhaseSpec.Per per) {
    PhaseSpec.Orbit samples = new PhaseSpec.Orbit.Samples(2, per);
    List<double[][]> ends = new ArrayList<>();
    for (Method method : Method.values()) {
      PhaseSpec phase = flow(PhaseSpec.Flow.AUGMENTED, samples, spec(method, TOLERANCE));
      TrialOutcome outcome = Settings.train(settings(Case.Z10_NODES, phase), 4);
      ends.add(outcome.layers().toArray(double[][]::new));
    }
    assertThat(Layers.distance(ends.get(0), ends.get(1))).isLessThan(GROWTH * TOLERANCE);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Method.class)
  void it_arrives_where_the_gradient_norm_is_what_was_asked(Method method) {
    TrialSettings base = settings(Case.Z10_NODES, equivariant(method));
    double first = Settings.train(base, 1).rows().get(0).gradientNorm();
    TrialSettings settings = Settings.convergedBelow(base, first / 2);
    TrialOutcome outcome = Settings.train(settings, 1);
    assertThat(outcome.status()).isEqualTo(TrialOutcome.Status.CONVERGED);
    assertThat(last(outcome).gradientNorm()).isCloseTo(first / 2, within(1e-6 * first));
    assertThat(last(outcome).time()).isBetween(1e-3, TIME);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Method.class)
  void it_ends_at_a_set_distance_from_the_equivariant_space(Method method) {
    IntegrationSpec spec =
        new IntegrationSpec(TIME, TOLERANCE, method, ROWS, OptionalDouble.of(0.02));
    TrialOutcome outcome =
        Settings.train(settings(Case.Z10_NODES, flow(PhaseSpec.Flow.NOMINAL, null, spec)), 1);
    assertThat(outcome.status()).isEqualTo(TrialOutcome.Status.BUDGET);
    assertThat(last(outcome).distanceToEquivariant()).isCloseTo(0.02, within(1e-6));
    assertThat(last(outcome).time()).isLessThan(TIME);
  }

  @Test
  void a_lane_is_the_same_bits_alone_and_beside_others() {
    TrialSettings settings = settings(Case.C4_POOLED, exact(Method.CHEBYSHEV));
    List<TrialOutcome> together =
        CohortTrainer.train(settings, List.of(7L, 8L, 9L), Duration.ZERO, true);
    TrialOutcome alone = Settings.train(settings, 8);
    for (int layer = 0; layer < alone.layers().size(); layer++) {
      assertThat(together.get(1).layers().get(layer)).containsExactly(alone.layers().get(layer));
    }
  }

  private TrialSettings stack(PhaseSpec phase, Stage... stages) {
    TrialSettings s = Case.Z10_NODES.settings(folder);
    ArchitectureSpec a =
        new ArchitectureSpec(s.architecture().input(), List.of(stages), s.architecture().loss());
    return Settings.offEquivariant(
        Settings.with(
            new TrialSettings(
                s.group(),
                a,
                s.data(),
                s.initialization(),
                s.phases(),
                s.record(),
                s.stop(),
                s.precision(),
                s.allowViolations()),
            phase));
  }

  private static Linear linear(SpaceSpec to, int channels) {
    return new Linear(to, channels, new Admissible.Full());
  }

  private TrialSettings linearStack(PhaseSpec phase) {
    return stack(
        phase,
        linear(new SpaceSpec.Nodes(), 3),
        linear(new SpaceSpec.Nodes(), 2),
        linear(new SpaceSpec.Scalar(), 2));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Method.class)
  void flows_of_linear_networks_conserve_their_balance(Method method) {
    for (PhaseSpec phase : List.of(nominal(method), exact(method), equivariant(method))) {
      TrialOutcome outcome = Settings.train(linearStack(phase), 1);
      assertThat(last(outcome).distanceTravelled()).isGreaterThan(0.02);
      for (TrajectoryRow row : outcome.rows()) {
        assertThat(row.balanceDrift()).isLessThan(GROWTH * TOLERANCE);
        assertThat(row.normBalanceDrift()).isLessThan(GROWTH * TOLERANCE);
      }
    }
  }

  @Test
  void descent_changes_the_balance_in_proportion_to_its_step() {
    double[] drift = new double[3];
    for (int i = 0; i < drift.length; i++) {
      int steps = 50 << i;
      TrialOutcome outcome =
          Settings.train(
              linearStack(Settings.nominal(steps, TIME / steps, PhaseSpec.Update.EVERY_EPOCH)), 1);
      drift[i] = last(outcome).balanceDrift();
    }
    assertThat(drift[0]).isGreaterThan(1e-4);
    assertThat(drift[0] / drift[1]).isBetween(1.8, 2.2);
    assertThat(drift[1] / drift[2]).isBetween(1.9, 2.1);
  }

  @Test
  void leaky_relu_conserves_norms_alone_and_tanh_nothing() {
    TrialOutcome leaky =
        Settings.train(
            stack(
                nominal(Method.DORMAND_PRINCE),
                linear(new SpaceSpec.Nodes(), 3),
                new LeakyRelu(0.3),
                linear(new SpaceSpec.Scalar(), 2)),
            1);
    assertThat(last(leaky).balanceDrift()).isNull();
    assertThat(last(leaky).distanceTravelled()).isGreaterThan(0.02);
    // kinks along the way cost accuracy, not the law
    assertThat(last(leaky).normBalanceDrift()).isLessThan(GROWTH * TOLERANCE);
    TrialOutcome tanh = Settings.train(settings(Case.Z10_NODES, exact(Method.CHEBYSHEV)), 1);
    assertThat(last(tanh).normBalanceDrift()).isNull();
  }

  @Test
  void a_penalty_acts_on_layers_one_by_one_and_leaves_no_law() {
    PhaseSpec penalised =
        PhaseSpec.integrated(
            "smooth",
            PhaseSpec.Flow.NOMINAL,
            null,
            OptionalDouble.of(0.5),
            null,
            spec(Method.DORMAND_PRINCE, TOLERANCE));
    TrialOutcome outcome = Settings.train(linearStack(penalised), 1);
    assertThat(last(outcome).balanceDrift()).isNull();
    TrialOutcome free = Settings.train(linearStack(nominal(Method.DORMAND_PRINCE)), 1);
    assertThat(last(outcome).distanceToEquivariant())
        .isLessThan(last(free).distanceToEquivariant());
  }
}
