package org.equisweep.group;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.equisweep.group.GroupSpec.Alternating;
import org.equisweep.group.GroupSpec.Cyclic;
import org.equisweep.group.GroupSpec.Dihedral;
import org.equisweep.group.GroupSpec.Flips;
import org.equisweep.group.GroupSpec.Permutations;
import org.equisweep.group.GroupSpec.Product;
import org.equisweep.group.GroupSpec.Shifts;
import org.equisweep.group.GroupSpec.Symmetric;
import org.equisweep.group.PowerGroup.Listing;
import org.equisweep.group.SpaceSpec.Grid;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/** How each family of groups acts on nodes and grids. */
final class ActingGroups {
  private ActingGroups() {}

  /** The number of points a group permutes as nodes; empty when it has no action on nodes. */
  static OptionalInt degree(GroupSpec spec) {
    if (spec instanceof Symmetric group) {
      return OptionalInt.of(group.degree());
    }
    if (spec instanceof Alternating group) {
      return OptionalInt.of(group.degree());
    }
    if (spec instanceof Cyclic group) {
      return OptionalInt.of(group.degree());
    }
    if (spec instanceof Dihedral group) {
      return OptionalInt.of(group.degree());
    }
    if (spec instanceof Permutations group) {
      return OptionalInt.of(group.generators().get(0).size());
    }
    if (spec instanceof Product product) {
      List<OptionalInt> degrees =
          product.of().stream().map(ActingGroups::degree).distinct().toList();
      return degrees.size() == 1 ? degrees.get(0) : OptionalInt.empty();
    }
    return OptionalInt.empty();
  }

  /** The group as it acts on the union of {@code spaces}; an InvalidInput where it does not. */
  static ActingGroup create(GroupSpec spec, BaseSpaces spaces) {
    if (spec instanceof Product product) {
      return product(product, spaces);
    }
    spaces.grids().forEach(grid -> requireAction(spec, grid));
    if (spaces.points() == 0) {
      return new PowerGroup(0, List.of(), Listing.LAST_FASTEST, exponents -> "identity");
    }
    if (spec instanceof Symmetric group) {
      return new SymmetricGroup(group.degree(), spaces.points() / group.degree(), false);
    }
    if (spec instanceof Alternating group) {
      return new SymmetricGroup(group.degree(), spaces.points() / group.degree(), true);
    }
    if (spec instanceof Permutations group) {
      List<int[]> images =
          group.generators().stream()
              .map(generator -> generator.stream().mapToInt(Integer::intValue).toArray())
              .map(image -> joint(spaces, on -> image))
              .toList();
      return new GeneratedGroup(spaces.points(), spaces.namingPoints(), images);
    }
    return powers(spec, spaces);
  }

  private static ActingGroup product(Product product, BaseSpaces spaces) {
    ActingGroup group = create(product.of().get(0), spaces);
    for (int k = 1; k < product.of().size(); k++) {
      String title = new Product(product.of().subList(0, k + 1)).title();
      group = ProductGroup.of(spaces.points(), group, create(product.of().get(k), spaces), title);
    }
    return group;
  }

  private static ActingGroup powers(GroupSpec spec, BaseSpaces spaces) {
    if (spec instanceof Cyclic group) {
      int[] turn = joint(spaces, on -> rotation(group.degree(), on));
      return new PowerGroup(
          spaces.points(),
          List.of(turn),
          Listing.LAST_FASTEST,
          exponents -> rotationName(exponents[0]));
    }
    if (spec instanceof Dihedral group) {
      int[] turn = joint(spaces, on -> rotation(group.degree(), on));
      int[] mirror = joint(spaces, on -> reflection(group.degree(), on));
      return new PowerGroup(
          spaces.points(),
          List.of(turn, mirror),
          Listing.FIRST_FASTEST,
          ActingGroups::dihedralName);
    }
    if (spec instanceof Shifts group) {
      return new PowerGroup(
          spaces.points(),
          axes(group.axes(), axis -> joint(spaces, on -> GridMaps.shift(grid(on), axis))),
          Listing.LAST_FASTEST,
          exponents -> shiftName(group.axes(), exponents));
    }
    if (spec instanceof Flips group) {
      return new PowerGroup(
          spaces.points(),
          axes(group.axes(), axis -> joint(spaces, on -> GridMaps.flip(grid(on), axis))),
          Listing.LAST_FASTEST,
          exponents -> flipName(group.axes(), exponents));
    }
    throw new IllegalArgumentException("no action is known for " + spec);
  }

  private static List<int[]> axes(List<Integer> axes, Function<Integer, int[]> image) {
    return axes.stream().map(image).toList();
  }

  /** A base space: a grid, or the nodes. */
  private record On(@Nullable Grid grid) {}

  private static Grid grid(On on) {
    if (on.grid() == null) {
      throw new IllegalStateException("shifts and flips have no action on nodes");
    }
    return on.grid();
  }

  private static boolean turns(int degree, On on) {
    return degree == 4 && on.grid() != null && on.grid().height() == on.grid().width();
  }

  private static int[] rotation(int degree, On on) {
    return turns(degree, on)
        ? GridMaps.quarterTurn(grid(on))
        : IntStream.range(0, degree).map(i -> (i + 1) % degree).toArray();
  }

  private static int[] reflection(int degree, On on) {
    return turns(degree, on)
        ? GridMaps.flip(grid(on), 1)
        : IntStream.range(0, degree).map(i -> (degree - i) % degree).toArray();
  }

  /** One permutation of the union from those of its base spaces. */
  private static int[] joint(BaseSpaces spaces, Function<On, int[]> part) {
    List<int[]> parts = new ArrayList<>();
    if (spaces.nodes().isPresent()) {
      parts.add(part.apply(new On(null)));
    }
    spaces.grids().forEach(grid -> parts.add(part.apply(new On(grid))));
    int[] joint = new int[spaces.points()];
    int begin = 0;
    for (int[] images : parts) {
      for (int i = 0; i < images.length; i++) {
        joint[begin + i] = begin + images[i];
      }
      begin += images.length;
    }
    return joint;
  }

  private static void requireAction(GroupSpec spec, Grid grid) {
    if (spec instanceof Shifts || spec instanceof Flips) {
      return;
    }
    int degree = degree(spec).orElseThrow();
    boolean rotates = spec instanceof Cyclic || spec instanceof Dihedral;
    boolean square = rotates && degree == 4 && grid.height() == grid.width();
    if (!square && BaseSpaces.points(grid) != degree) {
      throw cannotAct(spec, grid);
    }
  }

  static InvalidInput cannotAct(GroupSpec spec, SpaceSpec space) {
    return InvalidInput.of(
        "the group must act on every space",
        "%s has no action on %s".formatted(spec.title(), space.title()),
        "it acts on " + domain(spec));
  }

  private static String domain(GroupSpec spec) {
    if (spec instanceof Shifts || spec instanceof Flips) {
      return "grids and scalars; take grids throughout, or another group";
    }
    if (spec instanceof Product) {
      return "nodes if all its factors act on the same number of them, on grids if all act on these,"
          + " and on scalars";
    }
    int degree = degree(spec).orElseThrow();
    String square =
        degree == 4 && (spec instanceof Cyclic || spec instanceof Dihedral) ? "square grids, " : "";
    return "scalars, nodes, edges, triples, %sgrids of %d points and their sums and tensor products"
        .formatted(square, degree);
  }

  private static String rotationName(int exponent) {
    return exponent == 1 ? "r" : "r^" + exponent;
  }

  private static String dihedralName(int[] exponents) {
    String turn = exponents[0] == 0 ? "" : rotationName(exponents[0]);
    return exponents[1] == 0 ? turn : turn.isEmpty() ? "s" : turn + " s";
  }

  private static String shiftName(List<Integer> axes, int[] exponents) {
    int[] by = new int[2];
    for (int k = 0; k < exponents.length; k++) {
      by[axes.get(k)] = exponents[k];
    }
    return "shift (%d, %d)".formatted(by[0], by[1]);
  }

  private static String flipName(List<Integer> axes, int[] exponents) {
    return IntStream.range(0, exponents.length)
        .filter(k -> exponents[k] != 0)
        .mapToObj(k -> "flip " + axes.get(k))
        .collect(Collectors.joining(" "));
  }
}
