package org.equisweep.group;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.equisweep.group.SpaceSpec.Edges;
import org.equisweep.group.SpaceSpec.Grid;
import org.equisweep.group.SpaceSpec.Nodes;
import org.equisweep.group.SpaceSpec.Scalar;
import org.equisweep.group.SpaceSpec.Sum;
import org.equisweep.group.SpaceSpec.Tensor;
import org.equisweep.group.SpaceSpec.Triples;

/**
 * The disjoint union of the base spaces (nodes, then each distinct grid in the order met). A group
 * element is one permutation of it, so that it acts consistently on every space derived from them.
 */
record BaseSpaces(OptionalInt nodes, List<Grid> grids) {
  BaseSpaces {
    grids = List.copyOf(grids);
  }

  /** Nodes where there is a degree, needed or not: the action on them tells elements apart. */
  static BaseSpaces of(OptionalInt nodes, Collection<SpaceSpec> spaces) {
    Set<Grid> grids = new LinkedHashSet<>();
    spaces.forEach(space -> collectGrids(space, grids));
    return new BaseSpaces(nodes, List.copyOf(grids));
  }

  private static void collectGrids(SpaceSpec space, Set<Grid> grids) {
    if (space instanceof Grid grid) {
      grids.add(grid);
    } else if (space instanceof Sum sum) {
      sum.of().forEach(part -> collectGrids(part, grids));
    } else if (space instanceof Tensor tensor) {
      tensor.of().forEach(part -> collectGrids(part, grids));
    }
  }

  static boolean needsNodes(SpaceSpec space) {
    if (space instanceof Sum sum) {
      return sum.of().stream().anyMatch(BaseSpaces::needsNodes);
    }
    if (space instanceof Tensor tensor) {
      return tensor.of().stream().anyMatch(BaseSpaces::needsNodes);
    }
    return space instanceof Nodes || space instanceof Edges || space instanceof Triples;
  }

  /** Number of points of the union. */
  int points() {
    return nodes.orElse(0) + grids.stream().mapToInt(BaseSpaces::points).sum();
  }

  /** Where the grid's points begin. */
  int offset(Grid grid) {
    int offset = nodes.orElse(0);
    for (Grid each : grids) {
      if (each.equals(grid)) {
        return offset;
      }
      offset += points(each);
    }
    throw new IllegalArgumentException("the group was not created to act on " + grid.title());
  }

  static int points(Grid grid) {
    return grid.height() * grid.width();
  }

  /** Number of points of the first base space: those by which elements are named. */
  int namingPoints() {
    return nodes.isPresent() || grids.isEmpty() ? nodes.orElse(0) : points(grids.get(0));
  }

  /** The action of {@code space} in terms of the union's permutations. */
  Action action(SpaceSpec space) {
    if (space instanceof Scalar) {
      return Action.trivial();
    }
    if (space instanceof Nodes) {
      return nodesAction();
    }
    if (space instanceof Edges) {
      return Action.tensor(List.of(nodesAction(), nodesAction()));
    }
    if (space instanceof Triples) {
      return Action.tensor(List.of(nodesAction(), nodesAction(), nodesAction()));
    }
    if (space instanceof Grid grid) {
      return Action.base(offset(grid), points(grid));
    }
    if (space instanceof Sum sum) {
      return Action.sum(sum.of().stream().map(this::action).toList());
    }
    if (space instanceof Tensor tensor) {
      return Action.tensor(tensor.of().stream().map(this::action).toList());
    }
    throw new IllegalArgumentException("no action is known for " + space);
  }

  private Action nodesAction() {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("the group was not created to act on nodes");
    }
    return Action.base(0, nodes.getAsInt());
  }
}
