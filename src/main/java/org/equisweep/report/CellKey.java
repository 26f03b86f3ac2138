package org.equisweep.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A cell of the grid as the page names it.
 *
 * @param axes every axis but the strategy, by name, in order; values as text
 */
record CellKey(String id, String strategy, Map<String, String> axes) {
  CellKey {
    axes = new LinkedHashMap<>(axes);
  }

  String group() {
    return axes.getOrDefault("group", "");
  }

  String architecture() {
    return axes.getOrDefault("architecture", "");
  }
}
