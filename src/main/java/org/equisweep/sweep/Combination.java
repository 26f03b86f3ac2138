package org.equisweep.sweep;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One value of each axis.
 *
 * @param own the values of its grid
 * @param added what {@code include} added to them
 */
record Combination(Map<String, Node> own, Map<String, Node> added) {

  Map<String, Node> all() {
    if (added.isEmpty()) {
      return own;
    }
    Map<String, Node> all = new LinkedHashMap<>(own);
    all.putAll(added);
    return all;
  }

  /** Whether it has all the values of {@code partial}. */
  boolean matches(Node.Mapping partial) {
    return partial.entries().entrySet().stream()
        .allMatch(e -> own.containsKey(e.getKey()) && own.get(e.getKey()).says(e.getValue()));
  }

  /** Whether {@code extra} changes none of the grid's values. */
  boolean admits(Node.Mapping extra) {
    return extra.entries().entrySet().stream()
        .allMatch(e -> !own.containsKey(e.getKey()) || own.get(e.getKey()).says(e.getValue()));
  }

  Combination with(Node.Mapping extra) {
    Map<String, Node> more = new LinkedHashMap<>(added);
    extra
        .entries()
        .forEach(
            (axis, value) -> {
              if (!own.containsKey(axis)) {
                more.put(axis, value);
              }
            });
    return new Combination(own, more);
  }

  /** The same text for the same values, whatever their order. */
  String key() {
    return all().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + YamlWriter.flow(entry.getValue()))
        .collect(Collectors.joining(";"));
  }
}
