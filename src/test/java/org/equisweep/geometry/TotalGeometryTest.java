package org.equisweep.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.equisweep.group.Group;
import org.equisweep.group.GroupSpec.Cyclic;
import org.equisweep.group.GroupSpec.Symmetric;
import org.equisweep.group.SpaceSpec;
import org.equisweep.group.SpaceSpec.Grid;
import org.equisweep.group.SpaceSpec.Nodes;
import org.equisweep.group.SpaceSpec.Scalar;
import org.equisweep.tensor.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The total row is that of the direct sum of the layers. */
class TotalGeometryTest {
  private static final SpaceSpec GRID = new Grid(3, 3);

  static Stream<Long> seeds() {
    return LongStream.range(0, 5).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theTotalIsThatOfTheDirectSum(long seed) {
    RandomStream stream = RandomStream.of(seed, "total", 0);
    LayerSpace kernels = space(GRID, 2, new Scalar(), 2);
    LayerSpace head = space(GRID, 1, new Nodes(), 1);
    List<double[]> operators = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      operators.add(GeometryCases.normal(stream, 9));
    }
    boolean[] free = new boolean[head.shape().size()];
    for (int i = 0; i < free.length; i++) {
      free[i] = stream.nextInt(3) > 0;
    }
    List<LayerGeometry> layers =
        List.of(
            AdmissibleSpaces.factored(kernels, operators),
            AdmissibleSpaces.mask(head, free),
            AdmissibleSpaces.full(space(GRID, 1, new Scalar(), 1)));
    DenseGeometry dense = directSum(layers);
    GeometryRow total = LayerGeometry.total(layers);
    assertThat(total.layer()).isNull();
    assertThat(total.dimension()).isEqualTo(dense.size);
    assertThat(total.admissibleDimension()).isEqualTo(dense.dimension(dense.admissible));
    assertThat(total.invariantDimension()).isEqualTo(dense.dimension(dense.invariant));
    assertThat(total.equivariantDimension()).isEqualTo(dense.dimension(dense.equivariant));
    assertThat(total.commutatorNorm()).isCloseTo(dense.commutatorNorm(), within(1e-12));
    assertThat(total.commutatorNormFrobenius())
        .isCloseTo(dense.commutatorNormFrobenius(), within(1e-12));
    assertThat(total.largestMixedAngle()).isCloseTo(dense.largestMixedAngle(), within(1e-6));
    assertThat(total.parametrisationLeak()).isCloseTo(dense.leak(), within(1e-12));
    assertThat(total.conditionNumber()).isCloseTo(dense.conditionNumber(), within(1e-9));
    assertThat(total.compatible()).isFalse();
    assertThat(total.unitary()).isFalse();
  }

  @Test
  void unitaryNeedsOneScaleForAllLayers() {
    LayerSpace space = space(GRID, 1, new Scalar(), 1);
    LayerGeometry one = scaled(space, 1);
    LayerGeometry two = scaled(space, 2);
    assertThat(one.row().unitary()).isTrue();
    assertThat(two.row().unitary()).isTrue();
    assertThat(LayerGeometry.total(List.of(two, two)).unitary()).isTrue();
    GeometryRow mixed = LayerGeometry.total(List.of(one, two));
    assertThat(mixed.unitary()).isFalse();
    assertThat(mixed.conditionNumber()).isEqualTo(2);
    // each layer's LLᵀ is a multiple of Π_T𝓛, so 𝓔 is kept all the same
    assertThat(mixed.keepsEquivariant()).isTrue();
  }

  @Test
  void compatibleMeansEveryLayer() {
    Group group = Group.create(new Symmetric(3), List.of(new Nodes()));
    LayerSpace space =
        LayerSpace.hom(
            group, group.representation(new Nodes()), 1, group.representation(new Nodes()), 1);
    boolean[] diagonal = {true, false, false, false, true, false, false, false, true};
    boolean[] corner = {true, false, false, false, false, false, false, false, false};
    LayerGeometry good = AdmissibleSpaces.mask(space, diagonal);
    LayerGeometry bad = AdmissibleSpaces.mask(space, corner);
    assertThat(LayerGeometry.total(List.of(good, good)).compatible()).isTrue();
    assertThat(LayerGeometry.total(List.of(good, bad)).compatible()).isFalse();
    assertThat(LayerGeometry.total(List.of(good, bad)).largestMixedAngle())
        .isCloseTo(Math.acos(Math.sqrt(1 / 3.0)), within(1e-15));
  }

  @Test
  void anEmptyListOfLayersHasARowOfZeros() {
    GeometryRow row = LayerGeometry.total(List.of());
    assertThat(row.dimension()).isZero();
    assertThat(row.compatible()).isTrue();
    assertThat(row.conditionNumber()).isEqualTo(1);
  }

  /** The centre and the mean of the corners, both invariant, times a factor. */
  private static LayerGeometry scaled(LayerSpace space, double factor) {
    double[] centre = new double[9];
    centre[4] = factor;
    double[] corners = new double[9];
    for (int corner : new int[] {0, 2, 6, 8}) {
      corners[corner] = factor / 2;
    }
    return AdmissibleSpaces.factored(space, List.of(corners, centre));
  }

  private static LayerSpace space(SpaceSpec from, int channelsIn, SpaceSpec to, int channelsOut) {
    Group group = group();
    return LayerSpace.hom(
        group, group.representation(from), channelsIn, group.representation(to), channelsOut);
  }

  private static Group group() {
    return Group.create(new Cyclic(4), List.of(GRID, new Nodes()));
  }

  /**
   * Block diagonal Π_G and L; Π_G entry by entry from the layers' own projection of unit layers.
   */
  private static DenseGeometry directSum(List<LayerGeometry> layers) {
    int size = layers.stream().mapToInt(layer -> layer.shape().size()).sum();
    int count = layers.stream().mapToInt(layer -> layer.admissible().coefficients()).sum();
    double[] invariant = new double[size * size];
    double[] parametrisation = new double[size * count];
    int row = 0;
    int column = 0;
    for (LayerGeometry layer : layers) {
      int own = layer.shape().size();
      int ownCount = layer.admissible().coefficients();
      double[] matrix = GeometryAssert.matrix(layer.admissible(), own);
      for (int i = 0; i < own; i++) {
        double[] unit = new double[own];
        unit[i] = 1;
        layer.projectInvariant(unit);
        for (int j = 0; j < own; j++) {
          invariant[(row + j) * size + row + i] = unit[j];
        }
        System.arraycopy(
            matrix, i * ownCount, parametrisation, (row + i) * count + column, ownCount);
      }
      row += own;
      column += ownCount;
    }
    return new DenseGeometry(invariant, parametrisation, size, count);
  }
}
