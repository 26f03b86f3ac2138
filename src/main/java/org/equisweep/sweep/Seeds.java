package org.equisweep.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** {@code seeds}: a range, a list of seeds and ranges, or how many. */
final class Seeds {
  private Seeds() {}

  /** Ascending. */
  static List<Long> of(Node node) {
    if (ValueSet.isRange(node)) {
      return whole(ValueSet.range(node));
    }
    if (node instanceof Node.Sequence list) {
      return listed(list);
    }
    long count = Values.whole(node);
    if (count < 1 || count > SweepLimits.MAX_TRIALS) {
      throw node.problem(
          "a number of seeds must be 1.." + SweepLimits.MAX_TRIALS,
          "got " + count,
          "give how many (30 is 0..29), or a list like [" + Math.max(count, 0) + "]");
    }
    return whole(ValueSet.range(new Node.Scalar("0.." + (count - 1), node.place())));
  }

  private static List<Long> listed(Node.Sequence list) {
    TreeSet<Long> seeds = new TreeSet<>();
    for (Node item : list.items()) {
      for (long seed : ValueSet.isRange(item) ? Seeds.of(item) : List.of(Values.whole(item))) {
        if (seed < 0 || !seeds.add(seed)) {
          throw item.problem(
              "seeds must be distinct and at least 0",
              "got " + seed + (seed < 0 ? "" : " twice"),
              "give each once, or a range like 0..29");
        }
      }
    }
    return List.copyOf(seeds);
  }

  private static List<Long> whole(List<Node> nodes) {
    List<Long> seeds = new ArrayList<>(nodes.size());
    nodes.forEach(node -> seeds.add(Values.whole(node)));
    return List.copyOf(seeds);
  }
}
