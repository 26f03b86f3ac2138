package org.equisweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which keys of a grid are axes, and what they vary. */
final class Axes {
  static final String GROUP = "group";
  static final String ARCHITECTURE = "architecture";
  static final String INITIALIZATION = "initialization";
  static final String STRATEGY = "strategy";

  /** The axes that choose a definition, and where the definitions stand. */
  static final Map<String, String> SECTIONS =
      Map.of(
          GROUP, "groups",
          ARCHITECTURE, "architectures",
          INITIALIZATION, "initializations",
          STRATEGY, "strategies");

  /** What a path may lead into; the rest does not determine a trial, or is no value. */
  private static final List<String> ROOTS =
      List.of(
          "data",
          "record",
          "stop",
          "analyse",
          "precision",
          "allow_violations",
          "groups",
          "architectures",
          "initializations",
          "phases",
          "strategies");

  private Axes() {}

  static boolean isRole(String axis) {
    return SECTIONS.containsKey(axis);
  }

  /** Whether the keys of a value described by {@code schema} are axes. */
  static boolean holds(JsonNode schema) {
    return schema == Schema.definition("grid") || schema == Schema.definition("combination");
  }

  /** What may describe a value of the axis; empty for an axis there cannot be. */
  static List<JsonNode> schemas(String axis) {
    if (isRole(axis)) {
      return List.of(Schema.definition(axis));
    }
    List<JsonNode> found = List.of(Schema.root());
    for (String segment : Paths.segments(axis)) {
      found = Schema.children(found, segment);
    }
    return found;
  }

  /** Refuses an axis that leads nowhere. */
  static void requireAxis(String axis, Node value, Node.Mapping root) {
    if (isRole(axis)) {
      return;
    }
    List<String> path = Paths.segments(axis);
    if (!ROOTS.contains(path.get(0))) {
      List<String> known = new ArrayList<>(ROOTS);
      known.addAll(new TreeSet<>(SECTIONS.keySet()));
      throw value.problem(
          "an axis must be group, architecture, initialization, strategy or a path into a definition",
          "got '" + axis + "'",
          Nearest.remedy(path.get(0), known));
    }
    if (path.size() == 1 && Schema.hasFreeNames(schemas(axis))) {
      throw value.problem(
          "an axis must lead to one value",
          "got all " + axis,
          "name one, like " + axis + ".name, or use the axis of a name, like group");
    }
    Paths.replace(root, path, value, List.of(Schema.root()));
  }
}
