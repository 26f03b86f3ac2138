package org.equisweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.storage.Storage;

/**
 * Makes the paths in a sweep file absolute, each by the directory of the source it was written in,
 * so that the file as run can be read anywhere.
 */
final class AbsolutePaths {
  private static final String FORMAT = "path";

  private AbsolutePaths() {}

  static Node.Mapping in(Node.Mapping root) {
    return (Node.Mapping) in(root, List.of(Schema.root()));
  }

  private static Node in(Node node, List<JsonNode> schemas) {
    if (node instanceof Node.Mapping mapping) {
      Map<String, Node> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach((key, value) -> entries.put(key, in(value, childSchemas(schemas, key))));
      return new Node.Mapping(entries, mapping.place());
    }
    if (node instanceof Node.Sequence sequence) {
      List<Node> items = new ArrayList<>();
      sequence.items().forEach(item -> items.add(in(item, itemSchemas(schemas))));
      return new Node.Sequence(items, sequence.place());
    }
    Node.Scalar scalar = (Node.Scalar) node;
    boolean isPath =
        schemas.stream()
            .flatMap(schema -> Schema.alternatives(schema).stream())
            .anyMatch(schema -> schema.path("format").asText().equals(FORMAT));
    return isPath && scalar.value() instanceof String path
        ? new Node.Scalar(resolve(path, scalar.place().source().directory()), scalar.place())
        : node;
  }

  /** The values of an axis are described by what its path leads to. */
  private static List<JsonNode> childSchemas(List<JsonNode> schemas, String key) {
    if (schemas.stream().anyMatch(schema -> Axes.holds(Schema.resolve(schema)))) {
      return Axes.schemas(key);
    }
    List<JsonNode> children = Schema.children(schemas, key);
    boolean choice = children.isEmpty() && (key.equals("random") || key.equals("choice"));
    return choice ? schemas : children;
  }

  private static List<JsonNode> itemSchemas(List<JsonNode> schemas) {
    List<JsonNode> items = Schema.children(schemas, "0");
    return items.isEmpty() ? schemas : items;
  }

  /** {@code path} as it is if absolute or a URI, else in {@code directory}. */
  private static String resolve(String path, String directory) {
    boolean relative = Storage.isLocal(path) && !path.isEmpty() && !path.startsWith("file:");
    return !relative || Storage.localPath(path).isAbsolute()
        ? path
        : Storage.absolute(Storage.resolve(directory, path));
  }
}
