package org.equisweep.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.equisweep.table.Ledger.Work;

/**
 * What one Spark task trains: cohorts that follow each other in the order of the sweep.
 *
 * @param shares what each of them costs, in units of 1/{@value #WHOLE} of the run
 */
record Bag(List<Work> works, List<Long> shares) {
  /** All of a run's cost; fine enough for a million cohorts. */
  static final long WHOLE = 1L << 40;

  /** Bags a core gets, so that the last ones end at about the same time. */
  private static final int PER_CORE = 32;

  private static final int MOST = 2000;

  Bag {
    works = List.copyOf(works);
    shares = List.copyOf(shares);
  }

  /**
   * Cuts the works, in their order, into bags of about equal cost. How they are cut changes nothing
   * about the results: each cohort commits by itself.
   *
   * @param cost relative cost of a work, positive
   */
  static List<Bag> pack(List<Work> works, ToDoubleFunction<Work> cost, int cores) {
    double total = works.stream().mapToDouble(cost).sum();
    double share = total / Math.min(MOST, PER_CORE * Math.max(1, cores));
    List<Bag> bags = new ArrayList<>();
    List<Work> bag = new ArrayList<>();
    List<Long> shares = new ArrayList<>();
    double filled = 0;
    for (Work work : works) {
      double own = cost.applyAsDouble(work);
      if (!bag.isEmpty() && filled + own / 2 > share) {
        bags.add(new Bag(bag, shares));
        bag.clear();
        shares.clear();
        filled = 0;
      }
      bag.add(work);
      shares.add(Math.round(own / total * WHOLE));
      filled += own;
    }
    if (!bag.isEmpty()) {
      bags.add(new Bag(bag, shares));
    }
    return bags;
  }
}
