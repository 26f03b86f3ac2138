package org.equisweep.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.training.StabilityReport;
import org.equisweep.training.TrialSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsotypicComponentsTest {
  @TempDir static Path folder;

  /** In ℝⁿ under S_n there is the standard representation beside the trivial one. */
  @ParameterizedTest
  @CsvSource({
    "tanh-s3-double-eigenvalue, '(2,1)'",
    "tanh-s4-triple-eigenvalue, '(3,1)'",
    "tanh-z2-unstable, frequency 1",
    "tanh-c4-unstable-in-a-plane, frequency 1",
    "tanh-c4-unstable-alternatingly, frequency 2",
    "tanh-c4-grid, frequency 1"
  })
  void theDestabilisingDirectionIsNamed(String problem, String component) {
    Problem found =
        Problems.all(folder).stream().filter(p -> p.name().equals(problem)).findFirst().get();
    TrialSettings settings = VerdictTest.settings(folder, found, OptionalDouble.empty());
    ArchitectureGeometry geometry =
        ArchitectureGeometry.of(settings.architecture(), settings.group());
    try (StabilityAnalysis analysis = new StabilityAnalysis(settings, geometry, 1, Duration.ZERO)) {
      StabilityReport report = analysis.judge(found.layers(), 0, 0);
      assertThat(report.destabilisingComponent()).isEqualTo(component);
      List<String> tangent =
          report.spectra().stream()
              .filter(row -> !row.normal())
              .map(StabilityReport.SpectrumRow::component)
              .distinct()
              .toList();
      assertThat(tangent).hasSize(1);
      assertThat(Stream.of("frequency 0", "(3)", "(4)")).contains(tangent.get(0));
      assertThat(report.spectra().stream().map(StabilityReport.SpectrumRow::component))
          .allMatch(Objects::nonNull);
    }
  }

  @Test
  void partitionsAreToldApartByContents() {
    assertThat(Partitions.withContent(4, 6, 4)).isEqualTo("(4)");
    assertThat(Partitions.withContent(4, 2, 4)).isEqualTo("(3,1)");
    assertThat(Partitions.withContent(4, 0, 4)).isEqualTo("(2,2)");
    assertThat(Partitions.withContent(4, -2, 4)).isEqualTo("(2,1,1)");
    assertThat(Partitions.withContent(4, -6, 4)).isEqualTo("(1,1,1,1)");
    // (4,1,1) and (3,3) have the same
    assertThat(Partitions.withContent(6, 3, 6)).isNull();
    assertThat(Partitions.withContent(6, 3, 2)).isEqualTo("(4,1,1)");
    assertThat(Partitions.of(5, 5)).hasSize(7);
  }
}
