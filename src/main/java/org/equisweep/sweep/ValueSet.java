package org.equisweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equisweep.tensor.RandomStream;

/** The values of an axis: a list, a range, evenly spaced or random numbers, or one value. */
final class ValueSet {
  static final int MAX_VALUES = 1_000_000;
  private static final Pattern RANGE = Pattern.compile("(-?[0-9]{1,18})\\.\\.(-?[0-9]{1,18})");

  private ValueSet() {}

  static List<Node> values(String axis, Node node) {
    if (node instanceof Node.Sequence list) {
      return list(axis, list);
    }
    if (node instanceof Node.Mapping mapping) {
      for (JsonNode kind : Schema.definition("values").get("anyOf")) {
        String key = kind.path("required").path(0).asText("");
        if (!key.isEmpty() && mapping.get(key) != null) {
          return spaced(axis, key, SchemaCheck.complete(mapping, kind));
        }
      }
    }
    return isRange(node) ? range(node) : List.of(node);
  }

  static boolean isRange(Node node) {
    return node instanceof Node.Scalar scalar
        && scalar.value() instanceof String text
        && RANGE.matcher(text).matches();
  }

  /** The whole numbers of {@code a..b}, both ends included. */
  static List<Node> range(Node node) {
    Matcher range = RANGE.matcher(String.valueOf(((Node.Scalar) node).value()));
    if (!range.matches()) {
      throw new IllegalArgumentException("not a range: " + node.shown());
    }
    long from = Long.parseLong(range.group(1));
    long to = Long.parseLong(range.group(2));
    if (to < from || to - from >= SweepLimits.MAX_TRIALS) {
      throw node.problem(
          "a range a..b must have a ≤ b and at most " + SweepLimits.MAX_TRIALS + " values",
          "got " + from + ".." + to,
          "give a smaller range, like 0..29");
    }
    List<Node> values = new ArrayList<>();
    for (long value = from; value <= to; value++) {
      values.add(new Node.Scalar(value, node.place()));
    }
    return values;
  }

  private static List<Node> list(String axis, Node.Sequence list) {
    if (list.items().isEmpty()) {
      throw list.problem("an axis must have a value", "got none for " + axis, "remove the axis");
    }
    Set<String> seen = new HashSet<>();
    for (Node item : list.items()) {
      if (!seen.add(YamlWriter.flow(item))) {
        throw item.problem(
            "the values of an axis must be distinct",
            "got " + item.shown() + " twice",
            "remove one of the two");
      }
    }
    return list.items();
  }

  private static List<Node> spaced(String axis, String kind, Node set) {
    int count = Values.integer(set.at("count"));
    if (count < 1 || count > MAX_VALUES) {
      throw set.at("count")
          .problem("count must be 1.." + MAX_VALUES, "got " + count, "give a smaller count");
    }
    if (kind.equals("random")) {
      return random(axis, set, count);
    }
    double[] ends = interval(set.at(kind), kind.equals("log"));
    List<Node> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double part = count == 1 ? 0 : (double) i / (count - 1);
      values.add(number(between(ends, part, kind.equals("log")), set.place()));
    }
    return values;
  }

  private static List<Node> random(String axis, Node set, int count) {
    Node distribution = set.at("random");
    RandomStream stream = RandomStream.of(Values.whole(set.at("seed")), "axis/" + axis, 0);
    Node choice = distribution.get("choice");
    List<Node> values = new ArrayList<>();
    if (choice instanceof Node.Sequence options) {
      for (int i = 0; i < count; i++) {
        values.add(options.items().get(stream.nextInt(options.items().size())));
      }
      return values;
    }
    boolean log = distribution.get("log_uniform") != null;
    double[] ends = interval(distribution.at(log ? "log_uniform" : "uniform"), log);
    for (int i = 0; i < count; i++) {
      values.add(number(between(ends, stream.nextDouble(), log), set.place()));
    }
    return values;
  }

  /** StrictMath: the same values on every machine. */
  private static double between(double[] ends, double part, boolean log) {
    if (part == 0 || part == 1) {
      return ends[(int) part];
    }
    double value =
        log
            ? ends[0] * StrictMath.pow(ends[1] / ends[0], part)
            : ends[0] + (ends[1] - ends[0]) * part;
    return Decimal.rounded(value);
  }

  private static double[] interval(Node interval, boolean positive) {
    double from = Values.number(interval.at("0"));
    double to = Values.number(interval.at("1"));
    boolean good = from < to && Double.isFinite(to - from) && (!positive || from > 0);
    if (!good) {
      throw interval.problem(
          "[a, b] must have " + (positive ? "0 < a < b" : "a < b"),
          "got [" + Decimal.shortest(from) + ", " + Decimal.shortest(to) + "]",
          "give the smaller end first");
    }
    return new double[] {from, to};
  }

  private static Node number(double value, Place place) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return new Node.Scalar(whole ? (Object) (long) value : (Object) value, place);
  }
}
