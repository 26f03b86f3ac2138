package org.equisweep.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Cells that differ in their strategy only: what one panel of a figure compares.
 *
 * @param axes the axes that vary over the sweep, with this setting's values
 */
record Setting(Map<String, String> axes, List<CellKey> cells) {
  Setting {
    axes = new LinkedHashMap<>(axes);
    cells = List.copyOf(cells);
  }

  /** {@code group s10 · learning_rate 1.0E-4}; of a sweep with one setting, {@code all trials}. */
  String label() {
    return axes.isEmpty()
        ? "all trials"
        : axes.entrySet().stream()
            .map(axis -> shortName(axis.getKey()) + " " + fileName(axis.getValue()))
            .collect(Collectors.joining(" · "));
  }

  /** A file by its name alone; other values as they are. */
  static String fileName(String value) {
    return value.startsWith("/") && !value.endsWith("/")
        ? value.substring(value.lastIndexOf('/') + 1)
        : value;
  }

  /** The last part of an axis' path. */
  static String shortName(String axis) {
    return axis.substring(axis.lastIndexOf('.') + 1).replace('_', ' ');
  }
}
