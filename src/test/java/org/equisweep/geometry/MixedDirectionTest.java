package org.equisweep.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.sweep.Cell;
import org.equisweep.sweep.Sweep;
import org.junit.jupiter.api.Test;

class MixedDirectionTest {
  /** λ = {1, ¼, 0, 0, 0} for NW, N, W, E, S: the corner alone lies between. */
  @Test
  void ofTheSkewSupportItIsTheCorner() {
    for (LayerGeometry layer : layers("skew").subList(0, 3)) {
      assertThat(MixedDirection.of(layer))
          .containsExactly(new double[] {1, 0, 0, 0, 0, 0, 0, 0, 0}, within(1e-12));
    }
  }

  @Test
  void compatibleLayersHaveNone() {
    assertThat(layers("cross")).allMatch(layer -> MixedDirection.of(layer) == null);
    assertThat(MixedDirection.of(layers("skew").get(3))).isNull();
  }

  private static List<LayerGeometry> layers(String architecture) {
    Sweep sweep = Sweep.load("jobs/paper/rotations.yaml", List.of());
    Cell cell =
        sweep.cells().stream()
            .filter(each -> each.architecture().equals(architecture))
            .findFirst()
            .orElseThrow();
    return ArchitectureGeometry.of(cell.settings().architecture(), cell.settings().group())
        .layers();
  }
}
