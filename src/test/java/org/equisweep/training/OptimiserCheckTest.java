package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.equisweep.training.PhaseSpec.Update.EVERY_BATCH;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.equisweep.network.ArchitectureGeometry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check's verdict against what whole training runs with whole orbits do. */
class OptimiserCheckTest {
  /** Relative distance to 𝓔 after some steps that is nothing but rounding. */
  private static final double KEPT = 1e-11;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}, {1}, decay {2}")
  @CsvSource({
    "Z10_NODES, sgd, 0",
    "Z10_NODES, sgd, 0.1",
    "Z10_NODES, nesterov, 0.1",
    "Z10_NODES, adam, 0",
    "C4_CROSS, momentum, 0",
    "C4_CROSS, adam, 0.1",
    "C4_SKEW, sgd, 0",
    "C4_SKEW, adam, 0",
    "RAGGED_MASK, momentum, 0",
    "AFFINE_SPAN, sgd, 0.1",
    "AFFINE_SPAN, adam, 0"
  })
  void saysWhatTrainingDoes(Case c, String name, double decay) {
    OptimiserSpec spec =
        switch (name) {
          case "sgd" -> new OptimiserSpec.Sgd();
          case "adam" -> new OptimiserSpec.Adam(0.9, 0.999, 1e-8);
          default -> new OptimiserSpec.Momentum(0.9, name.equals("nesterov"));
        };
    PhaseSpec phase =
        new PhaseSpec(
            name,
            PhaseSpec.Flow.AUGMENTED,
            new PhaseSpec.Orbit.Exact(),
            3,
            0.01,
            EVERY_BATCH,
            spec,
            OptionalDouble.empty(),
            OptionalDouble.of(decay),
            null,
            OptionalInt.empty());
    TrialSettings settings = Settings.with(c.settings(folder), phase);
    double leak =
        OptimiserCheck.leak(
            phase, ArchitectureGeometry.of(settings.architecture(), settings.group()), 0);
    TrialOutcome trained = Settings.train(settings, 4);
    TrajectoryRow last = trained.rows().get(trained.rows().size() - 1);
    boolean kept = last.distanceToEquivariant() < KEPT * last.distanceTravelled();
    assertThat(leak <= OptimiserCheck.ROUNDING).as("leak " + leak).isEqualTo(kept);
  }
}
