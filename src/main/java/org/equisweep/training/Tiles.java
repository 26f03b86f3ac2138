package org.equisweep.training;

import java.util.List;
import org.equisweep.data.Batch;

/**
 * Takes lanes through batches tile by tile. A tile that all lanes share is filled once, and kept
 * where there is room. Each lane sees its own tiles in ascending order, whoever else is there, and
 * as many as possible at a stretch, while its coefficients are in the cache; one that throws is
 * marked as failed and left out from then on. Allocates nothing but tiles to be kept.
 */
final class Tiles {
  /** What is done with one tile in one lane. */
  interface Task {
    void accept(Lane lane, Batch tile, int batch);
  }

  private final Batch tile;
  private final KeptTiles kept;
  private final Clock clock;

  /**
   * @param tile for columns that are not kept
   */
  Tiles(Batch tile, KeptTiles kept, Clock clock) {
    this.tile = tile;
    this.kept = kept;
    this.clock = clock;
  }

  /** All batches of an epoch. */
  void runAll(LaneBatches batches, List<Lane> lanes, Task task) {
    int count = batches.any().perEpoch();
    if (batches.shared() && !kept.keeps(batches.any())) {
      for (int batch = 0; batch < count; batch++) {
        runShared(batches.any(), batch, lanes, task);
      }
      return;
    }
    for (int i = 0; i < lanes.size(); i++) {
      for (int batch = 0; batch < count; batch++) {
        runAlone(batches, batch, lanes.get(i), task);
      }
    }
  }

  /** One batch. */
  void run(LaneBatches batches, int batch, List<Lane> lanes, Task task) {
    if (batches.shared() && !kept.keeps(batches.any())) {
      runShared(batches.any(), batch, lanes, task);
      return;
    }
    for (int i = 0; i < lanes.size(); i++) {
      runAlone(batches, batch, lanes.get(i), task);
    }
  }

  private void runShared(Batches batches, int batch, List<Lane> lanes, Task task) {
    int columns = batches.columns(batch);
    for (int from = 0; from < columns; from += tile.capacity()) {
      clock.check();
      batches.fill(batch, from, Math.min(tile.capacity(), columns - from), tile);
      for (int i = 0; i < lanes.size(); i++) {
        accept(lanes.get(i), tile, batch, task);
      }
    }
  }

  private void runAlone(LaneBatches batches, int batch, Lane lane, Task task) {
    Batches own = batches.of(lane);
    int columns = own.columns(batch);
    for (int from = 0; from < columns && lane.running(); from += tile.capacity()) {
      clock.check();
      Batch filled;
      try {
        filled = batches.shared() ? kept.tile(own, batch, from) : filled(own, batch, from, columns);
      } catch (RuntimeException | OutOfMemoryError fault) {
        lane.fail(fault);
        return;
      }
      accept(lane, filled, batch, task);
    }
  }

  private Batch filled(Batches batches, int batch, int from, int columns) {
    batches.fill(batch, from, Math.min(tile.capacity(), columns - from), tile);
    return tile;
  }

  private static void accept(Lane lane, Batch tile, int batch, Task task) {
    if (!lane.running()) {
      return;
    }
    try {
      task.accept(lane, tile, batch);
    } catch (RuntimeException | OutOfMemoryError fault) {
      lane.fail(fault);
    }
  }
}
