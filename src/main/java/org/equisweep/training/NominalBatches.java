package org.equisweep.training;

import org.equisweep.data.Batch;
import org.equisweep.data.Dataset;

/** The examples as they are: one pass an epoch. */
final class NominalBatches implements Batches {
  private final Dataset data;
  private final BatchCut cut;
  private final ExampleOrder order;

  NominalBatches(Dataset data, int batch, boolean shuffled) {
    this.data = data;
    this.cut = new BatchCut(data.examples(), batch);
    this.order = new ExampleOrder(data.examples(), shuffled);
  }

  /** All examples in one batch. */
  static NominalBatches whole(Dataset data) {
    return new NominalBatches(data, data.examples(), false);
  }

  @Override
  public int perEpoch() {
    return cut.count();
  }

  @Override
  public int columns(int batch) {
    return cut.length(batch);
  }

  @Override
  public long columnsPerEpoch() {
    return data.examples();
  }

  @Override
  public boolean shared() {
    return !order.shuffled();
  }

  @Override
  public void begin(long seed, long epoch) {
    order.beginEpoch(seed, epoch);
    order.beginPass();
  }

  @Override
  public void fill(int batch, int from, int count, Batch tile) {
    tile.begin(count);
    tile.append(data, order.items(), cut.start(batch) + from, count, null, null);
  }
}
