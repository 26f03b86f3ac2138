package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.equisweep.training.PhaseSpec.Update.EVERY_EPOCH;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.training.PhaseSpec.Flow;
import org.equisweep.training.PhaseSpec.Orbit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** γ/2·‖A − Π_𝓔A‖² on every flow: what it adds to a step, and to no risk. */
class PenaltyTest {
  private static final double GAMMA = 0.7;
  private static final double RATE = 0.1;
  private static final double ROUNDING = 1e-13;

  @TempDir Path folder;

  private record Kind(Flow flow, @Nullable Orbit orbit) {
    PhaseSpec phase(OptionalDouble penalty) {
      return new PhaseSpec(
          "penalised",
          flow,
          orbit,
          1,
          RATE,
          EVERY_EPOCH,
          new OptimiserSpec.Sgd(),
          penalty,
          OptionalDouble.empty(),
          null,
          OptionalInt.empty());
    }
  }

  static Stream<Arguments> flowsAndCases() {
    List<Kind> kinds =
        List.of(
            new Kind(Flow.NOMINAL, null),
            new Kind(Flow.AUGMENTED, new Orbit.Exact()),
            new Kind(Flow.AUGMENTED, new Orbit.Expanded()),
            new Kind(Flow.AUGMENTED, new Orbit.Samples(2, PhaseSpec.Per.EXAMPLE)),
            new Kind(Flow.AVERAGED, null));
    return Stream.of(
            Case.Z10_NODES, Case.C4_CROSS, Case.C4_SKEW, Case.RAGGED_MASK, Case.AFFINE_SPAN)
        .flatMap(c -> kinds.stream().map(kind -> Arguments.of(c, kind)));
  }

  /** Unitary parametrisations: the step is longer by −ηγ(A − Π_𝓔A), the risks stay. */
  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("flowsAndCases")
  void aStepIsPulledTowardsTheEquivariantSpace(Case c, Kind kind) {
    TrialSettings settings = Settings.offEquivariant(c.settings(folder));
    List<LayerGeometry> geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group()).layers();
    TrialOutcome start = train(settings, Settings.nominal(0, RATE, EVERY_EPOCH));
    TrialOutcome plain = train(settings, kind.phase(OptionalDouble.empty()));
    TrialOutcome penalised = train(settings, kind.phase(OptionalDouble.of(GAMMA)));
    double[][] a = start.layers().toArray(double[][]::new);
    double[][] nearest = Layers.projected(geometry, a, LayerGeometry::projectEquivariant);
    double[][] expected = plain.layers().toArray(double[][]::new);
    for (int layer = 0; layer < a.length; layer++) {
      for (int i = 0; i < a[layer].length; i++) {
        expected[layer][i] -= RATE * GAMMA * (a[layer][i] - nearest[layer][i]);
      }
    }
    assertThat(Layers.distance(a, nearest)).isGreaterThan(0.1);
    assertThat(Layers.distance(penalised.layers().toArray(double[][]::new), expected))
        .isLessThan(ROUNDING * Layers.norm(a));
    TrajectoryRow row = penalised.rows().get(0);
    assertThat(row.nominalRisk()).isEqualTo(plain.rows().get(0).nominalRisk());
    assertThat(row.batchLoss()).isEqualTo(plain.rows().get(0).batchLoss());
  }

  /** In an equivariant phase there is nothing to penalise. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("org.equisweep.training.Case#compatibleCases")
  void anEquivariantPhaseKeepsItsBits(Case c) {
    TrialSettings settings = c.settings(folder);
    Kind kind = new Kind(Flow.EQUIVARIANT, null);
    TrialOutcome plain = train(settings, kind.phase(OptionalDouble.empty()));
    TrialOutcome penalised = train(settings, kind.phase(OptionalDouble.of(GAMMA)));
    for (int layer = 0; layer < plain.layers().size(); layer++) {
      assertThat(penalised.layers().get(layer))
          .containsExactly(plain.layers().get(layer), within(0.0));
    }
  }

  private static TrialOutcome train(TrialSettings settings, PhaseSpec phase) {
    return Settings.train(Settings.with(settings, phase), 3);
  }
}
