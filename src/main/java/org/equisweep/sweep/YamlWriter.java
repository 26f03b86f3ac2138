package org.equisweep.sweep;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Nodes as YAML: short values in flow style, the others in blocks. */
final class YamlWriter {
  private static final int WIDTH = 100;
  private static final Set<String> RESERVED =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private YamlWriter() {}

  static String write(Node.Mapping root) {
    StringBuilder out = new StringBuilder();
    block(root, "", out);
    return out.toString();
  }

  private static void block(Node.Mapping mapping, String indent, StringBuilder out) {
    for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
      out.append(indent).append(quoted(entry.getKey())).append(':');
      child(entry.getValue(), indent, out);
    }
  }

  private static void child(Node node, String indent, StringBuilder out) {
    String flow = flow(node);
    boolean fits = indent.length() + flow.length() <= WIDTH;
    if (fits || node instanceof Node.Scalar) {
      out.append(' ').append(flow).append('\n');
    } else if (node instanceof Node.Mapping mapping) {
      out.append('\n');
      block(mapping, indent + "  ", out);
    } else {
      out.append('\n');
      for (Node item : ((Node.Sequence) node).items()) {
        out.append(indent).append("  - ").append(flow(item)).append('\n');
      }
    }
  }

  /** On one line. */
  static String flow(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return mapping.entries().entrySet().stream()
          .map(entry -> quoted(entry.getKey()) + ": " + flow(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node instanceof Node.Sequence sequence) {
      List<Node> items = sequence.items();
      return items.stream().map(YamlWriter::flow).collect(Collectors.joining(", ", "[", "]"));
    }
    Object value = ((Node.Scalar) node).value();
    if (value instanceof Double number) {
      return real(number);
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String real(double value) {
    if (Double.isNaN(value)) {
      return ".nan";
    }
    return Double.isInfinite(value) ? (value > 0 ? ".inf" : "-.inf") : Decimal.shortest(value);
  }

  /** Plain where no reader of YAML could take it for anything but text. */
  private static String quoted(String text) {
    boolean plain = text.matches("[A-Za-z_/][A-Za-z0-9_./-]*") && !RESERVED.contains(text);
    return plain ? text : JsonText.quote(text);
  }
}
