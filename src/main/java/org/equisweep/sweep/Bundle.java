package org.equisweep.sweep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Axes that go together: the i-th values of all. An axis that is not zipped is alone in one. */
record Bundle(Map<String, List<Node>> values) {

  int size() {
    return values.values().iterator().next().size();
  }

  static BigInteger product(List<Bundle> bundles) {
    BigInteger product = BigInteger.ONE;
    for (Bundle bundle : bundles) {
      product = product.multiply(BigInteger.valueOf(bundle.size()));
    }
    return product;
  }

  /** The bundles of a grid, in the order of their first axes. */
  static List<Bundle> of(Map<String, List<Node>> grid, List<Node.Sequence> zip) {
    List<Bundle> bundles = new ArrayList<>();
    Map<String, Bundle> tied = new LinkedHashMap<>();
    grid.forEach(
        (axis, values) -> {
          if (tied.containsKey(axis)) {
            return;
          }
          Bundle bundle = bundle(axis, grid, zip);
          bundle.values().keySet().forEach(each -> tied.put(each, bundle));
          bundles.add(bundle);
        });
    return bundles;
  }

  private static Bundle bundle(String axis, Map<String, List<Node>> grid, List<Node.Sequence> zip) {
    for (Node.Sequence tie : zip) {
      if (tie.items().stream().anyMatch(item -> Values.text(item).equals(axis))) {
        return tied(tie, grid);
      }
    }
    return new Bundle(Map.of(axis, grid.get(axis)));
  }

  private static Bundle tied(Node.Sequence tie, Map<String, List<Node>> grid) {
    Map<String, List<Node>> together = new LinkedHashMap<>();
    for (Node item : tie.items()) {
      String axis = Values.text(item);
      List<Node> values = grid.get(axis);
      if (values == null) {
        throw item.problem(
            "zipped axes must stand in the same grid",
            "'" + axis + "' is missing in one of the grids",
            "add it there, or zip within one grid");
      }
      together.put(axis, values);
    }
    int size = together.values().iterator().next().size();
    together.forEach(
        (axis, values) -> {
          if (values.size() != size) {
            throw tie.problem(
                "zipped axes must have equally many values",
                axis + " has " + values.size() + ", another " + size,
                "make the lists equally long");
          }
        });
    return new Bundle(together);
  }
}
