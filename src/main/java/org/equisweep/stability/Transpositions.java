package org.equisweep.stability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.group.Element;
import org.equisweep.group.Group;

/** The class of transpositions of S_n: all conjugates of one. */
final class Transpositions {
  private Transpositions() {}

  /** All n(n − 1)/2, in an order that depends on the group alone. */
  static List<Element> of(Group group, int n) {
    Element first = null;
    for (Element g : group.generators()) {
      if (isIdentity(group, group.multiply(g, g)) && (first == null || n == 2)) {
        first = g;
      }
    }
    if (first == null) {
      throw new IllegalStateException("no generator of S_" + n + " is an involution");
    }
    Map<String, Element> found = new LinkedHashMap<>();
    Element start = group.multiply(first, group.identity());
    found.put(start.name(), start);
    List<Element> frontier = new ArrayList<>(List.of(start));
    while (!frontier.isEmpty()) {
      List<Element> next = new ArrayList<>();
      for (Element t : frontier) {
        for (Element g : group.generators()) {
          Element conjugate = group.multiply(group.multiply(g, t), group.inverse(g));
          if (found.putIfAbsent(conjugate.name(), conjugate) == null) {
            next.add(conjugate);
          }
        }
      }
      frontier = next;
    }
    if (found.size() != n * (n - 1) / 2) {
      throw new IllegalStateException(
          "S_%d has %d transpositions, found %d".formatted(n, n * (n - 1) / 2, found.size()));
    }
    return List.copyOf(found.values());
  }

  private static boolean isIdentity(Group group, Element g) {
    Element normal = group.multiply(g, group.identity());
    return normal.name().equals(group.multiply(group.identity(), group.identity()).name());
  }
}
