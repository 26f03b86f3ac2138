package org.equisweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes docs/sweep-file.md from the schema. */
final class SchemaDocument {
  private static final String INTRODUCTION =
      """
      # The sweep file

      Generated from the JSON Schema that `jobs/equisweep schema` prints (give it to your editor). A sweep
      file is YAML 1.2, one mapping; unknown keys are errors. Numbers keep their value's identity: `1e-5` is
      `0.00001`. Examples: [quickstart](../jobs/quickstart.yaml), [the paper](../jobs/paper/permutations.yaml).

      - A **cell** is a combination of the axes in `grid`, the last axis fastest; cell × seed is a trial.
      - `group`, `architecture`, `initialization` and `strategy` name definitions or hold them inline; left out,
        the only definition is taken. Any other axis is a path into the definitions, such as
        `phases.plain.learning_rate` or `architectures.dense.layers.0.linear.channels` (lists by index, from 0).
      - `exclude` and `include` mean what they do in a GitHub Actions matrix; `zip: [[a, b]]` ties axes of equally
        many values together, so that random search is `zip` over random axes.
      - `--set path=value` takes the same paths and any key of the file; its value is YAML and replaces what is
        there; later ones win; file paths in it are relative to the working directory.
      - A trial's id is a hash of what determines its result: names, order, paths and `execution` take no part,
        and data count by content. Equal trials of several cells are trained once.
      """;

  private SchemaDocument() {}

  static String markdown() {
    StringBuilder out = new StringBuilder(INTRODUCTION);
    section("Keys of the file", Schema.root(), out);
    for (Iterator<Map.Entry<String, JsonNode>> it = Schema.root().get("$defs").fields();
        it.hasNext(); ) {
      Map.Entry<String, JsonNode> definition = it.next();
      if (!Schema.keys(List.of(definition.getValue())).isEmpty()
          || definition.getValue().has("anyOf")) {
        section(definition.getKey(), definition.getValue(), out);
      }
    }
    return out.toString();
  }

  private static void section(String title, JsonNode schema, StringBuilder out) {
    out.append("\n## ").append(title).append("\n\n");
    out.append(schema.path("description").asText()).append("\n");
    StringBuilder rows = new StringBuilder();
    for (JsonNode alternative : Schema.alternatives(schema)) {
      rows(alternative, alternative == schema ? "" : kind(alternative), "", rows);
    }
    schema.path("anyOf").forEach(alternative -> rows(alternative, "", "", rows));
    if (!rows.isEmpty()) {
      out.append("\n| kind | key | value | default | meaning |\n|---|---|---|---|---|\n")
          .append(rows);
    }
  }

  private static String kind(JsonNode alternative) {
    return alternative.path("properties").path("kind").path("const").asText("");
  }

  private static void rows(JsonNode schema, String kind, String above, StringBuilder out) {
    schema
        .path("properties")
        .fields()
        .forEachRemaining(
            property -> {
              if (property.getKey().equals("kind")) {
                return;
              }
              String key = above + property.getKey();
              row(kind, key, property.getValue(), isRequired(schema, property.getKey()), out);
              nested(kind, key, property.getValue(), out);
            });
  }

  private static boolean isRequired(JsonNode schema, String key) {
    for (JsonNode required : schema.path("required")) {
      if (required.asText().equals(key)) {
        return true;
      }
    }
    return false;
  }

  /** Keys of a value that is described in place. */
  private static void nested(String kind, String key, JsonNode schema, StringBuilder out) {
    if (!schema.has("$ref")) {
      Schema.alternatives(schema).forEach(one -> rows(one, kind, key + ".", out));
    }
  }

  private static void row(
      String kind, String key, JsonNode schema, boolean required, StringBuilder out) {
    JsonNode missing = Schema.defaultOf(schema);
    String description =
        schema.path("description").asText(Schema.resolve(schema).path("description").asText());
    out.append(
        "| %s | `%s` | %s | %s | %s |\n"
            .formatted(
                kind,
                key,
                SchemaTypes.expected(schema).replace("|", "\\|"),
                required ? "required" : defaultText(missing),
                description.replace("|", "\\|")));
  }

  private static String defaultText(@Nullable JsonNode value) {
    boolean shown = value != null && value.isValueNode() && !value.asText().isEmpty();
    return shown ? "`" + value.asText() + "`" : "";
  }
}
