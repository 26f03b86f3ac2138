package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.Network.Space;
import org.equisweep.tensor.Precision;
import org.junit.jupiter.api.Test;

class LayerFormTest {
  private static final Loss SQUARED = new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1);
  private static final SpaceSpec EDGES = new SpaceSpec.Edges();
  private static final SpaceSpec SCALAR = new SpaceSpec.Scalar();

  @Test
  void admissibleFullLayersAreDense() {
    assertThat(forms(Cases.GRAPHS.geometry(), Space.ADMISSIBLE, 8)).containsOnly(LinearForm.DENSE);
  }

  @Test
  void theSideWithFewerPositionsIsWhereChannelsMix() {
    ArchitectureGeometry geometry =
        geometry(
            new GroupSpec.Symmetric(10),
            new Features(EDGES, 1),
            List.of(Cases.linear(EDGES, 32), Cases.linear(SCALAR, 64), Cases.linear(EDGES, 16)));
    assertThat(forms(geometry, Space.EQUIVARIANT, 200))
        .containsExactly(LinearForm.SPACE_FIRST, LinearForm.SPACE_FIRST, LinearForm.CHANNELS_FIRST);
  }

  @Test
  void manyOperatorsAreAssembled() {
    SpaceSpec grid = new SpaceSpec.Grid(8, 8);
    ArchitectureGeometry geometry =
        geometry(
            new GroupSpec.Cyclic(4),
            new Features(grid, 1),
            List.of(Cases.linear(grid, 16), Cases.linear(grid, 16)));
    assertThat(forms(geometry, Space.EQUIVARIANT, 25)).containsOnly(LinearForm.ASSEMBLED);
  }

  @Test
  void theChosenFormIsTheCheapestOfAllThatAreListed() {
    Network network =
        Network.compile(Cases.GRAPHS.geometry(), Space.EQUIVARIANT, Precision.FLOAT, 100);
    assertThat(network.forms()).hasSize(4);
    for (LayerForm form : network.forms()) {
      double least =
          form.considered().stream().mapToDouble(LayerForm.Counts::cost).min().orElseThrow();
      assertThat(form.considered())
          .filteredOn(counts -> counts.form() == form.chosen())
          .singleElement()
          .satisfies(counts -> assertThat(counts.cost()).isEqualTo(least));
    }
  }

  @Test
  void countsAreThoseOfTheFormulas() {
    Network network =
        Network.compile(Cases.GRAPHS.geometry(), Space.EQUIVARIANT, Precision.FLOAT, 10);
    // 16 edges → 16 edges, 15 operators with 256 entries, 1 → 3 channels, no input gradient
    assertThat(network.forms().get(0).considered())
        .contains(
            new LayerForm.Counts(
                LinearForm.SPACE_FIRST,
                2L * 3 * 15 * 16 * 10,
                256L * 10,
                256L,
                3L * 15 * 16 * 10 * 4),
            new LayerForm.Counts(
                LinearForm.CHANNELS_FIRST,
                2L * 3 * 15 * 16 * 10,
                2L * 256 * 3 * 10,
                2L * 256 * 3,
                4L * 3 * 15 * 16 * 10 * 4),
            new LayerForm.Counts(
                LinearForm.ASSEMBLED,
                2L * 3 * 256 * 10,
                2L * 256 * 3,
                2L * 256 * 3,
                5L * 3 * 256 * 4));
  }

  @Test
  void convolutionsWithChannelsAreShiftedAndCountedAfterTheirPooling() {
    Network network =
        Network.compile(
            RotationBenchmark.rotations("cross"), Space.ADMISSIBLE, Precision.FLOAT, 64);
    assertThat(network.forms().stream().map(LayerForm::chosen))
        .containsExactly(
            LinearForm.SPACE_FIRST, LinearForm.SHIFTED, LinearForm.SHIFTED, LinearForm.DENSE);
    // layer 2: 14 × 14 positions, pooled to 7 × 7; 49 + 2·56 means of squares are shared by the 5
    // taps, of which the outermost 4·7 have two positions less than four
    long entries = 4 * 161 - 2 * 28;
    long products = 3L * 5 * 49 * 32 * 64 * 64;
    assertThat(network.forms().get(1).considered())
        .contains(
            new LayerForm.Counts(
                LinearForm.SHIFTED,
                products,
                2 * entries * 32 * 64,
                2 * entries * 32 + 5 * 49 * (2 * 32 + 64),
                5L * 49 * 64 * (2 * 32 + 64) * 4),
            new LayerForm.Counts(
                LinearForm.SPACE_FIRST,
                products,
                2L * 32 * 64 * (5 * 49 * 4 - 2 * 28),
                2L * 32 * (5 * 49 * 4 - 2 * 28),
                5L * 5 * 49 * 32 * 64 * 4));
    // layer 3: taps that leave the grid of 7 × 7 are left out
    assertThat(network.forms().get(2).considered())
        .filteredOn(counts -> counts.form() == LinearForm.SHIFTED)
        .singleElement()
        .satisfies(
            counts ->
                assertThat(counts.multiplyAdds()).isEqualTo(3L * (5 * 49 - 28) * 64 * 64 * 64));
  }

  private static List<LinearForm> forms(ArchitectureGeometry geometry, Space space, int examples) {
    return Network.compile(geometry, space, Precision.FLOAT, examples).forms().stream()
        .map(LayerForm::chosen)
        .toList();
  }

  private static ArchitectureGeometry geometry(
      GroupSpec group, Features input, List<Stage> stages) {
    return ArchitectureGeometry.of(new ArchitectureSpec(input, stages, SQUARED), group);
  }
}
