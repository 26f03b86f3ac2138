package org.equisweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** JSON Schema's types and how messages speak of them. */
final class SchemaTypes {
  private SchemaTypes() {}

  /** Whether a value has a type the schema allows; constants have the type of their value. */
  static boolean fits(Node node, JsonNode schema) {
    if (schema.has("const")) {
      return isType(node, schema.get("const").isTextual() ? "string" : "integer");
    }
    JsonNode types = schema.path("type");
    if (types.isMissingNode()) {
      return true;
    }
    if (types.isTextual()) {
      return isType(node, types.asText());
    }
    for (JsonNode type : types) {
      if (isType(node, type.asText())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isType(Node node, String type) {
    if (node instanceof Node.Mapping) {
      return type.equals("object");
    }
    if (node instanceof Node.Sequence) {
      return type.equals("array");
    }
    Object value = ((Node.Scalar) node).value();
    return switch (type) {
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "number" -> value instanceof Number;
      case "integer" -> value instanceof Long || value instanceof Double d && d == Math.rint(d);
      default -> false;
    };
  }

  /** The value's own key, or what it is an item of. */
  static String name(Node node) {
    String key = node.place().key();
    String last = key.substring(key.lastIndexOf('.') + 1);
    if (last.isEmpty()) {
      return "the file";
    }
    return last.matches("[0-9]+") ? "each entry" : last;
  }

  /** Such as "a whole number". */
  static String expected(JsonNode reference) {
    JsonNode schema = Schema.resolve(reference);
    if (schema.has("oneOf")) {
      return titles(Schema.alternatives(schema));
    }
    if (schema.has("enum")) {
      List<String> values = new ArrayList<>();
      schema.get("enum").forEach(value -> values.add(value.asText()));
      return either(values);
    }
    return title(schema, plain(schema.path("type").asText()));
  }

  private static String plain(String type) {
    return switch (type) {
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "string" -> "text";
      case "array" -> "a list";
      default -> "a mapping";
    };
  }

  static String title(JsonNode schema, String otherwise) {
    return schema.path("title").asText(otherwise);
  }

  static String titles(List<JsonNode> alternatives) {
    return either(
        alternatives.stream()
            .map(one -> title(one, expected(one)))
            .distinct()
            .collect(Collectors.toList()));
  }

  /** "a, b or c". */
  static String either(Collection<String> names) {
    List<String> list = List.copyOf(names);
    int last = list.size() - 1;
    return last < 1
        ? String.join("", list)
        : String.join(", ", list.subList(0, last)) + " or " + list.get(last);
  }

  static String count(int least, int most) {
    if (least == most) {
      return least + " entries";
    }
    return most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
  }

  /** A remedy: what the key is for. */
  static String meaning(JsonNode schema) {
    String description = schema.path("description").asText("");
    return description.isEmpty() ? "give " + expected(schema) : "it means: " + description;
  }
}
