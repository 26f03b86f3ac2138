package org.equisweep.report;

import java.util.Comparator;
import java.util.List;

/**
 * A strategy as the page orders and colours it.
 *
 * @param flow the flow of its last recorded phase; empty where nothing was recorded
 */
record Strategy(String name, String flow) {
  private static final List<String> FLOWS =
      List.of("equivariant", "averaged", "augmented", "nominal");

  /** By flow, from the most symmetric, then by name. */
  static final Comparator<Strategy> ORDER =
      Comparator.comparingInt(Strategy::rank).thenComparing(Strategy::name);

  private int rank() {
    int rank = FLOWS.indexOf(flow);
    return rank < 0 ? FLOWS.size() : rank;
  }
}
