package org.equisweep.training;

import java.util.List;
import org.equisweep.data.Batch;

/**
 * Takes lanes through batches tile by tile. A tile that all lanes share is filled once. Each lane
 * sees its own tiles in ascending order, whoever else is there; one that throws is marked as failed
 * and left out from then on. Allocates nothing.
 */
final class Tiles {
  /** What is done with one tile in one lane. */
  interface Task {
    void accept(Lane lane, Batch tile, int batch);
  }

  private final Batch tile;
  private final Clock clock;

  Tiles(Batch tile, Clock clock) {
    this.tile = tile;
    this.clock = clock;
  }

  /** All batches of an epoch. */
  void runAll(LaneBatches batches, List<Lane> lanes, Task task) {
    for (int batch = 0; batch < batches.any().perEpoch(); batch++) {
      run(batches, batch, lanes, task);
    }
  }

  /** One batch. */
  void run(LaneBatches batches, int batch, List<Lane> lanes, Task task) {
    if (batches.shared()) {
      runShared(batches.any(), batch, lanes, task);
      return;
    }
    for (int i = 0; i < lanes.size(); i++) {
      runAlone(batches.of(lanes.get(i)), batch, lanes.get(i), task);
    }
  }

  private void runShared(Batches batches, int batch, List<Lane> lanes, Task task) {
    int columns = batches.columns(batch);
    for (int from = 0; from < columns; from += tile.capacity()) {
      clock.check();
      batches.fill(batch, from, Math.min(tile.capacity(), columns - from), tile);
      for (int i = 0; i < lanes.size(); i++) {
        accept(lanes.get(i), batch, task);
      }
    }
  }

  private void runAlone(Batches batches, int batch, Lane lane, Task task) {
    int columns = batches.columns(batch);
    for (int from = 0; from < columns && lane.running(); from += tile.capacity()) {
      clock.check();
      try {
        batches.fill(batch, from, Math.min(tile.capacity(), columns - from), tile);
      } catch (RuntimeException | OutOfMemoryError fault) {
        lane.fail(fault);
        return;
      }
      accept(lane, batch, task);
    }
  }

  private void accept(Lane lane, int batch, Task task) {
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
