package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equisweep.problem.InvalidInput;
import org.jspecify.annotations.Nullable;

/** A value of a sweep file with its place. Immutable. */
sealed interface Node {
  Place place();

  /** As it may be shown in a message: short, on one line. */
  String shown();

  /** Whether both say the same: numbers by value, mappings whatever their order. */
  boolean says(Node other);

  /** A problem with this value, at its place. */
  default InvalidInput problem(String must, String given, String remedy) {
    return InvalidInput.of(must, given, remedy).at(place().location());
  }

  /** The entry of a mapping or list, null where there is none. */
  default @Nullable Node get(String key) {
    return null;
  }

  /** The entry of a mapping whose schema requires it or gives it a default. */
  default Node at(String key) {
    Node child = get(key);
    if (child == null) {
      throw new IllegalStateException("the schema lets '" + key + "' be missing");
    }
    return child;
  }

  /**
   * @param value String, Long, Double, Boolean, or null
   */
  record Scalar(@Nullable Object value, Place place) implements Node {
    @Override
    public String shown() {
      if (value instanceof Double number) {
        return Decimal.shortest(number);
      }
      if (value == null) {
        return "nothing";
      }
      String text = value.toString();
      String line = text.lines().findFirst().orElse("");
      String cut = line.length() > 60 ? line.substring(0, 60) + "…" : line;
      return value instanceof String ? "'" + cut + "'" : cut;
    }

    @Override
    public boolean says(Node other) {
      if (!(other instanceof Scalar scalar)) {
        return false;
      }
      if (value instanceof Number a && scalar.value instanceof Number b) {
        return a instanceof Long && b instanceof Long
            ? a.longValue() == b.longValue()
            : a.doubleValue() == b.doubleValue();
      }
      return value == null ? scalar.value == null : value.equals(scalar.value);
    }
  }

  /** Keys and values, in file order. */
  record Mapping(Map<String, Node> entries, Place place) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public @Nullable Node get(String key) {
      return entries.get(key);
    }

    /** The same with one entry set. */
    Mapping with(String key, Node value) {
      Map<String, Node> changed = new LinkedHashMap<>(entries);
      changed.put(key, value);
      return new Mapping(changed, place);
    }

    @Override
    public String shown() {
      return entries.isEmpty() ? "an empty mapping" : "a mapping of " + String.join(", ", keys());
    }

    private List<String> keys() {
      List<String> keys = new ArrayList<>(entries.keySet());
      return keys.size() <= 4 ? keys : keys.subList(0, 4);
    }

    @Override
    public boolean says(Node other) {
      return other instanceof Mapping mapping
          && entries.keySet().equals(mapping.entries.keySet())
          && entries.entrySet().stream()
              .allMatch(entry -> entry.getValue().says(mapping.at(entry.getKey())));
    }
  }

  /** A list. */
  record Sequence(List<Node> items, Place place) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public @Nullable Node get(String key) {
      int index = key.matches("[0-9]{1,9}") ? Integer.parseInt(key) : items.size();
      return index < items.size() ? items.get(index) : null;
    }

    @Override
    public String shown() {
      return items.isEmpty()
          ? "an empty list"
          : String.format(Locale.ROOT, "a list of %d", items.size());
    }

    @Override
    public boolean says(Node other) {
      if (!(other instanceof Sequence sequence) || items.size() != sequence.items.size()) {
        return false;
      }
      for (int i = 0; i < items.size(); i++) {
        if (!items.get(i).says(sequence.items.get(i))) {
          return false;
        }
      }
      return true;
    }
  }
}
