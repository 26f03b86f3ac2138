package org.equisweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The keys of a sweep file that no axis varies, with their defaults. */
final class Toplevel {
  private static final List<String> FIXED =
      List.of("equisweep", "sweep", "about", "seeds", "execution");

  private Toplevel() {}

  static Node complete(Node.Mapping root) {
    Node.Mapping completed = new Node.Mapping(java.util.Map.of(), root.place());
    for (String key : FIXED) {
      JsonNode schema = Schema.root().get("properties").get(key);
      JsonNode missing = Schema.defaultOf(schema);
      Node given = root.get(key);
      if (given == null && missing == null) {
        throw root.problem(
            key + " must be given",
            "it is missing",
            "add " + key + ": " + SchemaTypes.expected(schema));
      }
      Node value = given != null ? given : SchemaCheck.defaultValue(missing, root.place());
      completed = completed.with(key, SchemaCheck.complete(value, schema));
    }
    return completed;
  }
}
