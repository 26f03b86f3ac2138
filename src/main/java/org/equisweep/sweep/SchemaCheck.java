package org.equisweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value against its part of the {@link Schema}, with errors in the house form. A general
 * validator would say that none of eight alternatives fits; this one knows that {@code kind}, or
 * the only key, tells which is meant. A test holds its verdicts against a general validator.
 */
final class SchemaCheck {
  private final boolean whole;

  private SchemaCheck(boolean whole) {
    this.whole = whole;
  }

  /** Checks a value in which an axis may still fill keys: none is required. */
  static void checkParts(Node node, JsonNode schema) {
    new SchemaCheck(false).check(node, schema);
  }

  /** The value with its defaults filled in; every required key must be there. */
  static Node complete(Node node, JsonNode schema) {
    return new SchemaCheck(true).check(node, schema);
  }

  private Node check(Node node, JsonNode reference) {
    JsonNode schema = Schema.resolve(reference);
    if (schema.has("anyOf")) {
      return node;
    }
    JsonNode chosen = schema.has("oneOf") ? Alternatives.choose(node, schema) : schema;
    requireType(node, chosen);
    if (node instanceof Node.Scalar scalar) {
      requireValue(scalar, chosen, schema);
      return node;
    }
    return node instanceof Node.Mapping mapping
        ? mapping(mapping, chosen)
        : sequence((Node.Sequence) node, chosen);
  }

  private static void requireType(Node node, JsonNode schema) {
    if (!SchemaTypes.fits(node, schema)) {
      throw node.problem(
          SchemaTypes.name(node) + " must be " + SchemaTypes.expected(schema),
          "got " + node.shown(),
          SchemaTypes.meaning(schema));
    }
  }

  /**
   * @param whole what {@code schema} may be one alternative of
   */
  private static void requireValue(Node.Scalar scalar, JsonNode schema, JsonNode whole) {
    Set<String> allowed = new TreeSet<>();
    schema.path("enum").forEach(value -> allowed.add(value.asText()));
    if (schema.has("const")) {
      allowed.add(schema.get("const").asText());
    }
    String text = String.valueOf(scalar.value());
    boolean listed = allowed.isEmpty() || allowed.contains(text);
    boolean matching = !schema.has("pattern") || text.matches(schema.get("pattern").asText());
    if (!listed || !matching) {
      throw scalar.problem(
          SchemaTypes.name(scalar) + " must be " + SchemaTypes.expected(whole),
          "got " + scalar.shown(),
          listed ? SchemaTypes.meaning(whole) : Nearest.remedy(text, allowed));
    }
  }

  private Node sequence(Node.Sequence sequence, JsonNode schema) {
    int size = sequence.items().size();
    int least = schema.path("minItems").asInt(0);
    int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
    if (size < least || size > most) {
      throw sequence.problem(
          SchemaTypes.name(sequence) + " must have " + SchemaTypes.count(least, most),
          "got " + size,
          SchemaTypes.meaning(schema));
    }
    if (!schema.has("items")) {
      return sequence;
    }
    List<Node> items = new ArrayList<>();
    sequence.items().forEach(item -> items.add(check(item, schema.get("items"))));
    return new Node.Sequence(items, sequence.place());
  }

  private Node mapping(Node.Mapping mapping, JsonNode schema) {
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    Map<String, Node> checked = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, value) -> {
              JsonNode known = properties.has(key) ? properties.get(key) : others;
              requireKnown(key, value, known, schema);
              checked.put(key, known.isObject() ? check(value, known) : value);
            });
    if (whole) {
      requireAll(mapping, schema);
      addDefaults(mapping, properties, checked);
    }
    return new Node.Mapping(checked, mapping.place());
  }

  private void requireKnown(String key, Node value, JsonNode known, JsonNode schema) {
    if (known.isBoolean() && !known.asBoolean()) {
      Set<String> keys = Schema.keys(List.of(schema));
      throw value.problem(
          "the keys of " + SchemaTypes.title(schema, "this mapping") + " must be known ones",
          "got '" + key + "'",
          Nearest.remedy(key, keys));
    }
    if (schema.has("propertyNames")) {
      JsonNode names = Schema.resolve(schema.get("propertyNames"));
      if (!key.matches(names.get("pattern").asText())) {
        throw value.problem(
            "a definition must have " + SchemaTypes.expected(names),
            "got '" + key + "'",
            "rename it");
      }
    }
  }

  private static void requireAll(Node.Mapping mapping, JsonNode schema) {
    for (JsonNode required : schema.path("required")) {
      String key = required.asText();
      if (mapping.get(key) == null) {
        JsonNode wanted = schema.path("properties").get(key);
        throw mapping.problem(
            key + " must be given",
            "it is missing",
            "add " + key + ": " + SchemaTypes.expected(wanted));
      }
    }
  }

  private void addDefaults(Node.Mapping mapping, JsonNode properties, Map<String, Node> into) {
    properties
        .fields()
        .forEachRemaining(
            property -> {
              JsonNode value = Schema.defaultOf(property.getValue());
              if (value != null && !into.containsKey(property.getKey())) {
                Place place = mapping.place().child(property.getKey(), mapping.place().line());
                into.put(property.getKey(), check(defaultValue(value, place), property.getValue()));
              }
            });
  }

  static Node defaultValue(JsonNode value, Place place) {
    if (value.isObject()) {
      return new Node.Mapping(Map.of(), place);
    }
    if (value.isArray()) {
      List<Node> items = new ArrayList<>();
      value.forEach(item -> items.add(defaultValue(item, place)));
      return new Node.Sequence(items, place);
    }
    return new Node.Scalar(scalar(value), place);
  }

  private static @Nullable Object scalar(JsonNode value) {
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    if (value.isIntegralNumber()) {
      return value.asLong();
    }
    return value.isNumber() ? (Object) value.asDouble() : value.asText();
  }

  /** Which alternative of a {@code oneOf} a value means. */
  private static final class Alternatives {
    static JsonNode choose(Node node, JsonNode schema) {
      List<JsonNode> all = Schema.alternatives(schema);
      List<JsonNode> fitting =
          all.stream().filter(one -> SchemaTypes.fits(node, one)).collect(Collectors.toList());
      if (fitting.size() == 1 && !(node instanceof Node.Scalar)) {
        return fitting.get(0);
      }
      if (!fitting.isEmpty() && node instanceof Node.Mapping mapping) {
        return byKey(mapping, fitting);
      }
      if (!fitting.isEmpty()) {
        return fitting.get(0);
      }
      throw node.problem(
          SchemaTypes.name(node) + " must be " + SchemaTypes.titles(all),
          "got " + node.shown(),
          SchemaTypes.meaning(schema));
    }

    private static JsonNode byKey(Node.Mapping mapping, List<JsonNode> fitting) {
      if (fitting.get(0).path("properties").has("kind")) {
        return byKind(mapping, fitting);
      }
      for (JsonNode one : fitting) {
        for (JsonNode key : one.path("required")) {
          if (mapping.get(key.asText()) != null) {
            return one;
          }
        }
      }
      Set<String> keys = Schema.keys(fitting);
      String given = mapping.entries().keySet().stream().findFirst().orElse("");
      Node at = given.isEmpty() ? mapping : mapping.at(given);
      throw at.problem(
          SchemaTypes.name(mapping) + " must be " + SchemaTypes.titles(fitting),
          given.isEmpty() ? "got an empty mapping" : "got the key '" + given + "'",
          Nearest.remedy(given, keys));
    }

    private static JsonNode byKind(Node.Mapping mapping, List<JsonNode> fitting) {
      Map<String, JsonNode> kinds = new LinkedHashMap<>();
      fitting.forEach(
          one -> kinds.put(one.path("properties").path("kind").path("const").asText(), one));
      Node kind = mapping.get("kind");
      String given = kind instanceof Node.Scalar scalar ? String.valueOf(scalar.value()) : "";
      JsonNode found = kinds.get(given);
      if (found != null) {
        return found;
      }
      throw (kind == null ? mapping : kind)
          .problem(
              "kind must be " + SchemaTypes.either(kinds.keySet()),
              kind == null ? "it is missing" : "got " + kind.shown(),
              Nearest.remedy(given, kinds.keySet()));
    }
  }
}
