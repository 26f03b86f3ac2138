package org.equisweep.sweep;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;

/** {@code groups} and spaces. */
final class GroupBinding {
  private GroupBinding() {}

  /**
   * @param factor the group that a factor of a product names or is
   */
  static GroupSpec group(Node node, Function<Node, GroupSpec> factor) {
    String kind = Values.text(node.at("kind"));
    return switch (kind) {
      case "symmetric" -> new GroupSpec.Symmetric(degree(node));
      case "alternating" -> new GroupSpec.Alternating(degree(node));
      case "cyclic" -> new GroupSpec.Cyclic(degree(node));
      case "dihedral" -> new GroupSpec.Dihedral(degree(node));
      case "shifts" -> new GroupSpec.Shifts(axes(node.at("axes")));
      case "flips" -> new GroupSpec.Flips(axes(node.at("axes")));
      case "permutations" ->
          new GroupSpec.Permutations(map(node.at("generators"), GroupBinding::integers));
      case "product" -> new GroupSpec.Product(map(node.at("of"), factor));
      default -> throw new IllegalStateException("the schema has a group " + kind);
    };
  }

  static SpaceSpec space(Node node) {
    return Values.located(node, () -> anySpace(node));
  }

  private static SpaceSpec anySpace(Node node) {
    if (node instanceof Node.Scalar) {
      return switch (Values.text(node)) {
        case "scalar" -> new SpaceSpec.Scalar();
        case "nodes" -> new SpaceSpec.Nodes();
        case "edges" -> new SpaceSpec.Edges();
        case "triples" -> new SpaceSpec.Triples();
        default -> throw new IllegalStateException("the schema has a space " + node.shown());
      };
    }
    Node grid = node.get("grid");
    if (grid != null) {
      return new SpaceSpec.Grid(Values.integer(grid.at("0")), Values.integer(grid.at("1")));
    }
    Node sum = node.get("sum");
    return sum != null
        ? new SpaceSpec.Sum(map(sum, GroupBinding::space))
        : new SpaceSpec.Tensor(map(node.at("tensor"), GroupBinding::space));
  }

  private static int degree(Node node) {
    return Values.integer(node.at("degree"));
  }

  private static List<Integer> axes(Node node) {
    if (!(node instanceof Node.Scalar)) {
      return integers(node);
    }
    return switch (Values.text(node)) {
      case "rows" -> List.of(0);
      case "columns" -> List.of(1);
      default -> List.of(0, 1);
    };
  }

  private static List<Integer> integers(Node list) {
    return map(list, Values::integer);
  }

  private static <T> List<T> map(Node list, Function<Node, T> each) {
    return ((Node.Sequence) list).items().stream().map(each).collect(Collectors.toList());
  }
}
