package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.equisweep.training.PhaseSpec.Update.EVERY_BATCH;
import static org.equisweep.training.PhaseSpec.Update.EVERY_EPOCH;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.equisweep.data.DataSpec;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.Reductions;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole trials with every reduction against the plain plan: each recorded number to rounding. */
class ReductionsTest {
  private static final double RATE = 0.1;
  private static final List<Long> SEEDS = List.of(3L, 8L);

  @TempDir Path folder;

  private static double tolerance(Precision precision) {
    return precision == Precision.DOUBLE ? 1e-10 : 2e-3;
  }

  /** Data that span less than there is. */
  enum Problem {
    /** Symmetric adjacency matrices less ½, with held-out graphs. */
    GRAPHS(1 + 10) {
      @Override
      TrialSettings settings(Path folder) {
        ArchitectureSpec architecture =
            SmallNetworks.network(
                new SpaceSpec.Edges(),
                1,
                Loss.Kind.BINARY_CROSS_ENTROPY,
                SmallNetworks.linear(new SpaceSpec.Edges(), 3),
                new ArchitectureSpec.LeakyRelu(0.01),
                SmallNetworks.linear(new SpaceSpec.Scalar(), 6),
                new ArchitectureSpec.LeakyRelu(0.01),
                new ArchitectureSpec.LayerNorm(ArchitectureSpec.LayerNorm.Over.CHANNELS, 1e-5),
                SmallNetworks.linear(new SpaceSpec.Scalar(), 1));
        DataSpec data =
            new DataSpec(
                new DataSpec.Source.BlockGraphs(25, 5, 0.6, 0.2, 4),
                -0.5,
                OptionalInt.of(7),
                true,
                OptionalInt.empty(),
                new DataSpec.Test.Last(6));
        return of(new GroupSpec.Symmetric(5), architecture, data);
      }
    },
    /** Images that are 0 along their border, whose targets turn along. */
    BORDERED_IMAGES(4) {
      @Override
      TrialSettings settings(Path folder) {
        ArchitectureSpec architecture =
            SmallNetworks.network(
                new SpaceSpec.Grid(4, 4),
                1,
                Loss.Kind.SOFTMAX_CROSS_ENTROPY,
                SmallNetworks.linear(new SpaceSpec.Grid(4, 4), 3),
                new ArchitectureSpec.Tanh(),
                SmallNetworks.linear(new SpaceSpec.Grid(4, 4), 2));
        int examples = 19;
        RandomStream stream = RandomStream.of(2, "test/border", 0);
        double[] inputs = new double[examples * 16];
        double[] targets = new double[examples * 32];
        for (int i = 0; i < inputs.length; i++) {
          int row = i % 16 / 4;
          int column = i % 4;
          inputs[i] = row % 3 == 0 || column % 3 == 0 ? 0 : stream.nextNormal();
          int kind = stream.nextInt(2);
          targets[i / 16 * 32 + i % 16 + 16 * kind] = 1;
        }
        DataSpec data =
            new DataSpec(
                new DataSpec.Source.Npy(
                    SmallNetworks.npy(folder, "border", inputs, examples, 16),
                    SmallNetworks.npy(folder, "kinds", targets, examples, 32)),
                0,
                OptionalInt.of(7),
                true,
                OptionalInt.empty(),
                null);
        return of(new GroupSpec.Cyclic(4), architecture, data);
      }
    };

    private final int rank;

    Problem(int rank) {
      this.rank = rank;
    }

    abstract TrialSettings settings(Path folder);

    private static TrialSettings of(GroupSpec group, ArchitectureSpec architecture, DataSpec data) {
      return new TrialSettings(
          group,
          architecture,
          data,
          new InitializationSpec(
              new InitializationSpec.Gaussian(Map.of(), List.of()),
              false,
              new InitializationSpec.Perturb.None()),
          List.of(),
          new RecordSpec(1, RecordSpec.Unit.EPOCH, new RecordSpec.AugmentedRisk.Samples(2), 3),
          new StopSpec(OptionalDouble.empty(), null),
          Precision.DOUBLE,
          false);
    }
  }

  /** Strategies whose steps are combinations of gradients. */
  private static List<List<PhaseSpec>> strategies() {
    PhaseSpec.Orbit perExample = new PhaseSpec.Orbit.Samples(2, PhaseSpec.Per.EXAMPLE);
    PhaseSpec.Orbit perBatch = new PhaseSpec.Orbit.Samples(2, PhaseSpec.Per.BATCH);
    return List.of(
        List.of(Settings.nominal(2, RATE, EVERY_BATCH)),
        List.of(Settings.nominal(3, RATE, EVERY_EPOCH)),
        List.of(withMomentum(Settings.nominal(2, RATE, EVERY_BATCH), false)),
        List.of(withMomentum(Settings.augmented(perBatch, 2, RATE, EVERY_EPOCH), true)),
        List.of(Settings.augmented(perExample, 2, RATE, EVERY_BATCH)),
        List.of(Settings.exact(2, RATE, EVERY_EPOCH)),
        List.of(Settings.augmented(new PhaseSpec.Orbit.Expanded(), 1, RATE, EVERY_BATCH)),
        List.of(Settings.equivariant(3, RATE, EVERY_EPOCH)),
        List.of(Settings.equivariant(2, RATE, EVERY_BATCH)),
        // in and out of the span
        List.of(
            Settings.nominal(1, RATE, EVERY_BATCH),
            penalised(Settings.nominal(1, RATE, EVERY_BATCH)),
            Settings.augmented(perBatch, 1, RATE, EVERY_BATCH),
            Settings.equivariant(1, RATE, EVERY_BATCH)));
  }

  private static PhaseSpec withMomentum(PhaseSpec p, boolean nesterov) {
    return new PhaseSpec(
        p.name(),
        p.flow(),
        p.orbit(),
        p.epochs(),
        p.learningRate(),
        p.update(),
        new OptimiserSpec.Momentum(0.8, nesterov),
        p.penalty(),
        p.weightDecay(),
        p.parametrisation(),
        p.batch());
  }

  private static PhaseSpec penalised(PhaseSpec p) {
    return new PhaseSpec(
        p.name(),
        p.flow(),
        p.orbit(),
        p.epochs(),
        p.learningRate(),
        p.update(),
        p.optimiser(),
        OptionalDouble.of(0.3),
        p.weightDecay(),
        p.parametrisation(),
        p.batch());
  }

  static List<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Problem problem : Problem.values()) {
      for (List<PhaseSpec> phases : strategies()) {
        for (Precision precision : Precision.values()) {
          cases.add(Arguments.of(problem, phases, precision));
        }
      }
    }
    return cases;
  }

  @ParameterizedTest(name = "{index}: {0} {2}")
  @MethodSource("cases")
  void aReducedTrialIsThePlainOneToRounding(
      Problem problem, List<PhaseSpec> phases, Precision precision) {
    TrialSettings settings =
        Settings.with(
            Settings.with(problem.settings(folder), phases.toArray(PhaseSpec[]::new)), precision);
    assertSpanned(settings, problem, phases.get(0));
    List<TrialOutcome> plain = train(settings, Reductions.none());
    for (Reductions some :
        List.of(Reductions.all(), new Reductions(true, false), new Reductions(false, true))) {
      List<TrialOutcome> reduced = train(settings, some);
      for (int seed = 0; seed < SEEDS.size(); seed++) {
        assertSame(plain.get(seed), reduced.get(seed), tolerance(precision));
      }
    }
  }

  /** Else this test would compare a plan with itself. */
  private static void assertSpanned(TrialSettings settings, Problem problem, PhaseSpec first) {
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    try (Cohort cohort = new Cohort(settings, geometry, 1, new Clock(Duration.ZERO, 1))) {
      int inputs = cohort.compiled(first).network().inputs();
      if (first.flow() == PhaseSpec.Flow.EQUIVARIANT) {
        assertThat(inputs % geometry.layers().get(0).shape().positionsOut()).isZero();
        assertThat(cohort.compiled(first).lease()).isNotNull();
      } else {
        assertThat(inputs).isEqualTo(problem.rank);
      }
    }
  }

  private static List<TrialOutcome> train(TrialSettings settings, Reductions reductions) {
    List<TrialOutcome> outcomes =
        CohortTrainer.train(
            List.of(new Strand(settings, SEEDS)),
            s -> ArchitectureGeometry.of(s.architecture(), s.group()),
            reductions,
            Duration.ZERO,
            new Keep(true, false));
    assertThat(outcomes).allMatch(outcome -> outcome.reason() == null);
    return outcomes;
  }

  private static void assertSame(TrialOutcome plain, TrialOutcome reduced, double tolerance) {
    assertThat(reduced.rows()).hasSameSizeAs(plain.rows());
    for (int i = 0; i < plain.rows().size(); i++) {
      assertSame(plain.rows().get(i), reduced.rows().get(i), within(tolerance));
    }
    for (int layer = 0; layer < plain.layers().size(); layer++) {
      assertThat(reduced.layers().get(layer))
          .containsExactly(plain.layers().get(layer), within(tolerance));
    }
  }

  private static void assertSame(TrajectoryRow plain, TrajectoryRow reduced, Offset<Double> near) {
    assertThat(reduced.step()).isEqualTo(plain.step());
    double[] expected = numbers(plain);
    double[] actual = numbers(reduced);
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(expected[i])) {
        assertThat(actual[i]).isNaN();
      } else {
        assertThat(actual[i])
            .as("quantity %d of step %d", i, plain.step())
            .isCloseTo(expected[i], near);
      }
    }
    assertThat(reduced.distanceToEquivariantByLayer())
        .containsExactly(plain.distanceToEquivariantByLayer(), near);
    assertThat(reduced.distanceTravelledByLayer())
        .containsExactly(plain.distanceTravelledByLayer(), near);
  }

  /** What the row holds but accuracies, which jump; NaN for what is null. */
  private static double[] numbers(TrajectoryRow row) {
    Double[] all = {
      row.batchLoss(),
      row.batchGradientNorm(),
      row.nominalRisk(),
      row.augmentedRisk(),
      row.testRisk(),
      row.gradientNorm(),
      row.gradientNormTangent(),
      row.gradientNormNormal(),
      row.distanceToEquivariant(),
      row.distanceTravelled(),
      row.equivarianceErrorMean(),
      row.equivarianceErrorMax()
    };
    double[] numbers = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      numbers[i] = all[i] == null ? Double.NaN : all[i];
    }
    return numbers;
  }
}
