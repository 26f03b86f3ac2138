package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema against a general validator, and the documentation against the schema. */
class SchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final com.networknt.schema.Schema GENERAL =
      REGISTRY.getSchema(Schema.text(), InputFormat.JSON);
  private static final Path DOCUMENT = Path.of("docs/sweep-file.md");

  @Test
  void isAJsonSchemaOfDraft2020_12() {
    com.networknt.schema.Schema meta =
        REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
    assertThat(meta.validate(Schema.text(), InputFormat.JSON)).isEmpty();
  }

  static Stream<Path> validFiles() throws IOException {
    List<Path> files = new ArrayList<>(ShippedSweepsTest.files());
    files.add(Path.of("src/test/resources/org/equisweep/sweep/permutations.yaml"));
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("validFiles")
  void theGeneralValidatorAcceptsWhatWeAccept(Path file) throws IOException {
    assertThat(GENERAL.validate(json(file))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown_top_key",
        "unknown_data_key",
        "unknown_phase_key",
        "later_layer",
        "later_optimiser",
        "unknown_layer_key",
        "two_layers_in_one_entry",
        "no_learning_rate",
        "no_version",
        "other_version",
        "kind_misspelt",
        "kind_missing",
        "degree_in_words",
        "degree_fractional",
        "channels_missing",
        "space_unknown",
        "layers_not_a_list",
        "loss_unknown",
        "after_softmax_of_binary",
        "learning_rate_as_text",
        "flow_unknown",
        "orbit_without_samples",
        "batch_in_words",
        "precision_unknown",
        "record_unit_unknown",
        "deadline_without_unit",
        "retry_in_words",
        "null_value",
        "name_with_dots",
        "seed_fractional",
        "axis_without_values"
      })
  void theGeneralValidatorRefusesWhatWeRefuseByTheSchema(String name) throws IOException {
    assertThat(GENERAL.validate(json(HostileFilesTest.FOLDER.resolve(name + ".yaml"))))
        .isNotEmpty();
  }

  /** Regenerate with {@code -Dsweep-file.write=true}. */
  @Test
  void theDocumentIsWrittenFromIt() throws IOException {
    if (Boolean.getBoolean("sweep-file.write")) {
      Files.writeString(DOCUMENT, SchemaDocument.markdown());
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(SchemaDocument.markdown());
  }

  @Test
  void everyKeyIsDescribedAndDocumented() throws IOException {
    String document = Files.readString(DOCUMENT);
    List<String> keys = new ArrayList<>();
    collect(Schema.root(), keys);
    Schema.root().get("$defs").forEach(definition -> collect(definition, keys));
    assertThat(keys).hasSizeGreaterThan(80);
    assertThat(keys).allSatisfy(key -> assertThat(document).containsPattern("[`.{]" + key + "\\b"));
  }

  private static void collect(JsonNode schema, List<String> keys) {
    schema
        .path("properties")
        .fields()
        .forEachRemaining(
            property -> {
              JsonNode value = property.getValue();
              if (!value.has("const")) {
                keys.add(property.getKey());
                boolean described =
                    value.has("description") || Schema.resolve(value).has("description");
                assertThat(described).as(property.getKey()).isTrue();
              }
              collect(value, keys);
            });
    schema.path("oneOf").forEach(one -> collect(one, keys));
    schema.path("anyOf").forEach(one -> collect(one, keys));
  }

  private static JsonNode json(Path file) throws IOException {
    Place.Source source = new Place.Source(file.toString(), "/", true);
    return json(YamlReader.read(Files.readAllBytes(file), source));
  }

  private static JsonNode json(Node node) {
    if (node instanceof Node.Mapping mapping) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      mapping.entries().forEach((key, value) -> object.set(key, json(value)));
      return object;
    }
    if (node instanceof Node.Sequence sequence) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      sequence.items().forEach(item -> array.add(json(item)));
      return array;
    }
    return new ObjectMapper().valueToTree(((Node.Scalar) node).value());
  }
}
