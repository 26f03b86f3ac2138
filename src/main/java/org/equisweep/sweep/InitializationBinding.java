package org.equisweep.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.equisweep.training.InitializationSpec;
import org.equisweep.training.InitializationSpec.Bound;
import org.equisweep.training.InitializationSpec.Draw;
import org.equisweep.training.InitializationSpec.Perturb;

/** {@code initializations}. */
final class InitializationBinding {
  private final InputFiles files;

  InitializationBinding(InputFiles files) {
    this.files = files;
  }

  InitializationSpec bind(Node node) {
    return new InitializationSpec(
        draw(node),
        Values.text(node.at("project")).equals("equivariant"),
        perturb(node.at("perturb")));
  }

  private Draw draw(Node node) {
    String kind = Values.text(node.at("kind"));
    return switch (kind) {
      case "gaussian" ->
          new InitializationSpec.Gaussian(
              byLayer(node.at("std"), Values::number), layers(node.at("constant_over_positions")));
      case "uniform" ->
          new InitializationSpec.Uniform(byLayer(node.at("bound"), InitializationBinding::bound));
      case "file" -> new InitializationSpec.File(files.reference(node.at("path")));
      default -> throw new IllegalStateException("the schema has an initialization " + kind);
    };
  }

  /** A set: sorted, so that its order is not part of a trial's identity. */
  private static List<String> layers(Node list) {
    return ((Node.Sequence) list)
        .items().stream().map(Values::text).distinct().sorted().collect(Collectors.toList());
  }

  private static <T> Map<String, T> byLayer(Node mapping, Function<Node, T> bind) {
    Map<String, T> values = new LinkedHashMap<>();
    ((Node.Mapping) mapping)
        .entries()
        .forEach((layer, node) -> values.put(layer, bind.apply(node)));
    return values;
  }

  private static Bound bound(Node node) {
    if (node instanceof Node.Scalar) {
      return Values.located(node, () -> new Bound.Entries(Values.number(node)));
    }
    Map<Integer, Double> bySize = new LinkedHashMap<>();
    ((Node.Mapping) node)
        .entries()
        .forEach((size, value) -> bySize.put(orbitSize(size, value), Values.number(value)));
    return Values.located(node, () -> new Bound.ByOrbitSize(bySize));
  }

  private static int orbitSize(String size, Node value) {
    if (!size.matches("[1-9][0-9]{0,8}")) {
      throw value.problem(
          "a key here must be the size of an orbit", "got '" + size + "'", "write like {1: 0.1}");
    }
    return Integer.parseInt(size);
  }

  private static Perturb perturb(Node node) {
    Node normal = node.get("normal");
    if (normal == null) {
      return new Perturb.None();
    }
    Node norm = normal.get("norm");
    return Values.located(
        normal,
        () ->
            norm != null
                ? new Perturb.NormalNorm(Values.number(norm))
                : new Perturb.NormalPerEntry(Values.number(normal.at("per_entry"))));
  }
}
