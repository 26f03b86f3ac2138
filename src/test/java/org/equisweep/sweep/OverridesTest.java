package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.equisweep.data.DataSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.problem.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
  @Test
  void replacesValuesNodesAndListEntries() {
    Sweep sweep =
        Sweeps.load(
            Sweeps.SMALL,
            "seeds=0..4",
            "phases.descent.epochs=7",
            "architectures.small.layers.0.linear.channels=5",
            "grid.strategy=[both]",
            "grid.data.seed=[1, 2]",
            "data={kind: block_graphs, examples: 30, nodes: 4}",
            "record.augmented_risk.samples=3",
            "strategies.fresh=[turned]");
    assertThat(sweep.seeds()).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(sweep.cells()).hasSize(2);
    Cell cell = sweep.cells().get(0);
    assertThat(cell.strategy()).isEqualTo("both");
    assertThat(cell.settings().phases().get(0).epochs()).isEqualTo(7);
    assertThat(
            ((ArchitectureSpec.Linear) cell.settings().architecture().stages().get(0)).channels())
        .isEqualTo(5);
    DataSpec data = cell.settings().data();
    assertThat(data.batch()).isEmpty();
    assertThat(((DataSpec.Source.BlockGraphs) data.source()).examples()).isEqualTo(30);
  }

  @Test
  void theLastOfTwoWins() {
    assertThat(Sweeps.load(Sweeps.SMALL, "seeds=9", "seeds=2").seeds()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seeds|--set must be path=value",
        "=3|--set must be path=value",
        "excution.retry=false|did you mean 'execution'",
        "phases.decsent.epochs=1|did you mean 'descent'",
        "phases.descent.epoch=1|did you mean 'epochs'",
        "architectures.small.layers.9.linear=1|an index of 0..2",
        "phases.descent.epochs=many|epochs must be a whole number, but got 'many' (--set phases.descent.epochs=many, phases.descent.epochs)",
        "phases.descent.epochs=[1|a sweep file must be valid YAML",
        "sweep.name=x|a path must lead through mappings and lists",
        "phases.descent.epochs=|epochs must be a whole number, but got nothing"
      })
  void isRefused(String set, String message) {
    assertThatThrownBy(() -> Sweeps.load(Sweeps.SMALL, set))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message)
        .hasMessageContaining("--set " + set);
  }

  @Test
  void pathsAreRelativeToTheWorkingDirectory() {
    assertThatThrownBy(
            () ->
                Sweeps.load(Sweeps.SMALL, "data={kind: npy, inputs: pom.none, targets: pom.none}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(java.nio.file.Path.of("pom.none").toAbsolutePath().toString());
    assertThatThrownBy(
            () ->
                Sweeps.load(
                    Sweeps.SMALL.replace(
                        "{kind: block_graphs, examples: 20, nodes: 4, batch: 10}",
                        "{kind: npy, inputs: a.npy, targets: b.npy}")))
        .hasMessageContaining("/sweeps/a.npy");
  }

  @Test
  void theFileAsRunHasThem() {
    Sweep sweep = Sweeps.load(Sweeps.SMALL, "seeds=[4]", "about='1e-5'");
    assertThat(Sweeps.load(sweep.yaml()).about()).isEqualTo("1e-5");
    assertThat(Sweeps.load(sweep.yaml()).seeds()).isEqualTo(List.of(4L));
  }
}
