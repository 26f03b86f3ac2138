package org.equisweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equisweep.stability.JudgedTraining;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.training.Keep;
import org.equisweep.training.StabilityReport;
import org.equisweep.training.Strand;
import org.equisweep.training.TrajectoryRow;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.Verdict;
import org.junit.jupiter.api.Test;

/** What the shipped studies of stability find, from sweep file to verdict. */
class StabilityStudiesTest {
  private static final double RATE_TOLERANCE = 0.01;
  private static final double EIGENVALUE_TOLERANCE = 1e-8;

  /** Of a step's growth, relative: second order in distances up to 1e-4. */
  private static final double GROWTH_TOLERANCE = 1e-6;

  /** With weak targets no minimum is left, with strong ones all are, at the predicted rate. */
  @Test
  void strongSignalsMakeEquivariantMinimaUnstable() {
    Sweep sweep = Sweep.load("jobs/stability/unstable-normal.yaml", List.of("seeds=0..0"));
    assertThat(sweep.cells()).hasSize(8);
    for (Cell cell : sweep.cells()) {
      boolean strong = String.valueOf(cell.axes().get("data.targets")).contains("strong");
      StabilityReport report = judged(cell);
      assertThat(report.verdict())
          .as(cell.group() + " " + cell.axes())
          .isEqualTo(strong ? Verdict.UNSTABLE_NORMAL : Verdict.STABLE);
      assertThat(report.indexTangent()).isZero();
      if (strong) {
        StabilityReport.EscapeRates escape = report.escape();
        assertThat(escape).isNotNull();
        assertThat(escape.observed())
            .isCloseTo(escape.predicted(), within(RATE_TOLERANCE * escape.predicted()));
        assertThat(report.destabilisingComponent()).isNotNull();
      } else {
        assertThat(report.escape()).isNull();
      }
    }
  }

  /** A penalty γ is γ more on N𝓔, nothing on T𝓔: −λ_min restores stability. */
  @Test
  void thePenaltyThatRestoresStabilityIsTheLowestEigenvalue() {
    Sweep sweep = Sweep.load("jobs/stability/phase-diagram.yaml", List.of("seeds=0..0"));
    Map<Object, Double> without = new HashMap<>();
    for (Cell cell : sweep.cells()) {
      if (penalty(cell) == 0) {
        without.put(cell.axes().get("data.targets"), judged(cell).smallestNormal());
      }
    }
    assertThat(without).hasSize(6);
    for (Cell cell : sweep.cells()) {
      StabilityReport report = judged(cell);
      double expected = without.get(cell.axes().get("data.targets")) + penalty(cell);
      assertThat(report.smallestNormal()).isCloseTo(expected, within(EIGENVALUE_TOLERANCE));
      assertThat(report.verdict())
          .isEqualTo(expected < 0 ? Verdict.UNSTABLE_NORMAL : Verdict.STABLE);
    }
  }

  /**
   * The header's small size: some end points of the digits are minima of the equivariant model that
   * augmented training leaves, and none that has a Hessian lacks a verdict.
   */
  @Test
  void endPointsOfThePapersExperimentsAreJudged() throws IOException {
    List<String> small = new ArrayList<>(smallSize("jobs/stability/end-points.yaml"));
    small.removeIf(set -> set.startsWith("seeds="));
    small.add("seeds=[2, 3, 4]");
    Sweep sweep = Sweep.load("jobs/stability/end-points.yaml", small);
    assertThat(sweep.cells()).extracting(Cell::strategy).containsExactly("graphs", "digits");
    List<StabilityReport> digits = new ArrayList<>();
    for (Cell cell : sweep.cells()) {
      for (long seed : sweep.seeds()) {
        StabilityReport report = outcome(cell, seed).stability();
        assertThat(report).isNotNull();
        assertThat(report.verdict()).as(report.reason()).isNotNull();
        assertThat(report.polishDistance()).isPositive();
        if (report.verdict() == Verdict.NOT_STATIONARY) {
          assertThat(report.reason()).startsWith("not stationary");
          assertThat(report.spectra()).isEmpty();
        } else if (cell.strategy().equals("digits")) {
          digits.add(report);
        }
      }
    }
    assertThat(digits).anyMatch(report -> report.verdict() == Verdict.UNSTABLE_NORMAL);
    for (StabilityReport report : digits) {
      if (report.verdict() == Verdict.UNSTABLE_NORMAL) {
        assertThat(report.indexTangent()).isZero();
        assertThat(report.smallestNormal()).isLessThan(-10 * report.zeroThreshold());
      }
      // layer norm over 16 positions has mean 0: so many weights of 2 channels to 10 outputs
      assertThat(report.explained()).isGreaterThanOrEqualTo(2 * 10);
    }
  }

  /** The settings of the last command in a sweep file's header. */
  private static List<String> smallSize(String file) throws IOException {
    String command =
        Files.readAllLines(Path.of(file)).stream()
            .filter(line -> line.startsWith("#   jobs/equisweep") && line.contains("--set"))
            .reduce((first, last) -> last)
            .orElseThrow();
    List<String> sets = new ArrayList<>();
    Matcher matcher = Pattern.compile("--set (?:'([^']*)'|(\\S+))").matcher(command);
    while (matcher.find()) {
      sets.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return sets;
  }

  /**
   * With strong targets λ_min on N𝓔 passes 0 along the equivariant trajectory and never comes
   * back, with weak ones it stays above; T𝓔 sees nothing of it. A run that starts a little off 𝓔
   * moves away by |1 − ηλ| a step, λ where it stands.
   */
  @Test
  void anEquivariantTrajectoryBecomesUnstable() {
    Sweep sweep =
        Sweep.load(
            "jobs/stability/continuation.yaml",
            List.of(
                "seeds=0..0",
                "record.every=1 step",
                "analyse.every=1 step",
                "phases.free.epochs=300",
                "phases.held.epochs=300"));
    assertThat(sweep.cells()).hasSize(12);
    for (Cell cell : sweep.cells()) {
      boolean strong = String.valueOf(cell.axes().get("data.targets")).contains("strong");
      TrialOutcome outcome = outcome(cell);
      double[] normal = along(outcome, true);
      double[] tangent = along(outcome, false);
      assertThat(normal).as(cell.group() + " " + cell.axes()).hasSize(301);
      assertThat(normal[0]).isPositive();
      assertThat(Arrays.stream(tangent).skip(50)).allMatch(value -> value > 0);
      int first = 0;
      while (first < normal.length && normal[first] > 0) {
        first++;
      }
      if (strong) {
        assertThat(first).isBetween(1, 100);
        assertThat(Arrays.stream(normal).skip(first)).allMatch(value -> value < 0);
      } else {
        assertThat(first).isEqualTo(normal.length);
      }
      boolean oneDimensional = cell.group().equals("z2");
      if (cell.strategy().equals("augmented") && oneDimensional) {
        assertDistancesFollow(outcome.rows(), normal, 0.02);
      }
    }
  }

  private static void assertDistancesFollow(
      List<TrajectoryRow> rows, double[] normal, double rate) {
    assertThat(rows).hasSize(normal.length);
    for (int k = 0; k + 1 < normal.length; k++) {
      double expected = Math.abs(1 - rate * normal[k]) * rows.get(k).distanceToEquivariant();
      assertThat(rows.get(k + 1).distanceToEquivariant())
          .as("after step %d", k)
          .isCloseTo(expected, within(GROWTH_TOLERANCE * expected));
    }
  }

  /** The lowest eigenvalues on the way, of one space. */
  private static double[] along(TrialOutcome outcome, boolean normal) {
    return outcome.onTheWay().stream()
        .filter(row -> row.normal() == normal && row.rank() == 0)
        .mapToDouble(StabilityReport.SpectrumRow::eigenvalue)
        .toArray();
  }

  private static double penalty(Cell cell) {
    return ((Number) cell.axes().get("phases.judged.penalty")).doubleValue();
  }

  private static StabilityReport judged(Cell cell) {
    StabilityReport report = outcome(cell).stability();
    assertThat(report).isNotNull();
    return report;
  }

  private static TrialOutcome outcome(Cell cell) {
    return outcome(cell, 0);
  }

  private static TrialOutcome outcome(Cell cell, long seed) {
    TrialOutcome outcome =
        JudgedTraining.train(
                List.of(new Strand(cell.settings(), List.of(seed))),
                Duration.ZERO,
                new Keep(false, false))
            .get(0);
    assertThat(outcome.status()).isEqualTo(TrialOutcome.Status.BUDGET);
    return outcome;
  }
}
