package org.equisweep.sweep;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equisweep.problem.InvalidInput;
import org.equisweep.problem.Location;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML text to nodes with the line of every key. Scalars are read by the YAML 1.2 core schema
 * (SnakeYAML's own is 1.1, where {@code 1e-5} is text and {@code off} a boolean).
 */
final class YamlReader {
  static final int MAX_BYTES = 10 << 20;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NODES = 1_000_000;
  private static final String MERGE = "<<";

  private final Place.Source source;
  private final Set<org.yaml.snakeyaml.nodes.Node> open =
      Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  private YamlReader(Place.Source source) {
    this.source = source;
  }

  /** The one document in {@code bytes}. */
  static Node read(byte[] bytes, Place.Source source) {
    Location file = new Location(source.name(), 0, null);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return read(text, new Place(source, 0, ""));
    } catch (CharacterCodingException e) {
      throw InvalidInput.of(
              "a sweep file must be UTF-8 text", "got other bytes", "save it as UTF-8")
          .at(file);
    }
  }

  /**
   * The one document in {@code text}.
   *
   * @param root the place of its top
   */
  static Node read(String text, Place root) {
    YamlReader reader = new YamlReader(root.source());
    try {
      org.yaml.snakeyaml.nodes.Node top = compose(text);
      if (top == null && !root.source().isFile()) {
        return new Node.Scalar(null, root);
      }
      if (top == null) {
        throw InvalidInput.of(
                "a sweep file must hold a document", "it is empty", "begin with equisweep: 1")
            .at(root.location());
      }
      return reader.convert(top, root);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      throw syntax(e.getProblem(), root, mark == null ? 0 : mark.getLine() + 1);
    } catch (YAMLException e) {
      throw syntax(e.getMessage(), root, 0);
    } catch (StackOverflowError e) {
      throw syntax("nesting without end", root, 0);
    }
  }

  private static org.yaml.snakeyaml.nodes.Node compose(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_NODES);
    ParserImpl parser = new ParserImpl(new StreamReader(text), options);
    return new Composer(parser, new Resolver(), options).getSingleNode();
  }

  private static InvalidInput syntax(String problem, Place root, int line) {
    String shown = problem.replaceAll("\\s+", " ").strip();
    Place place = root.source().isFile() ? new Place(root.source(), line, "") : root;
    if (shown.contains("another document")) {
      return InvalidInput.of(
              "a sweep file must hold one document", "another begins", "remove what follows ---")
          .at(place.location());
    }
    return InvalidInput.of(
            "a sweep file must be valid YAML",
            "reading it gives: " + shown,
            "mend the syntax there")
        .at(place.location());
  }

  private Node convert(org.yaml.snakeyaml.nodes.Node node, Place place) {
    if (++nodes > MAX_NODES) {
      throw InvalidInput.of(
              "aliases must not expand to more than " + MAX_NODES + " values",
              "they do",
              "write less with anchors")
          .at(place.location());
    }
    requirePlainTag(node, place);
    if (node instanceof ScalarNode scalar) {
      return new Node.Scalar(CoreSchema.resolve(scalar, place), place);
    }
    if (!open.add(node)) {
      throw InvalidInput.of(
              "an alias must not stand inside its own anchor", "it does", "write the value out")
          .at(place.location());
    }
    Node converted =
        node instanceof MappingNode mapping
            ? mapping(mapping, place)
            : sequence((SequenceNode) node, place);
    open.remove(node);
    return converted;
  }

  private static void requirePlainTag(org.yaml.snakeyaml.nodes.Node node, Place place) {
    String tag = node.getTag().getValue();
    if (!tag.startsWith("tag:yaml.org,2002:") || tag.contains("java")) {
      throw InvalidInput.of("a value must have no tag", "got " + tag, "remove the tag")
          .at(place.location());
    }
  }

  private Node sequence(SequenceNode node, Place place) {
    List<Node> items = new ArrayList<>();
    for (org.yaml.snakeyaml.nodes.Node item : node.getValue()) {
      items.add(convert(item, place.child(Integer.toString(items.size()), line(item))));
    }
    return new Node.Sequence(items, place);
  }

  private Node mapping(MappingNode node, Place place) {
    Map<String, Node> entries = new LinkedHashMap<>();
    Map<String, Node> merged = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      String key = key(tuple.getKeyNode(), place);
      Place at = place.child(key, line(tuple.getKeyNode()));
      if (key.equals(MERGE)) {
        merge(convert(tuple.getValueNode(), at), merged);
        continue;
      }
      Node earlier = entries.get(key);
      if (earlier != null) {
        throw InvalidInput.of(
                "a key must stand once in a mapping",
                "'" + key + "' also stands on line " + earlier.place().line(),
                "remove one of the two")
            .at(at.location());
      }
      entries.put(key, convert(tuple.getValueNode(), at));
    }
    merged.forEach(entries::putIfAbsent);
    return new Node.Mapping(entries, place);
  }

  private static void merge(Node from, Map<String, Node> into) {
    if (from instanceof Node.Mapping mapping) {
      mapping.entries().forEach(into::putIfAbsent);
    } else if (from instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> merge(item, into));
    } else {
      throw from.problem("<< must merge a mapping", "got " + from.shown(), "give an alias of one");
    }
  }

  private String key(org.yaml.snakeyaml.nodes.Node node, Place place) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
      return scalar.getValue();
    }
    throw InvalidInput.of("a key must be a name", "got " + node.getNodeId(), "write key: value")
        .at(new Place(source, line(node), place.key()).location());
  }

  private int line(org.yaml.snakeyaml.nodes.Node node) {
    return source.isFile() ? node.getStartMark().getLine() + 1 : 0;
  }
}
