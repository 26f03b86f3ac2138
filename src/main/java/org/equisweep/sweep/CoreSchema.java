package org.equisweep.sweep;

import java.util.regex.Pattern;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What plain scalars mean: YAML 1.2 core schema (yaml.org/spec/1.2.2, 10.3.2). */
final class CoreSchema {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern OTHER_BASE = Pattern.compile("0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private CoreSchema() {}

  static @Nullable Object resolve(ScalarNode node, Place place) {
    return node.getScalarStyle() == ScalarStyle.PLAIN
        ? plain(node.getValue(), place)
        : node.getValue();
  }

  private static @Nullable Object plain(String text, Place place) {
    switch (text) {
      case "", "~", "null", "Null", "NULL":
        return null;
      case "true", "True", "TRUE":
        return Boolean.TRUE;
      case "false", "False", "FALSE":
        return Boolean.FALSE;
      case ".nan", ".NaN", ".NAN":
        return Double.NaN;
      case ".inf", ".Inf", ".INF", "+.inf":
        return Double.POSITIVE_INFINITY;
      case "-.inf", "-.Inf", "-.INF":
        return Double.NEGATIVE_INFINITY;
      default:
        return number(text, place);
    }
  }

  private static Object number(String text, Place place) {
    try {
      if (INTEGER.matcher(text).matches()) {
        return Long.valueOf(text);
      }
      if (OTHER_BASE.matcher(text).matches()) {
        return Long.valueOf(text.substring(2), text.charAt(1) == 'x' ? 16 : 8);
      }
    } catch (NumberFormatException e) {
      throw InvalidInput.of("a whole number must fit 64 bits", "got " + text, "write a smaller one")
          .at(place.location());
    }
    return REAL.matcher(text).matches() ? real(text, place) : text;
  }

  private static Object real(String text, Place place) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw InvalidInput.of(
              "a number must be at most 1.8e308", "got " + text, "write a smaller one")
          .at(place.location());
    }
    return value;
  }
}
