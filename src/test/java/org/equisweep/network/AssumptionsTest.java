package org.equisweep.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LayerNorm;
import org.equisweep.network.ArchitectureSpec.LayerNorm.Over;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.MaxPool;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.network.Violation.Assumption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AssumptionsTest {
  private static final GroupSpec C4 = new GroupSpec.Cyclic(4);
  private static final GroupSpec D4 = new GroupSpec.Dihedral(4);
  private static final GroupSpec FLIPS = new GroupSpec.Flips(List.of(0, 1));
  private static final GroupSpec SHIFTS = new GroupSpec.Shifts(List.of(0, 1));

  /** Group, sides of the grid, pooling size, whether they commute. */
  static List<Arguments> pooling() {
    return List.of(
        Arguments.of(C4, 6, 6, 2, true),
        Arguments.of(C4, 6, 6, 3, true),
        Arguments.of(C4, 7, 7, 2, false),
        Arguments.of(C4, 7, 7, 1, true),
        Arguments.of(C4, 7, 7, 7, true),
        Arguments.of(C4, 8, 8, 3, false),
        Arguments.of(D4, 4, 4, 2, true),
        Arguments.of(D4, 5, 5, 2, false),
        Arguments.of(FLIPS, 6, 4, 2, true),
        Arguments.of(FLIPS, 6, 5, 2, false),
        Arguments.of(SHIFTS, 6, 6, 2, false),
        Arguments.of(SHIFTS, 6, 6, 6, true));
  }

  @ParameterizedTest(name = "{0} on {1}×{2} pooled by {3}: {4}")
  @MethodSource("pooling")
  void poolingCommutesWhereItsSquaresArePermuted(
      GroupSpec group, int height, int width, int size, boolean commutes) {
    List<Violation> violations =
        geometry(
                new SpaceSpec.Grid(height, width),
                List.of(
                    Cases.linear(new SpaceSpec.Grid(height, width), 2),
                    new Tanh(),
                    new AveragePool(size)),
                group)
            .violations();
    if (commutes) {
      assertThat(violations).isEmpty();
    } else {
      assertThat(violations).hasSize(1);
      Violation violation = violations.get(0);
      assertThat(violation.assumption()).isEqualTo(Assumption.A2);
      assertThat(violation.stage()).isEqualTo("layers.2 average_pool");
      assertThat(violation.size()).isGreaterThan(0.1);
      assertThat(violation.element()).isNotBlank();
      assertThat(violation.toString())
          .startsWith("A2 at layers.2 average_pool: ‖σ(ρx) − ρσ(x)‖ = ")
          .endsWith(" for g = " + violation.element());
    }
  }

  /** Squares that overlap, of the mean and of the largest: group, side, size, stride, commute? */
  static List<Arguments> overlapping() {
    return List.of(
        Arguments.of(C4, 7, 3, 2, true),
        Arguments.of(C4, 8, 3, 2, false),
        Arguments.of(D4, 5, 2, 1, true),
        Arguments.of(D4, 6, 3, 2, false),
        Arguments.of(FLIPS, 5, 3, 2, true),
        Arguments.of(SHIFTS, 5, 2, 1, false));
  }

  @ParameterizedTest(name = "{0} on side {1} pooled by {2}, stride {3}: {4}")
  @MethodSource("overlapping")
  void poolingByAStrideCommutesWhereItReachesBothEnds(
      GroupSpec group, int side, int size, int stride, boolean commutes) {
    SpaceSpec grid = new SpaceSpec.Grid(side, side);
    for (Stage pool :
        List.of(
            new AveragePool(size, OptionalInt.of(stride)),
            new MaxPool(size, OptionalInt.of(stride)))) {
      assertThat(
              geometry(grid, List.of(Cases.linear(grid, 2), new Tanh(), pool), group).violations())
          .as("%s", pool)
          .hasSize(commutes ? 0 : 1)
          .allMatch(violation -> violation.assumption() == Assumption.A2);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Cases.class)
  void permutationRepresentationsKeepEveryOtherStageAndLoss(Cases kind) {
    assertThat(kind.geometry().violations()).isEmpty();
  }

  static List<Arguments> losses() {
    List<Arguments> all = new ArrayList<>();
    for (Loss.Kind kind : Loss.Kind.values()) {
      all.add(Arguments.of(new Loss(kind, false, 1)));
    }
    all.add(Arguments.of(new Loss(Loss.Kind.SOFTMAX_CROSS_ENTROPY, true, 1)));
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void lossesAverageOverPositionsAndAreInvariantThere(Loss loss) {
    ArchitectureSpec architecture =
        new ArchitectureSpec(
            new Features(new SpaceSpec.Nodes(), 1),
            List.of(
                Cases.linear(new SpaceSpec.Edges(), 3),
                new LayerNorm(Over.CHANNELS, 1e-5),
                new LayerNorm(Over.POSITIONS, 1e-5)),
            loss);
    assertThat(ArchitectureGeometry.of(architecture, new GroupSpec.Symmetric(5)).violations())
        .isEmpty();
  }

  private static ArchitectureGeometry geometry(
      SpaceSpec input, List<Stage> stages, GroupSpec group) {
    Loss loss = new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1);
    return ArchitectureGeometry.of(
        new ArchitectureSpec(new Features(input, 1), stages, loss), group);
  }
}
