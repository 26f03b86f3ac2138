package org.equisweep.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The batches of every lane: one object for all where the seed plays no part, else one for each.
 */
final class LaneBatches {
  private final List<Batches> batches = new ArrayList<>();

  LaneBatches(int lanes, Supplier<Batches> make) {
    batches.add(make.get());
    while (!shared() && batches.size() < lanes) {
      batches.add(make.get());
    }
  }

  /** Whether a tile filled for one lane serves all. */
  boolean shared() {
    return batches.get(0).shared();
  }

  /** Any lane's; all have the same shape. */
  Batches any() {
    return batches.get(0);
  }

  Batches of(Lane lane) {
    return batches.get(shared() ? 0 : lane.index());
  }
}
