package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedSweepsTest {
  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("jobs"))) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void loadsAndReloadsAsRunToTheSameTrials(Path file) throws IOException {
    Sweep sweep = Sweep.load(file.toString(), List.of());
    Path asRun = Files.createTempFile("as-run", ".yaml");
    Files.writeString(asRun, sweep.yaml());
    Sweep again = Sweep.load(asRun.toString(), List.of());
    Files.delete(asRun);
    assertThat(again.cells()).isEqualTo(sweep.cells());
    assertThat(again.cohorts()).isEqualTo(sweep.cohorts());
    assertThat(again.about()).isEqualTo(sweep.about());
  }

  /**
   * What headers say about scaling down: it can be given as it stands, and it is much less work.
   */
  @ParameterizedTest
  @MethodSource("files")
  void everyHeaderHasALineThatScalesItDown(Path file) throws IOException {
    assumeThat(file.getFileName().toString())
        .as("half a minute as it is")
        .isNotEqualTo("quickstart.yaml");
    double full = multiplyAdds(Sweep.load(file.toString(), List.of()));
    double least = full;
    for (String line : Files.readAllLines(file)) {
      // these name data that are not in the repository
      if (line.startsWith("#")
          && line.contains("--set ")
          && !line.matches(".*(ubyte|adjacency).*")) {
        Sweep scaled = Sweep.load(file.toString(), sets(line));
        least = Math.min(least, multiplyAdds(scaled));
      }
    }
    assertThat(least).isLessThan(full / 2);
  }

  /** The values of {@code --set} in a line of shell. */
  private static List<String> sets(String line) {
    List<String> sets = new ArrayList<>();
    Matcher matcher = Pattern.compile("--set (?:'([^']*)'|(\\S+))").matcher(line);
    while (matcher.find()) {
      sets.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return sets;
  }

  private static double multiplyAdds(Sweep sweep) {
    return sweep.cohorts().stream().mapToDouble(c -> sweep.cost(c).multiplyAdds()).sum();
  }

  @Test
  void thePaperRunsThreeArmsOfThirtySeedsForFiftyEpochs() {
    Sweep sweep = Sweep.load("jobs/paper/permutations.yaml", List.of());
    assertThat(sweep.cells())
        .extracting(Cell::strategy)
        .containsExactly("equivariant", "augmented", "nominal");
    assertThat(sweep.seeds()).hasSize(30);
    assertThat(sweep.cells())
        .allSatisfy(cell -> assertThat(cell.settings().phases().get(0).epochs()).isEqualTo(50));
  }

  @Test
  void theQuickstartVariesTwoAxes() {
    Sweep sweep = Sweep.load("jobs/quickstart.yaml", List.of());
    assertThat(sweep.axes()).containsExactly("architectures.dense.layers.0.linear.channels");
    assertThat(sweep.cells()).hasSize(6);
  }
}
