package org.equisweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.training.CohortTrainer;
import org.equisweep.training.TrajectoryRow;
import org.equisweep.training.TrialOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The engine against an independent float64 replay of the same sweeps from a common weights file
 * ({@code bench/reference/replay.py} and {@code convolutions.py}, which wrote the golden numbers).
 */
class ReferenceReplayTest {
  /** Risks and gradient norms, relative. */
  private static final double RISK = 1e-10;

  /** Distances and equivariance errors, relative; below {@link #ROUNDING} absolutely. */
  private static final double DISTANCE = 1e-9;

  /** What is rounding in layers of norm 10. */
  private static final double ROUNDING = 1e-12;

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "permutations, nominal",
    "permutations, nominal_full",
    "permutations, equivariant",
    "permutations, augmented",
    "permutations, augmented_full",
    "permutations, expanded",
    "permutations, momentum",
    "permutations, nesterov",
    "permutations, adam",
    "permutations, penalised",
    "permutations, averaged",
    "grid, nominal",
    "grid, nominal_full",
    "grid, equivariant",
    "grid, augmented",
    "grid, augmented_full",
    "grid, expanded",
    "grid, momentum",
    "grid, nesterov",
    "grid, adam",
    "grid, penalised",
    "grid, averaged",
    "cross, whole_orbits",
    "cross, sequential",
    "cross, nominal",
    "cross, non_unitary_whole_orbits",
    "cross, non_unitary_sequential",
    "skew, whole_orbits",
    "skew, sequential",
    "skew, nominal",
    "skew, non_unitary_whole_orbits",
    "skew, non_unitary_sequential",
    "strided, whole_orbits",
    "strided, nominal"
  })
  void everyRecordedNumberIsThatOfTheReplay(String study, String strategy) throws Exception {
    JsonNode golden = golden(study).get(strategy);
    List<TrajectoryRow> rows = train(study, strategy).rows();
    assertThat(rows).hasSize(golden.size());
    SoftAssertions softly = new SoftAssertions();
    for (int k = 0; k < rows.size(); k++) {
      compare(softly, "row " + k, golden.get(k), rows.get(k));
    }
    softly.assertAll();
  }

  private static void compare(SoftAssertions softly, String row, JsonNode golden, TrajectoryRow r) {
    softly.assertThat(r.epoch()).as(row + " epoch").isEqualTo(golden.get("epoch").asLong());
    softly.assertThat(r.step()).as(row + " step").isEqualTo(golden.get("step").asLong());
    near(softly, row, golden, "batch_loss", r.batchLoss(), RISK);
    near(softly, row, golden, "batch_gradient_norm", r.batchGradientNorm(), RISK);
    near(softly, row, golden, "train_accuracy", r.trainAccuracy(), RISK);
    near(softly, row, golden, "nominal_risk", r.nominalRisk(), RISK);
    near(softly, row, golden, "augmented_risk", r.augmentedRisk(), RISK);
    near(softly, row, golden, "gradient_norm", r.gradientNorm(), RISK);
    near(softly, row, golden, "gradient_norm_tangent", r.gradientNormTangent(), RISK);
    near(softly, row, golden, "gradient_norm_normal", r.gradientNormNormal(), RISK);
    near(softly, row, golden, "distance_to_equivariant", r.distanceToEquivariant(), DISTANCE);
    near(softly, row, golden, "distance_travelled", r.distanceTravelled(), DISTANCE);
    near(softly, row, golden, "equivariance_error_mean", r.equivarianceErrorMean(), DISTANCE);
    near(softly, row, golden, "equivariance_error_max", r.equivarianceErrorMax(), DISTANCE);
    byLayer(
        softly, row, golden, "distance_to_equivariant_by_layer", r.distanceToEquivariantByLayer());
    byLayer(softly, row, golden, "distance_travelled_by_layer", r.distanceTravelledByLayer());
  }

  private static void byLayer(
      SoftAssertions softly, String row, JsonNode golden, String name, double[] actual) {
    double[] expected =
        StreamSupport.stream(golden.get(name).spliterator(), false)
            .flatMapToDouble(value -> DoubleStream.of(value.asDouble()))
            .toArray();
    softly.assertThat(actual).as(row + " " + name).hasSameSizeAs(expected);
    for (int i = 0; i < Math.min(actual.length, expected.length); i++) {
      near(softly, row + " " + name + " of layer " + (i + 1), expected[i], actual[i], DISTANCE);
    }
  }

  private static void near(
      SoftAssertions softly,
      String row,
      JsonNode golden,
      String name,
      @Nullable Double actual,
      double relative) {
    if (golden.get(name).isNull()) {
      softly.assertThat(actual).as(row + " " + name).isNull();
    } else {
      near(softly, row + " " + name, golden.get(name).asDouble(), actual, relative);
    }
  }

  private static void near(
      SoftAssertions softly,
      String what,
      double expected,
      @Nullable Double actual,
      double relative) {
    double tolerance = Math.max(relative * Math.abs(expected), ROUNDING);
    Function<Double, Boolean> within = value -> Math.abs(value - expected) <= tolerance;
    softly
        .assertThat(actual)
        .as(what)
        .matches(
            value -> value != null && within.apply(value), "is " + expected + " ± " + tolerance);
  }

  private static TrialOutcome train(String study, String strategy) throws URISyntaxException {
    String file = resource(study + "/sweep.yaml").toString();
    Sweep sweep = Sweep.load(file, List.of("grid.strategy=[" + strategy + "]"));
    Cell cell = sweep.cells().get(0);
    TrialOutcome outcome =
        CohortTrainer.train(cell.settings(), List.of(0L), Duration.ZERO, false).get(0);
    assertThat(outcome.status()).as(outcome.reason()).isEqualTo(TrialOutcome.Status.BUDGET);
    return outcome;
  }

  private static JsonNode golden(String study) throws IOException {
    try (InputStream in =
        ReferenceReplayTest.class.getResourceAsStream("/reference/" + study + "/golden.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(ReferenceReplayTest.class.getResource("/reference/" + name).toURI());
  }
}
