package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LayerNorm.Over;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.problem.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureGeometryTest {
  private static final Loss SQUARED = new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1);
  private static final Loss SOFTMAX = new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, false, 1);
  private static final SpaceSpec GRID = new SpaceSpec.Grid(6, 6);
  private static final SpaceSpec SCALAR = new SpaceSpec.Scalar();

  static List<Arguments> refused() {
    return List.of(
        Arguments.of(
            List.of(Cases.linear(SCALAR, 4), new LayerNorm(Over.POSITIONS, 1e-5)),
            SQUARED,
            "layers.1",
            "identically 0"),
        Arguments.of(
            List.of(Cases.linear(GRID, 1), new LayerNorm(Over.CHANNELS, 1e-5)),
            SQUARED,
            "layers.1",
            "identically 0"),
        Arguments.of(
            List.of(Cases.linear(GRID, 3), new AveragePool(6), new LayerNorm(Over.POSITIONS, 1e-5)),
            SQUARED,
            "layers.2",
            "identically 0"),
        Arguments.of(
            List.of(Cases.linear(SCALAR, 4), new AveragePool(2)),
            SQUARED,
            "layers.1",
            "must follow a grid"),
        Arguments.of(
            List.of(Cases.linear(GRID, 4), new AveragePool(4), new AveragePool(2)),
            SQUARED,
            "layers.2",
            "larger than the grid"),
        Arguments.of(List.of(Cases.linear(GRID, 1 << 18)), SQUARED, "layers.0", "at most 2^22"),
        Arguments.of(
            List.of(Cases.linear(SCALAR, 1 << 18), Cases.linear(SCALAR, 1 << 18)),
            SQUARED,
            "layers.1",
            "at most 2^28 entries"),
        Arguments.of(
            List.of(Cases.linear(SCALAR, 1)), SOFTMAX, "loss", "at least two output channels"));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("refused")
  void whatHasNoMeaningIsRefusedWithItsPlace(
      List<Stage> stages, Loss loss, String key, String message) {
    ArchitectureSpec architecture = new ArchitectureSpec(new Features(GRID, 1), stages, loss);
    assertThatThrownBy(() -> ArchitectureGeometry.of(architecture, new GroupSpec.Cyclic(4)))
        .isInstanceOfSatisfying(
            InvalidInput.class, e -> assertThat(e.location().key()).isEqualTo(key))
        .hasMessageContaining(message);
  }

  @Test
  void featuresFollowTheStages() {
    ArchitectureGeometry geometry = Cases.ROTATIONS.geometry();
    assertThat(geometry.output()).isEqualTo(new Features(SCALAR, 3));
    assertThat(geometry.layers())
        .extracting(layer -> layer.shape().toString())
        .containsExactly(
            "LayerShape[channelsOut=3, channelsIn=2, positionsOut=36, positionsIn=36]",
            "LayerShape[channelsOut=2, channelsIn=3, positionsOut=9, positionsIn=9]",
            "LayerShape[channelsOut=3, channelsIn=2, positionsOut=1, positionsIn=9]");
    assertThat(ArchitectureGeometry.spaces(Cases.ROTATIONS.architecture()))
        .containsExactly(GRID, new SpaceSpec.Grid(3, 3), SCALAR);
  }

  @Test
  void rowsAreTheLayersAndTheirTotal() {
    var rows = Cases.GRAPHS.geometry().rows();
    assertThat(rows)
        .extracting(row -> row.layer())
        .containsExactly("layer_1", "layer_2", "layer_3", "layer_4", null);
    // edges → edges of S_4: 15 maps and 3 channels; edges → scalar: 2 and 15 channel pairs
    assertThat(rows)
        .extracting(row -> row.equivariantDimension())
        .containsExactly(45L, 30L, 20L, 4L, 99L);
    assertThat(rows).extracting(row -> row.dimension()).containsExactly(768L, 240L, 20L, 4L, 1032L);
    assertThat(rows).allMatch(row -> row.compatible() && row.violations().isEmpty());
  }

  @Test
  void violationsStandInTheRowOfTheLayerBeforeThemAndInTheTotal() {
    SpaceSpec odd = new SpaceSpec.Grid(5, 5);
    ArchitectureSpec architecture =
        new ArchitectureSpec(
            new Features(odd, 1),
            List.of(
                new AveragePool(1),
                Cases.linear(odd, 2),
                new AveragePool(2),
                Cases.linear(odd, 1),
                new AveragePool(3)),
            SQUARED);
    var rows = ArchitectureGeometry.of(architecture, new GroupSpec.Cyclic(4)).rows();
    assertThat(rows.get(0).violations()).singleElement().asString().contains("layers.2");
    assertThat(rows.get(1).violations()).singleElement().asString().contains("layers.4");
    assertThat(rows.get(2).violations()).hasSize(2);
  }
}
