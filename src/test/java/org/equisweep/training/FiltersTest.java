package org.equisweep.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.equisweep.training.PhaseSpec.Update.EVERY_BATCH;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.equisweep.network.ArchitectureGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiltersTest {
  private static final double RATE = 0.1;
  private static final double ROUNDING = 1e-14;

  @TempDir Path folder;

  private TrialOutcome train(Case c, PhaseSpec... phases) {
    TrialSettings settings = Settings.with(c.settings(folder), phases);
    Strand strand = new Strand(settings, List.of(3L));
    return CohortTrainer.train(List.of(strand), Duration.ZERO, new Keep(true, false)).get(0);
  }

  @Test
  void theLastRowOfEachPhaseAndNoOtherHasTheKernelsOfTheFirstConvolution() {
    TrialOutcome outcome =
        train(
            Case.C4_CROSS,
            Settings.equivariant(2, RATE, EVERY_BATCH),
            Settings.nominal(2, RATE, EVERY_BATCH));
    List<TrajectoryRow> rows = outcome.rows();
    for (int i = 0; i < rows.size(); i++) {
      boolean last = i == rows.size() - 1 || rows.get(i + 1).phase() != rows.get(i).phase();
      assertThat(rows.get(i).filters() != null).as("row " + i).isEqualTo(last);
    }
    Filters end = rows.get(rows.size() - 1).filters();
    double[] layer = outcome.layers().get(0);
    assertThat(end.kernels()).isEqualTo(Arrays.copyOf(layer, end.kernels().length));
    assertThat(end.kernels().length % (end.size() * end.size())).isZero();
  }

  @Test
  void besideThemStandsTheNearestPointOfTheEquivariantSpace() {
    TrialOutcome outcome =
        train(
            Case.C4_CROSS,
            Settings.equivariant(1, RATE, EVERY_BATCH),
            Settings.nominal(3, RATE, EVERY_BATCH));
    Filters symmetric =
        outcome.rows().stream()
            .map(TrajectoryRow::filters)
            .filter(filters -> filters != null)
            .findFirst()
            .orElseThrow();
    assertThat(symmetric.equivariant()).containsExactly(symmetric.kernels(), within(ROUNDING));
    TrajectoryRow last = outcome.rows().get(outcome.rows().size() - 1);
    TrialSettings settings = Case.C4_CROSS.settings(folder);
    double[] projected = outcome.layers().get(0).clone();
    ArchitectureGeometry.of(settings.architecture(), settings.group())
        .layers()
        .get(0)
        .projectEquivariant(projected);
    Filters end = last.filters();
    assertThat(end.equivariant())
        .containsExactly(Arrays.copyOf(projected, end.equivariant().length), within(ROUNDING));
    assertThat(end.equivariant()).as("the nominal flow left 𝓔").isNotEqualTo(end.kernels());
  }

  @Test
  void networksWithoutConvolutionsHaveNone() {
    TrialOutcome outcome = train(Case.Z10_NODES, Settings.nominal(1, RATE, EVERY_BATCH));
    assertThat(outcome.rows()).allMatch(row -> row.filters() == null);
  }
}
