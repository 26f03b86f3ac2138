package org.equisweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The published JSON Schema of sweep files: the one place where keys, types, value names, defaults
 * and descriptions are written.
 */
public final class Schema {
  private static final String RESOURCE = "sweep.schema.json";
  private static final String TEXT = read();
  private static final JsonNode ROOT = parse();

  private Schema() {}

  /** The schema as JSON, for editors. */
  public static String text() {
    return TEXT;
  }

  static JsonNode root() {
    return ROOT;
  }

  /** The part of the schema that describes a kind of value, such as {@code phase}. */
  static JsonNode definition(String name) {
    JsonNode found = ROOT.path("$defs").get(name);
    if (found == null) {
      throw new IllegalArgumentException("no $defs/" + name);
    }
    return found;
  }

  /** What a {@code $ref} points to; the schema itself where there is none. */
  static JsonNode resolve(JsonNode schema) {
    JsonNode reference = schema.get("$ref");
    return reference == null
        ? schema
        : resolve(definition(reference.asText().replace("#/$defs/", "")));
  }

  /** The default beside a {@code $ref} or behind it; null where the key has none. */
  static @Nullable JsonNode defaultOf(JsonNode schema) {
    JsonNode own = schema.get("default");
    return own != null || !schema.has("$ref") ? own : defaultOf(resolve(schema));
  }

  /** The alternatives of nested {@code oneOf}s, flat; the schema alone where it has none. */
  static List<JsonNode> alternatives(JsonNode schema) {
    JsonNode resolved = resolve(schema);
    if (!resolved.has("oneOf")) {
      return List.of(resolved);
    }
    List<JsonNode> flat = new ArrayList<>();
    resolved.get("oneOf").forEach(one -> flat.addAll(alternatives(one)));
    return flat;
  }

  /** All that may describe the entry {@code key} of a value described by one of {@code parents}. */
  static List<JsonNode> children(List<JsonNode> parents, String key) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode parent : parents) {
      for (JsonNode alternative : alternatives(parent)) {
        JsonNode child = child(alternative, key);
        if (child != null) {
          found.add(child);
        }
      }
    }
    return found;
  }

  /** The keys that values described by one of {@code parents} may have by name. */
  static Set<String> keys(List<JsonNode> parents) {
    Set<String> keys = new TreeSet<>();
    for (JsonNode parent : parents) {
      for (JsonNode alternative : alternatives(parent)) {
        alternative.path("properties").fieldNames().forEachRemaining(keys::add);
      }
    }
    return keys;
  }

  /** Whether the value is a mapping with names of the user's. */
  static boolean hasFreeNames(List<JsonNode> parents) {
    return parents.stream()
        .flatMap(parent -> alternatives(parent).stream())
        .anyMatch(schema -> schema.path("additionalProperties").isObject());
  }

  private static @Nullable JsonNode child(JsonNode schema, String key) {
    JsonNode property = schema.path("properties").get(key);
    if (property != null) {
      return property;
    }
    if (schema.path("additionalProperties").isObject()) {
      return schema.get("additionalProperties");
    }
    return key.matches("[0-9]+") ? schema.get("items") : null;
  }

  private static String read() {
    try (InputStream in = Schema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse() {
    try {
      return new ObjectMapper().readTree(TEXT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
