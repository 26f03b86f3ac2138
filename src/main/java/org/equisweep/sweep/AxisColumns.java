package org.equisweep.sweep;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The axes that are columns of their own: all but those that choose a definition. Where a
 * combination leaves an axis out, the value the file has there stands in.
 */
final class AxisColumns {
  private final Node.Mapping root;
  private final List<String> axes;
  private final Set<String> reals = new TreeSet<>();
  private final Set<String> texts = new TreeSet<>();

  private AxisColumns(Node.Mapping root, Set<String> axes) {
    this.root = root;
    this.axes = List.copyOf(axes);
  }

  static AxisColumns of(Node.Mapping root, List<Combination> combinations) {
    Set<String> axes = new LinkedHashSet<>();
    for (Combination combination : combinations) {
      combination.all().keySet().stream().filter(axis -> !Axes.isRole(axis)).forEach(axes::add);
    }
    AxisColumns columns = new AxisColumns(root, axes);
    combinations.forEach(columns::notice);
    return columns;
  }

  List<String> names() {
    return axes;
  }

  /** One type for each column: whole numbers, else numbers, else truth values, else text. */
  private void notice(Combination combination) {
    for (String axis : axes) {
      Object value = value(axis, combination);
      if (value instanceof Double) {
        reals.add(axis);
      } else if (value != null && !(value instanceof Long)) {
        texts.add(axis);
      }
    }
  }

  SortedMap<String, Object> values(Combination combination) {
    SortedMap<String, Object> values = new TreeMap<>();
    for (String axis : axes) {
      Object value = value(axis, combination);
      if (value != null) {
        values.put(axis, converted(axis, value));
      }
    }
    return values;
  }

  private Object converted(String axis, Object value) {
    if (texts.contains(axis)) {
      return value instanceof Double number ? Decimal.shortest(number) : value.toString();
    }
    return reals.contains(axis) ? (Object) ((Number) value).doubleValue() : value;
  }

  private @Nullable Object value(String axis, Combination combination) {
    Node node = combination.all().get(axis);
    if (node == null) {
      node = root;
      for (String segment : Paths.segments(axis)) {
        node = node == null ? null : node.get(segment);
      }
    }
    if (node == null) {
      return null;
    }
    return node instanceof Node.Scalar scalar ? scalar.value() : YamlWriter.flow(node);
  }
}
