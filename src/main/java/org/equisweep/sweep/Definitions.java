package org.equisweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of a sweep as a combination of its axes changes them, bound once for each
 * distinct change.
 */
final class Definitions {
  private final Node.Mapping root;
  private final Map<IdentityKey, Bound<?>> bound = new HashMap<>();
  private final Map<String, Node> tops = new HashMap<>();

  Definitions(Node.Mapping root) {
    this.root = root;
  }

  /** The definition a value of an axis or a phase names, or is. */
  <T> Bound<T> named(
      String section,
      String definition,
      Node reference,
      Combination combination,
      Function<Node, T> bind) {
    if (!Values.isText(reference)) {
      return bind(reference, "", definition, combination, bind);
    }
    String name = Values.text(reference);
    Node found = named(section, name);
    if (found == null) {
      throw reference.problem(
          "a " + definition + " must be one of those in " + section,
          "got '" + name + "'",
          Nearest.remedy(name, names(section)));
    }
    return bind(found, section + "." + name, definition, combination, bind);
  }

  /** What stands under a key at the top of the file, or its default. */
  <T> Bound<T> top(String key, Combination combination, Function<Node, T> bind) {
    Node whole = combination.all().get(key);
    return bind(
        whole != null ? whole : tops.computeIfAbsent(key, this::top), key, key, combination, bind);
  }

  private Node top(String key) {
    Node found = root.get(key);
    JsonNode missing = Schema.defaultOf(Schema.root().get("properties").get(key));
    if (found == null && missing == null) {
      throw root.problem(key + " must be given", "it is missing", "add " + key);
    }
    return found != null
        ? found
        : SchemaCheck.defaultValue(missing, root.place().child(key, root.place().line()));
  }

  List<String> names(String section) {
    return root.get(section) instanceof Node.Mapping definitions
        ? List.copyOf(definitions.entries().keySet())
        : List.of();
  }

  private @Nullable Node named(String section, String name) {
    Node definitions = root.get(section);
    return definitions == null ? null : definitions.get(name);
  }

  private <T> Bound<T> bind(
      Node base, String path, String definition, Combination combination, Function<Node, T> bind) {
    List<Object> parts = new ArrayList<>(List.of(base, definition.intern()));
    // a product of groups names others, so that all changes of groups take part
    String prefix = definition.equals("group") ? "groups" : path;
    Map<String, Node> all = combination.all();
    all.forEach(
        (axis, value) -> {
          if (!prefix.isEmpty() && Paths.isWithin(axis, prefix)) {
            parts.add(value);
          }
        });
    @SuppressWarnings("unchecked") // the key holds the definition, which determines the type
    Bound<T> known = (Bound<T>) bound.get(new IdentityKey(parts));
    if (known == null) {
      known = Bound.of(completed(base, path, definition, all), bind);
      bound.put(new IdentityKey(parts), known);
    }
    return known;
  }

  private static Node completed(Node base, String path, String definition, Map<String, Node> all) {
    JsonNode schema = schema(definition);
    Node changed = base;
    for (Map.Entry<String, Node> axis : all.entrySet()) {
      if (!path.isEmpty() && Paths.isWithin(axis.getKey(), path)) {
        List<String> rest =
            axis.getKey().equals(path)
                ? List.of()
                : Paths.segments(axis.getKey().substring(path.length() + 1));
        changed = Paths.replace(changed, rest, axis.getValue(), List.of(schema));
      }
    }
    return SchemaCheck.complete(changed, schema);
  }

  private static JsonNode schema(String definition) {
    JsonNode top = Schema.root().get("properties").get(definition);
    return top == null ? Schema.definition(definition) : top;
  }
}
