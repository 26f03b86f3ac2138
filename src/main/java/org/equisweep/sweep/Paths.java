package org.equisweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Dotted paths into a sweep file, lists by index: what axes and {@code --set} name. */
final class Paths {
  private Paths() {}

  static List<String> segments(String path) {
    return List.of(path.split("\\.", -1));
  }

  /** Whether {@code path} is {@code above} or leads on from it. */
  static boolean isWithin(String path, String above) {
    return path.equals(above) || path.startsWith(above + ".");
  }

  /**
   * {@code node} with the value at a path replaced. Mappings on the way that the schema knows are
   * made; names of the user's must be there, but for the last.
   *
   * @param schemas what may describe {@code node}
   */
  static Node replace(@Nullable Node node, List<String> path, Node value, List<JsonNode> schemas) {
    if (path.isEmpty()) {
      return value;
    }
    if (node == null) {
      return replaceEntry(new Node.Mapping(Map.of(), value.place()), path, value, schemas);
    }
    if (node instanceof Node.Mapping mapping) {
      return replaceEntry(mapping, path, value, schemas);
    }
    if (node instanceof Node.Sequence sequence) {
      return replaceItem(sequence, path, value, schemas);
    }
    throw value.problem(
        "a path must lead through mappings and lists",
        "'" + path.get(0) + "' is asked of " + node.shown(),
        "set the whole of it instead");
  }

  private static Node replaceEntry(
      Node.Mapping mapping, List<String> path, Node value, List<JsonNode> schemas) {
    int length = keyLength(mapping, path, schemas);
    String key = String.join(".", path.subList(0, length));
    List<String> rest = path.subList(length, path.size());
    Node child = mapping.get(key);
    if (child == null) {
      requireKnown(mapping, key, rest.isEmpty(), value, schemas);
    }
    return mapping.with(key, replace(child, rest, value, Schema.children(schemas, key)));
  }

  /** Axes have dots in their names: the longest key that is there, else all of a new axis. */
  private static int keyLength(Node.Mapping mapping, List<String> path, List<JsonNode> schemas) {
    if (!holdsAxes(schemas)) {
      return 1;
    }
    for (int length = path.size(); length > 0; length--) {
      if (mapping.get(String.join(".", path.subList(0, length))) != null) {
        return length;
      }
    }
    return path.size();
  }

  private static boolean holdsAxes(List<JsonNode> schemas) {
    return schemas.stream().map(Schema::resolve).anyMatch(Axes::holds);
  }

  private static void requireKnown(
      Node.Mapping mapping, String key, boolean last, Node value, List<JsonNode> schemas) {
    Set<String> known = new TreeSet<>(Schema.keys(schemas));
    boolean free = Schema.hasFreeNames(schemas) || holdsAxes(schemas);
    if (known.contains(key) || free && last) {
      return;
    }
    if (free) {
      known.addAll(mapping.entries().keySet());
    }
    throw value.problem(
        "a path must lead to a known key", "got '" + key + "'", Nearest.remedy(key, known));
  }

  private static Node replaceItem(
      Node.Sequence sequence, List<String> path, Node value, List<JsonNode> schemas) {
    String index = path.get(0);
    Node item = sequence.get(index);
    if (item == null) {
      throw value.problem(
          "a path into a list must give an index of 0.." + (sequence.items().size() - 1),
          "got '" + index + "'",
          "count from 0, or set the whole list");
    }
    List<Node> items = new ArrayList<>(sequence.items());
    List<String> rest = path.subList(1, path.size());
    items.set(Integer.parseInt(index), replace(item, rest, value, Schema.children(schemas, index)));
    return new Node.Sequence(items, sequence.place());
  }
}
