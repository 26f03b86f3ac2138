package org.equisweep.sweep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The combinations of a sweep's axes: the union of its grids, less {@code exclude}, with {@code
 * include} as a GitHub Actions matrix has them.
 */
final class Grid {
  private final Node.Mapping root;
  private final long seeds;
  private final Set<String> axes = new LinkedHashSet<>();

  private Grid(Node.Mapping root, long seeds) {
    this.root = root;
    this.seeds = seeds;
  }

  /**
   * All combinations, the last axis fastest, equal ones once.
   *
   * @param seeds how many trials each will have, for the limit
   */
  static List<Combination> combinations(Node.Mapping root, long seeds) {
    return new Grid(root, seeds).expand();
  }

  private List<Combination> expand() {
    List<Map<String, List<Node>>> grids = new ArrayList<>();
    for (Node grid : grids()) {
      grids.add(axisValues((Node.Mapping) grid));
    }
    requireZippedAxes();
    List<List<Bundle>> bundles = new ArrayList<>();
    BigInteger total = BigInteger.ZERO;
    for (Map<String, List<Node>> grid : grids) {
      List<Bundle> these = Bundle.of(grid, zip());
      bundles.add(these);
      total = total.add(Bundle.product(these));
    }
    requireFewEnough(total, grids);
    List<Combination> all = new ArrayList<>();
    bundles.forEach(these -> cross(these, 0, new LinkedHashMap<>(), all));
    return distinct(include(exclude(all)));
  }

  private List<Node> grids() {
    Node grid = root.get("grid");
    Node several = root.get("grids");
    if (grid != null && several != null) {
      throw several.problem(
          "there must be grid or grids, not both", "got both", "move grid into the list");
    }
    if (several instanceof Node.Sequence list) {
      return list.items();
    }
    return List.of(grid == null ? new Node.Mapping(Map.of(), root.place()) : grid);
  }

  private Map<String, List<Node>> axisValues(Node.Mapping grid) {
    Map<String, List<Node>> values = new LinkedHashMap<>();
    grid.entries()
        .forEach(
            (axis, node) -> {
              List<Node> these = ValueSet.values(axis, node);
              Axes.requireAxis(axis, these.get(0), root);
              axes.add(axis);
              values.put(axis, these);
            });
    return values;
  }

  private void requireFewEnough(BigInteger cells, List<Map<String, List<Node>>> grids) {
    BigInteger trials = cells.multiply(BigInteger.valueOf(seeds));
    boolean manyCells = cells.compareTo(BigInteger.valueOf(SweepLimits.MAX_CELLS)) > 0;
    if (manyCells || trials.compareTo(BigInteger.valueOf(SweepLimits.MAX_TRIALS)) > 0) {
      String factors =
          grids.stream()
              .map(
                  grid ->
                      grid.entrySet().stream()
                          .map(axis -> axis.getValue().size() + " " + axis.getKey())
                          .collect(Collectors.joining(" × ")))
              .collect(Collectors.joining(" + "));
      throw grids()
          .get(0)
          .problem(
              "a sweep must have at most %d cells and %d trials"
                  .formatted(SweepLimits.MAX_CELLS, SweepLimits.MAX_TRIALS),
              "got %d cells (%s) × %d seeds = %d trials".formatted(cells, factors, seeds, trials),
              "take fewer values, or random ones tied by zip");
    }
  }

  private List<Node.Sequence> zip() {
    return items("zip").stream().map(Node.Sequence.class::cast).collect(Collectors.toList());
  }

  private void requireZippedAxes() {
    Set<String> seen = new HashSet<>();
    for (Node.Sequence tie : zip()) {
      for (Node axis : tie.items()) {
        requireKnownAxis(axis, Values.text(axis));
        if (!seen.add(Values.text(axis))) {
          throw axis.problem(
              "an axis must be zipped once", "got " + axis.shown() + " again", "make one list");
        }
      }
    }
  }

  private void requireKnownAxis(Node at, String axis) {
    if (!axes.contains(axis)) {
      throw at.problem(
          "an axis here must be one of the grid's",
          "got '" + axis + "'",
          Nearest.remedy(axis, axes));
    }
  }

  private List<Node> items(String key) {
    return root.get(key) instanceof Node.Sequence list ? list.items() : List.of();
  }

  private static void cross(
      List<Bundle> bundles, int next, Map<String, Node> chosen, List<Combination> into) {
    if (next == bundles.size()) {
      into.add(new Combination(new LinkedHashMap<>(chosen), Map.of()));
      return;
    }
    Bundle bundle = bundles.get(next);
    for (int i = 0; i < bundle.size(); i++) {
      for (Map.Entry<String, List<Node>> axis : bundle.values().entrySet()) {
        chosen.put(axis.getKey(), axis.getValue().get(i));
      }
      cross(bundles, next + 1, chosen, into);
    }
  }

  private List<Combination> exclude(List<Combination> all) {
    List<Combination> kept = new ArrayList<>(all);
    for (Node entry : items("exclude")) {
      Node.Mapping partial = (Node.Mapping) entry;
      partial.entries().forEach((axis, value) -> requireKnownAxis(value, axis));
      if (partial.entries().isEmpty()) {
        throw partial.problem(
            "an entry of exclude must name an axis", "got none", "name axes and their values");
      }
      kept.removeIf(combination -> combination.matches(partial));
    }
    return kept;
  }

  private List<Combination> include(List<Combination> kept) {
    List<Combination> result = new ArrayList<>(kept);
    List<Combination> alone = new ArrayList<>();
    for (Node entry : items("include")) {
      Node.Mapping extra = (Node.Mapping) entry;
      extra.entries().forEach((axis, value) -> Axes.requireAxis(axis, value, root));
      boolean added = false;
      for (int i = 0; i < result.size(); i++) {
        if (result.get(i).admits(extra)) {
          result.set(i, result.get(i).with(extra));
          added = true;
        }
      }
      if (!added) {
        alone.add(new Combination(extra.entries(), Map.of()));
      }
    }
    result.addAll(alone);
    return result;
  }

  private static List<Combination> distinct(List<Combination> all) {
    Set<String> seen = new HashSet<>();
    return all.stream()
        .filter(combination -> seen.add(combination.key()))
        .collect(Collectors.toList());
  }
}
