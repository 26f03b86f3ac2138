package org.equisweep.training;

import org.equisweep.data.Batch;
import org.equisweep.data.Dataset;
import org.equisweep.data.ElementImages;

/**
 * {@code orbit: exact}: a batch counts base examples and carries the whole orbit of each, example
 * by example, over the elements in the group's order. Its mean loss is that of R^aug over its
 * examples.
 */
final class OrbitBatches implements Batches {
  private final Dataset data;
  private final ElementImages elements;
  private final BatchCut cut;
  private final ExampleOrder order;

  OrbitBatches(Dataset data, ElementImages elements, int batch, boolean shuffled) {
    this.data = data;
    this.elements = elements;
    this.cut = new BatchCut(data.examples(), batch);
    this.order = new ExampleOrder(data.examples(), shuffled);
    ExpandedBatches.requireAddressable(data, elements);
  }

  /** All examples in one batch. */
  static OrbitBatches whole(Dataset data, ElementImages elements) {
    return new OrbitBatches(data, elements, data.examples(), false);
  }

  @Override
  public int perEpoch() {
    return cut.count();
  }

  @Override
  public int columns(int batch) {
    return cut.length(batch) * elements.size();
  }

  @Override
  public long columnsPerEpoch() {
    return (long) data.examples() * elements.size();
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
    for (int column = from; column < from + count; column++) {
      int item = cut.start(batch) + column / elements.size();
      int g = column % elements.size();
      tile.append(data, order.items(), item, 1, elements.input(g), elements.target(g));
    }
  }
}
