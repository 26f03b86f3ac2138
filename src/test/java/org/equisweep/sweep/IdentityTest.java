package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdentityTest {
  private static final List<String> SMALL = Sweeps.trialIds(Sweeps.load(Sweeps.SMALL));

  static Stream<Arguments> sameMeanings() {
    return Stream.of(
        Arguments.of("number spelling", "1e-5", "0.00001"),
        Arguments.of("whole numbers as real ones", "learning_rate: 0.1", "learning_rate: 1.0E-1"),
        Arguments.of("hexadecimal", "degree: 4", "degree: 0x4"),
        Arguments.of("comments", "seeds: 0..2", "seeds: 0..2   # three"),
        Arguments.of("flow and block", "seeds: 0..2", "seeds: [0, 1, 2]"),
        Arguments.of("how many seeds", "seeds: 0..2", "seeds: 3"),
        Arguments.of("names of phases", "descent", "falling"),
        Arguments.of("names of groups", "s4", "all_of_four"),
        Arguments.of("name of the sweep", "sweep: small", "sweep: other"),
        Arguments.of(
            "a default written out", "batch: 10", "batch: 10, batches: shuffled, shift: 0.0"),
        Arguments.of(
            "execution",
            "seeds: 0..2",
            "seeds: 0..2\nexecution: {retry: false, order: cells_first}"),
        Arguments.of(
            "order of layers' scales", "layer_1: 0.1, layer_2: 0.2", "layer_2: 0.2, layer_1: 0.1"),
        Arguments.of(
            "order of keys",
            "kind: block_graphs, examples: 20",
            "examples: 20, kind: block_graphs"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sameMeanings")
  void isNotChangedBy(String what, String from, String to) {
    assertThat(Sweeps.SMALL).contains(from);
    assertThat(Sweeps.trialIds(Sweeps.load(Sweeps.SMALL.replace(from, to)))).isEqualTo(SMALL);
  }

  static Stream<Arguments> otherMeanings() {
    return Stream.of(
        Arguments.of("step size", "1e-5", "1.0001e-5"),
        Arguments.of("group", "kind: symmetric", "kind: alternating"),
        Arguments.of("data's seed", "batch: 10", "batch: 10, seed: 1"),
        Arguments.of("batch", "batch: 10", "batch: 5"),
        Arguments.of("layer", "- tanh", "- sigmoid"),
        Arguments.of("loss", "binary_cross_entropy", "mean_squared_error"),
        Arguments.of("start", "layer_1: 0.1", "layer_1: 0.11"),
        Arguments.of("recording", "seeds: 0..2", "seeds: 0..2\nrecord: {every: 2}"),
        Arguments.of("precision", "seeds: 0..2", "seeds: 0..2\nprecision: float"),
        Arguments.of("seeds", "seeds: 0..2", "seeds: 3..5"));
  }

  @Test
  void aDensityIsPartOfWhatIsAnalysedOnlyWhereItIsAskedFor() {
    String judged = Sweeps.SMALL + "\nanalyse: {stability: true}\n";
    List<String> plain = Sweeps.trialIds(Sweeps.load(judged));
    assertThat(Sweeps.trialIds(Sweeps.load(judged.replace("true}", "true, density: none}"))))
        .isEqualTo(plain);
    assertThat(Sweeps.trialIds(Sweeps.load(judged.replace("true}", "true, density: 4}"))))
        .doesNotContainAnyElementsOf(plain);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherMeanings")
  void isChangedBy(String what, String from, String to) {
    assertThat(Sweeps.SMALL).contains(from);
    assertThat(Sweeps.trialIds(Sweeps.load(Sweeps.SMALL.replace(from, to))))
        .doesNotContainAnyElementsOf(SMALL);
  }

  /** A change here changes every id that users have: raise nothing without meaning to. */
  @Test
  void goldenIdsOfTheSmallSweep() {
    Sweep sweep = Sweeps.load(Sweeps.SMALL);
    assertThat(sweep.trialId(sweep.cells().get(0), 0)).isEqualTo("5b64570346f55b6f");
  }

  @Test
  void goldenIdsOfThePaper() {
    Sweep sweep = Sweep.load("src/test/resources/org/equisweep/sweep/permutations.yaml", List.of());
    assertThat(sweep.cells().stream().map(cell -> sweep.trialId(cell, 29)))
        .containsExactly("aee3ff542a6083ee", "5626103f9c8fc57f", "6e51fd893d13f66d");
  }

  @Test
  void cellsWithEqualSettingsShareTheirTrials() {
    Sweep sweep =
        Sweeps.withGrid("{strategy: [plain], phases.turned.learning_rate: [0.1, 0.2, 0.3]}");
    assertThat(sweep.cells()).hasSize(3);
    assertThat(sweep.cells().stream().map(Cell::id)).doesNotHaveDuplicates();
    assertThat(sweep.cells().stream().map(cell -> sweep.trialId(cell, 0)).distinct()).hasSize(1);
    assertThat(sweep.cohorts().stream().mapToInt(cohort -> cohort.trials().size()).sum())
        .isEqualTo(3);
  }
}
