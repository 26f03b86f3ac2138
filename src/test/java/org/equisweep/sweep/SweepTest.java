package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SweepTest {
  @Test
  void thePermutationExampleHasThreeCellsOfThirtySeeds() {
    Sweep sweep = Sweep.load("src/test/resources/org/equisweep/sweep/permutations.yaml", List.of());
    assertThat(sweep.cells())
        .extracting(Cell::strategy)
        .containsExactly("equivariant", "augmented", "nominal");
    assertThat(sweep.seeds()).hasSize(30);
    assertThat(sweep.cohorts().stream().mapToInt(cohort -> cohort.trials().size()).sum())
        .isEqualTo(90);
    System.out.println(sweep.yaml());
    System.out.println(CanonicalForm.of(sweep.cells().get(1).settings()));
  }
}
