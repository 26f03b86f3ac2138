package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
