package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.equisweep.problem.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
  private static final String RATE = "phases.descent.learning_rate";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 0.5]|1.0 0.5",
        "0.25|0.25",
        "1..4|1 2 3 4",
        "{linear: [1, 2], count: 3}|1.0 1.5 2.0",
        "{linear: [1, 2], count: 1}|1",
        "{log: [1e-5, 1e-3], count: 3}|1.0E-5 1.0E-4 0.001",
        "{log: [8, 128], count: 5}|8 16 32 64 128",
        "{log: [1, 2], count: 3}|1.0 1.41421356237 2.0"
      })
  void valueSets(String set, String expected) {
    Sweep sweep = Sweeps.withGrid("{" + RATE + ": " + set + "}", "grid.strategy=plain");
    assertThat(
            sweep.cells().stream()
                .map(cell -> String.valueOf(cell.axes().get(RATE)))
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  void randomValuesDependOnTheirSeedAlone() {
    String set =
        "{strategy: plain, " + RATE + ": {random: {log_uniform: [1e-3, 1]}, count: 20, seed: %d}}";
    List<Map<String, Object>> first = Sweeps.axes(Sweeps.withGrid(set.formatted(7)));
    assertThat(Sweeps.axes(Sweeps.withGrid(set.formatted(7)))).isEqualTo(first);
    assertThat(Sweeps.axes(Sweeps.withGrid(set.formatted(8)))).doesNotContainAnyElementsOf(first);
    assertThat(first)
        .hasSize(20)
        .allSatisfy(axes -> assertThat((Double) axes.get(RATE)).isBetween(1e-3, 1.0));
  }

  @Test
  void theLastAxisRunsFastest() {
    Sweep sweep = Sweeps.withGrid("{strategy: [plain, both], data.seed: [5, 6]}");
    assertThat(sweep.cells().stream().map(cell -> cell.strategy() + cell.axes().get("data.seed")))
        .containsExactly("plain5", "plain6", "both5", "both6");
  }

  @Test
  void zippedAxesGoTogether() {
    Sweep sweep =
        Sweeps.withGrid(
            "{strategy: [plain], data.seed: [5, 6], " + RATE + ": [0.1, 0.2]}",
            "zip=[[data.seed, " + RATE + "]]");
    assertThat(Sweeps.axes(sweep))
        .containsExactly(Map.of("data.seed", 5L, RATE, 0.1), Map.of("data.seed", 6L, RATE, 0.2));
  }

  @Test
  void gridsAreAUnionAndEqualCellsStandOnce() {
    Sweep sweep =
        Sweeps.load(
            Sweeps.SMALL.replace(
                "grid: {strategy: [plain]}",
                "grids: [{strategy: [plain, both]}, {strategy: [plain], data.seed: [0, 9]}]"));
    assertThat(sweep.cells().stream().map(cell -> cell.strategy() + cell.axes()))
        .containsExactly("plain{}", "both{}", "plain{data.seed=0}", "plain{data.seed=9}");
  }

  @Test
  void excludeMatchesPartially() {
    Sweep sweep =
        Sweeps.withGrid(
            "{strategy: [plain, both], data.seed: [5, 6]}",
            "exclude=[{strategy: both, data.seed: 5.0}, {strategy: plain}]");
    assertThat(sweep.cells().stream().map(cell -> cell.strategy() + cell.axes().get("data.seed")))
        .containsExactly("both6");
  }

  /** The example of GitHub's documentation, "Expanding or adding matrix configurations". */
  @Test
  void includeIsThatOfAGitHubActionsMatrix() {
    Sweep sweep =
        Sweeps.load(
            Sweeps.SMALL.replace(
                    "grid: {strategy: [plain]}",
                    "grid: {strategy: [plain, both], data.examples: [20, 30]}")
                + """
                include:
                  - {data.within: 0.1}
                  - {data.within: 0.2, data.examples: 20}
                  - {strategy: plain, data.between: 0.3}
                  - {strategy: third}
                  - {strategy: third, data.examples: 20}
                """,
            "strategies.third=[turned]");
    assertThat(sweep.cells().stream().map(GridTest::described))
        .containsExactly(
            "plain examples=20 within=0.2 between=0.3",
            "plain examples=30 within=0.1 between=0.3",
            "both examples=20 within=0.2 between=null",
            "both examples=30 within=0.1 between=null",
            "third examples=20 within=null between=null",
            "third examples=20 within=null between=null");
  }

  private static String described(Cell cell) {
    return cell.strategy()
        + " examples="
        + cell.axes().get("data.examples")
        + " within="
        + cell.axes().get("data.within")
        + " between="
        + cell.axes().get("data.between");
  }

  @Test
  void aGridOfAThousandBillionCellsIsRefusedAtOnce() {
    assertThatThrownBy(
            () ->
                Sweeps.withGrid(
                    "{data.seed: 1..1000000, data.examples: 1..1000000, strategy: plain}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("1000000 data.seed × 1000000 data.examples");
  }
}
