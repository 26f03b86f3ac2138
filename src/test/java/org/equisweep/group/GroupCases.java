package org.equisweep.group;

import java.util.List;
import java.util.stream.Stream;
import org.equisweep.group.GroupSpec.Alternating;
import org.equisweep.group.GroupSpec.Cyclic;
import org.equisweep.group.GroupSpec.Dihedral;
import org.equisweep.group.GroupSpec.Flips;
import org.equisweep.group.GroupSpec.Permutations;
import org.equisweep.group.GroupSpec.Product;
import org.equisweep.group.GroupSpec.Shifts;
import org.equisweep.group.GroupSpec.Symmetric;
import org.equisweep.group.SpaceSpec.Edges;
import org.equisweep.group.SpaceSpec.Grid;
import org.equisweep.group.SpaceSpec.Nodes;
import org.equisweep.group.SpaceSpec.Scalar;
import org.equisweep.group.SpaceSpec.Sum;
import org.equisweep.group.SpaceSpec.Tensor;
import org.equisweep.group.SpaceSpec.Triples;

/** Groups with spaces they act on and their orders, shared by the property tests. */
public final class GroupCases {
  /** A group, spaces it acts on, its order. */
  public record Case(GroupSpec group, List<SpaceSpec> spaces, String order) {
    public Group create() {
      return Group.create(group, spaces);
    }

    @Override
    public String toString() {
      return group.title() + " on " + spaces.stream().map(SpaceSpec::title).toList();
    }
  }

  private static final SpaceSpec NODES = new Nodes();
  private static final SpaceSpec EDGES = new Edges();
  private static final SpaceSpec SCALAR = new Scalar();

  private GroupCases() {}

  public static Stream<Case> all() {
    return Stream.of(
        of(new Symmetric(1), "1", NODES, EDGES, SCALAR),
        of(new Symmetric(2), "2", NODES, EDGES),
        of(new Symmetric(4), "24", NODES, EDGES, new Triples(), SCALAR, new Grid(2, 2)),
        of(new Symmetric(6), "720", new Grid(2, 3), NODES, new Sum(List.of(EDGES, SCALAR))),
        of(new Alternating(2), "1", NODES),
        of(new Alternating(3), "3", NODES, EDGES),
        of(new Alternating(4), "12", NODES, EDGES),
        of(
            new Alternating(5),
            "60",
            NODES,
            new Tensor(List.of(new Sum(List.of(NODES, SCALAR)), NODES))),
        of(new Cyclic(1), "1", NODES),
        of(new Cyclic(4), "4", new Grid(3, 3), new Grid(4, 4), new Grid(1, 4), NODES, SCALAR),
        of(new Cyclic(6), "6", new Grid(2, 3), NODES, EDGES),
        of(new Dihedral(4), "8", new Grid(3, 3), new Grid(2, 2), NODES),
        of(new Dihedral(5), "10", NODES, EDGES),
        of(new Shifts(List.of(0)), "3", new Grid(3, 4), SCALAR),
        of(new Shifts(List.of(0, 1)), "12", new Grid(3, 4)),
        of(new Shifts(List.of(1, 0)), "16", new Grid(4, 4), new Grid(2, 2)),
        of(new Shifts(List.of(0, 1)), "36", new Grid(3, 3), new Grid(2, 2)),
        of(
            new Flips(List.of(0, 1)),
            "4",
            new Grid(3, 4),
            new Tensor(List.of(new Grid(2, 2), SCALAR))),
        of(new Flips(List.of(0, 1)), "2", new Grid(1, 4)),
        of(product(new Cyclic(4), new Shifts(List.of(0, 1))), "64", new Grid(4, 4), new Grid(2, 2)),
        of(product(new Dihedral(4), new Shifts(List.of(0, 1))), "72", new Grid(3, 3)),
        of(product(new Cyclic(4), new Shifts(List.of(0, 1))), "100", new Grid(5, 5), SCALAR),
        of(product(new Flips(List.of(0, 1)), new Shifts(List.of(0, 1))), "60", new Grid(3, 5)),
        of(product(new Flips(List.of(0)), new Shifts(List.of(1))), "8", new Grid(3, 4), SCALAR),
        of(product(new Flips(List.of(1)), new Cyclic(4)), "8", new Grid(3, 3)),
        of(product(new Dihedral(4), new Cyclic(4)), "8", NODES, EDGES),
        of(product(new Symmetric(6), new Flips(List.of(0, 1))), "720", new Grid(2, 3)),
        of(permutations(List.of(1, 2, 0, 3, 4), List.of(0, 1, 2, 4, 3)), "6", NODES, EDGES));
  }

  public static Product product(GroupSpec... factors) {
    return new Product(List.of(factors));
  }

  public static Permutations permutations(List<Integer> first, List<Integer> second) {
    return new Permutations(List.of(first, second));
  }

  private static Case of(GroupSpec group, String order, SpaceSpec... spaces) {
    return new Case(group, List.of(spaces), order);
  }
}
