package org.equisweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.equisweep.stability.JudgedTraining;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.equisweep.training.Keep;
import org.equisweep.training.StabilityReport;
import org.equisweep.training.Strand;
import org.equisweep.training.TrialOutcome;
import org.equisweep.training.Verdict;
import org.junit.jupiter.api.Test;

/** What the sweeps of jobs/stability are made to show, on one seed of each cell. */
class StabilityStudiesTest {
  private static final String WIDTH = "architectures.tanh.layers.0.linear.channels";
  private static final double TOLERANCE = 1e-6;
  private static final double ESCAPE_TOLERANCE = 0.01;

  private record Judged(Cell cell, StabilityReport report) {
    double signal() {
      String file = String.valueOf(cell.axes().get("data.targets"));
      String number = file.replaceAll(".*signal-", "").replace(".npy", "");
      return Double.parseDouble(number.replace("minus-", "-"));
    }

    double lowestNormal() {
      return report.smallestNormal();
    }
  }

  private static List<Judged> judged(String file, Predicate<Cell> which) {
    List<Cell> cells =
        Sweep.load("jobs/stability/" + file, List.of()).cells().stream().filter(which).toList();
    List<TrialOutcome> outcomes =
        JudgedTraining.train(
            cells.stream().map(cell -> new Strand(cell.settings(), List.of(0L))).toList(),
            Duration.ZERO,
            new Keep(false, false));
    return IntStream.range(0, cells.size())
        .mapToObj(i -> new Judged(cells.get(i), outcomes.get(i).stability()))
        .toList();
  }

  @Test
  void linear_minima_turn_unstable_where_their_signal_passes_one_half() {
    List<Judged> all = judged("hidden-layer.yaml", c -> c.architecture().equals("linear"));
    assertThat(all).hasSize(6);
    for (Judged judged : all) {
      double t = judged.signal();
      // the lower eigenvalue of ½·[[¼, −t], [−t, 1]]
      double expected = 0.5 * (0.625 - Math.hypot(0.375, t));
      assertThat(judged.lowestNormal()).isCloseTo(expected, within(TOLERANCE));
      Verdict verdict =
          t == 0.5
              ? Verdict.DEGENERATE
              : t > 0.5 ? Verdict.UNSTABLE_NORMAL : Verdict.STABLE;
      assertThat(judged.report().verdict()).isEqualTo(verdict);
      assertEscapes(judged.report());
    }
  }

  @Test
  void strong_signals_leave_equivariant_minima_that_are_unstable_for_augmented_training() {
    List<Judged> all =
        judged(
            "hidden-layer.yaml",
            c -> c.architecture().equals("tanh") && c.group().equals("c4"));
    assertThat(all).hasSize(16);
    for (long width = 1; width <= 2; width++) {
      long channels = width;
      List<Judged> ofWidth =
          all.stream().filter(j -> j.cell().axes().get(WIDTH).equals(channels)).toList();
      double tangent = ofWidth.get(0).report().smallestTangent();
      for (Judged judged : ofWidth) {
        boolean unstable = judged.lowestNormal() < 0;
        assertThat(judged.report().verdict())
            .isEqualTo(unstable ? Verdict.UNSTABLE_NORMAL : Verdict.STABLE);
        assertThat(judged.report().smallestTangent())
            .as("the equivariant model does not see the signal")
            .isPositive()
            .isCloseTo(tangent, within(TOLERANCE));
        assertEscapes(judged.report());
      }
      assertThat(ofWidth.stream().map(j -> j.report().verdict()))
          .contains(Verdict.UNSTABLE_NORMAL, Verdict.STABLE);
    }
    assertLine(all.stream().filter(j -> j.cell().axes().get(WIDTH).equals(1L)).toList());
  }

  /** With one hidden unit, λ_min is a line in the signal where one eigenvalue stays the lowest. */
  private static void assertLine(List<Judged> ofWidthOne) {
    TreeMap<Double, Double> lowest = new TreeMap<>();
    ofWidthOne.forEach(j -> lowest.put(j.signal(), j.lowestNormal()));
    double slope = lowest.get(4.0) - lowest.get(3.0);
    assertThat(lowest.get(3.0) - lowest.get(2.0)).isCloseTo(slope, within(TOLERANCE));
    assertThat(slope).isNegative();
  }

  private static void assertEscapes(StabilityReport report) {
    if (report.verdict() == Verdict.UNSTABLE_NORMAL) {
      double predicted = -report.smallestNormal();
      assertThat(report.escape().predicted()).isCloseTo(predicted, within(TOLERANCE));
      assertThat(report.escape().observed())
          .isCloseTo(predicted, within(ESCAPE_TOLERANCE * predicted));
    } else {
      assertThat(report.escape()).isNull();
    }
  }

  @Test
  void the_penalty_that_restores_stability_is_minus_the_lowest_eigenvalue() {
    List<Judged> all =
        judged("phase-diagram-by-width.yaml", c -> c.axes().get(WIDTH).equals(1L));
    assertThat(all).hasSize(64);
    TreeMap<Double, Double> free = new TreeMap<>();
    for (Judged judged : all) {
      if (penalty(judged) == 0) {
        free.put(judged.signal(), judged.lowestNormal());
      }
    }
    for (Judged judged : all) {
      double expected = free.get(judged.signal()) + penalty(judged);
      assertThat(judged.lowestNormal()).isCloseTo(expected, within(TOLERANCE));
      assertThat(judged.report().verdict())
          .isEqualTo(expected > 0 ? Verdict.STABLE : Verdict.UNSTABLE_NORMAL);
    }
    assertThat(all.stream().map(j -> j.report().verdict()))
        .contains(Verdict.UNSTABLE_NORMAL, Verdict.STABLE);
  }

  private static double penalty(Judged judged) {
    return ((Number) judged.cell().axes().get("phases.judged.penalty")).doubleValue();
  }
}
