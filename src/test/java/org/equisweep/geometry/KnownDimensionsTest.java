package org.equisweep.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.equisweep.group.Group;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.GroupSpec.Cyclic;
import org.equisweep.group.GroupSpec.Dihedral;
import org.equisweep.group.GroupSpec.Flips;
import org.equisweep.group.GroupSpec.Product;
import org.equisweep.group.GroupSpec.Shifts;
import org.equisweep.group.GroupSpec.Symmetric;
import org.equisweep.group.SpaceSpec;
import org.equisweep.group.SpaceSpec.Edges;
import org.equisweep.group.SpaceSpec.Grid;
import org.equisweep.group.SpaceSpec.Nodes;
import org.equisweep.group.SpaceSpec.Scalar;
import org.equisweep.group.SpaceSpec.Triples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KnownDimensionsTest {
  static Stream<Arguments> dimensions() {
    GroupSpec shifts = new Shifts(List.of(0, 1));
    SpaceSpec grid = new Grid(6, 6);
    SpaceSpec odd = new Grid(7, 7);
    SpaceSpec scalar = new Scalar();
    return Stream.of(
        // Bell numbers, where n reaches the number of indices (Maron et al. 2019)
        Arguments.of(new Symmetric(4), new Edges(), new Edges(), 15),
        Arguments.of(new Symmetric(10), new Edges(), new Edges(), 15),
        Arguments.of(new Symmetric(3), new Edges(), new Edges(), 14),
        Arguments.of(new Symmetric(10), new Edges(), scalar, 2),
        Arguments.of(new Symmetric(5), new Nodes(), new Nodes(), 2),
        Arguments.of(new Symmetric(6), new Nodes(), new Edges(), 5),
        Arguments.of(new Symmetric(6), new Triples(), new Triples(), 203),
        Arguments.of(shifts, grid, grid, 36),
        Arguments.of(new Cyclic(4), grid, scalar, 9),
        Arguments.of(new Cyclic(4), odd, scalar, 13),
        Arguments.of(new Cyclic(4), scalar, scalar, 1),
        // orbits of D_4 on a grid: k(k + 1)/2 with k = ⌈n/2⌉
        Arguments.of(new Dihedral(4), grid, scalar, 6),
        Arguments.of(new Dihedral(4), odd, scalar, 10),
        Arguments.of(new Flips(List.of(0, 1)), new Grid(4, 6), scalar, 6),
        Arguments.of(new Flips(List.of(0, 1)), new Grid(3, 5), scalar, 6),
        Arguments.of(new Flips(List.of(1)), new Grid(3, 5), scalar, 9),
        // one direction: shifts fix what moves across them
        Arguments.of(new Shifts(List.of(0)), new Grid(4, 6), scalar, 6),
        Arguments.of(new Shifts(List.of(1)), new Grid(4, 6), new Grid(4, 6), 4 * 4 * 6),
        Arguments.of(shifts, new Grid(4, 6), new Grid(4, 6), 24),
        // convolutions whose kernel is symmetric under quarter turns: orbits of C_4 on Z_n × Z_n
        Arguments.of(new Product(List.of(new Cyclic(4), shifts)), grid, grid, 11),
        Arguments.of(new Product(List.of(new Cyclic(4), shifts)), odd, odd, 13),
        Arguments.of(new Cyclic(10), new Nodes(), new Nodes(), 10),
        Arguments.of(new Product(List.of(new Cyclic(4), shifts)), grid, scalar, 1));
  }

  @ParameterizedTest
  @MethodSource("dimensions")
  void invariantDimensionIsTheKnownOne(GroupSpec spec, SpaceSpec from, SpaceSpec to, long known) {
    Group group = Group.create(spec, List.of(from, to));
    LayerSpace space =
        LayerSpace.hom(group, group.representation(from), 2, group.representation(to), 3);
    GeometryRow row = AdmissibleSpaces.full(space).row();
    assertThat(row.invariantDimension()).isEqualTo(6 * known);
    assertThat(row.equivariantDimension()).isEqualTo(6 * known);
    assertThat(row.admissibleDimension()).isEqualTo(row.dimension());
    assertThat(row.compatible()).isTrue();
    assertThat(row.unitary()).isTrue();
    assertThat(row.keepsEquivariant()).isTrue();
    assertThat(row.conditionNumber()).isEqualTo(1);
  }

  /** T = 810 000 pairs, 15 operators: about 10 MB for the orbits and as much for E. */
  @Test
  void thirtyNodesNeedNeitherTheGroupNorDenseMatrices() {
    Group group = Group.create(new Symmetric(30), List.of(new Edges()));
    LayerSpace space =
        LayerSpace.hom(
            group, group.representation(new Edges()), 1, group.representation(new Edges()), 1);
    LayerGeometry geometry = AdmissibleSpaces.full(space);
    Factored equivariant = (Factored) geometry.equivariant();
    assertThat(equivariant.operators()).isEqualTo(15);
    long entries = 0;
    for (int k = 0; k < 15; k++) {
      entries += equivariant.support(k).length;
    }
    assertThat(entries).isEqualTo(810_000);
    assertThat(geometry.orbitSizes()).contains(30 * 29 * 28 * 27).contains(30);
  }
}
