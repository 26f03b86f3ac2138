package org.equisweep.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.equisweep.group.Group;
import org.equisweep.group.GroupCases;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.GroupSpec.Alternating;
import org.equisweep.group.GroupSpec.Cyclic;
import org.equisweep.group.GroupSpec.Dihedral;
import org.equisweep.group.GroupSpec.Flips;
import org.equisweep.group.GroupSpec.Shifts;
import org.equisweep.group.GroupSpec.Symmetric;
import org.equisweep.group.SpaceSpec;
import org.equisweep.group.SpaceSpec.Edges;
import org.equisweep.group.SpaceSpec.Grid;
import org.equisweep.group.SpaceSpec.Nodes;
import org.equisweep.group.SpaceSpec.Scalar;
import org.equisweep.group.SpaceSpec.Sum;
import org.equisweep.tensor.RandomStream;

/** Small layer spaces over many groups, with seeds: H has at most about a hundred dimensions. */
final class GeometryCases {
  private static final int SEEDS = 3;

  private GeometryCases() {}

  record Case(
      GroupSpec spec, SpaceSpec from, int channelsIn, SpaceSpec to, int channelsOut, long seed) {
    Group group() {
      return Group.create(spec, List.of(from, to));
    }

    LayerSpace space() {
      Group group = group();
      return LayerSpace.hom(
          group, group.representation(from), channelsIn, group.representation(to), channelsOut);
    }

    double[] invariantProjector() {
      Group group = group();
      return DenseGeometry.invariantProjector(
          group, group.representation(from), channelsIn, group.representation(to), channelsOut);
    }

    RandomStream stream(String purpose) {
      return RandomStream.of(seed, purpose, 0);
    }

    @Override
    public String toString() {
      return "%s, %d×%s → %d×%s, seed %d"
          .formatted(spec.title(), channelsIn, from.title(), channelsOut, to.title(), seed);
    }
  }

  static Stream<Case> all() {
    SpaceSpec nodes = new Nodes();
    SpaceSpec scalar = new Scalar();
    SpaceSpec edges = new Edges();
    List<Case> cases = new ArrayList<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      cases.add(new Case(new Symmetric(3), edges, 1, edges, 1, seed));
      cases.add(new Case(new Symmetric(4), nodes, 2, nodes, 3, seed));
      cases.add(new Case(new Symmetric(4), edges, 2, scalar, 2, seed));
      cases.add(new Case(new Symmetric(1), nodes, 3, scalar, 4, seed));
      cases.add(new Case(new Alternating(4), edges, 1, nodes, 1, seed));
      cases.add(new Case(new Cyclic(4), new Grid(3, 3), 1, new Grid(3, 3), 1, seed));
      cases.add(new Case(new Cyclic(4), new Grid(4, 4), 2, scalar, 2, seed));
      cases.add(new Case(new Dihedral(4), new Grid(3, 3), 2, new Grid(2, 2), 1, seed));
      cases.add(new Case(new Dihedral(5), nodes, 2, nodes, 2, seed));
      cases.add(new Case(new Shifts(List.of(0, 1)), new Grid(2, 3), 1, new Grid(2, 3), 2, seed));
      cases.add(new Case(new Flips(List.of(0, 1)), new Grid(3, 3), 1, new Grid(3, 3), 1, seed));
      cases.add(
          new Case(
              GroupCases.product(new Cyclic(4), new Shifts(List.of(0, 1))),
              new Grid(3, 3),
              1,
              new Grid(3, 3),
              1,
              seed));
      cases.add(new Case(new Cyclic(3), new Sum(List.of(nodes, scalar)), 2, edges, 1, seed));
    }
    return cases.stream();
  }

  static double[] normal(RandomStream stream, int length) {
    double[] x = new double[length];
    for (int i = 0; i < length; i++) {
      x[i] = stream.nextNormal();
    }
    return x;
  }
}
