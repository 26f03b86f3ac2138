package org.equisweep.report;

import java.util.List;
import java.util.TreeSet;
import org.equisweep.table.Row;

/**
 * The layers on which the group acts non-trivially (dim H_G &lt; dim H): the paper measures its
 * distances over these. Over all layers where the geometry is not there or no layer qualifies.
 *
 * @param layers indices from 0; empty for all
 */
record ActingLayers(List<Integer> layers) {
  private static final String LAYER = "layer_";

  static ActingLayers of(List<Row> geometry, String group, String architecture) {
    TreeSet<Integer> layers = new TreeSet<>();
    for (Row row : geometry) {
      String layer = row.string("layer");
      if (row.string("group").equals(group)
          && row.string("architecture").equals(architecture)
          && layer.matches(LAYER + "[0-9]+")
          && row.whole("invariant_dimension") < row.whole("dimension")) {
        layers.add(Integer.parseInt(layer.substring(LAYER.length())) - 1);
      }
    }
    return new ActingLayers(List.copyOf(layers));
  }

  /** √Σ d² over these layers of a column and its by-layer companion. */
  double norm(Row row, String column) {
    double[] byLayer = (double[]) row.get(column + "_by_layer");
    if (layers.isEmpty() || byLayer == null) {
      return row.number(column);
    }
    double norm = 0;
    for (int layer : layers) {
      norm = Math.hypot(norm, layer < byLayer.length ? byLayer[layer] : Double.NaN);
    }
    return norm;
  }

  /** {@code layers 1 and 2}, {@code all layers}. */
  String words() {
    if (layers.isEmpty()) {
      return "all layers";
    }
    List<String> names = layers.stream().map(layer -> String.valueOf(layer + 1)).toList();
    int last = names.size() - 1;
    return last == 0
        ? "layer " + names.get(0)
        : "layers " + String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
