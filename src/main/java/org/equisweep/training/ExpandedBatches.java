package org.equisweep.training;

import java.util.stream.IntStream;
import org.equisweep.data.Batch;
import org.equisweep.data.Dataset;
import org.equisweep.data.ElementImages;
import org.equisweep.problem.InvalidInput;

/**
 * {@code orbit: expanded}: an epoch is one pass over all (example, element) pairs, and a batch
 * counts pairs. File order is example-major, over the elements in the group's order; shuffled, all
 * pairs are shuffled together.
 */
final class ExpandedBatches implements Batches {
  private final Dataset data;
  private final ElementImages elements;
  private final BatchCut cut;
  private final ExampleOrder order;
  private final int[] rows;

  ExpandedBatches(Dataset data, ElementImages elements, int batch, boolean shuffled) {
    requireAddressable(data, elements);
    this.data = data;
    this.elements = elements;
    this.cut = new BatchCut(data.examples() * elements.size(), batch);
    this.order = new ExampleOrder(cut.items(), shuffled);
    this.rows = IntStream.range(0, data.examples()).toArray();
  }

  static void requireAddressable(Dataset data, ElementImages elements) {
    long pairs = (long) data.examples() * elements.size();
    if (pairs > Integer.MAX_VALUE - 8) {
      throw InvalidInput.of(
          "examples × group elements must be below 2^31 for whole orbits",
          "%d examples and %d elements give %d".formatted(data.examples(), elements.size(), pairs),
          "use orbit: {samples: …}, or a subset of the data");
    }
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
    return cut.items();
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
    int[] pairs = order.items();
    int start = cut.start(batch) + from;
    for (int column = start; column < start + count; column++) {
      int example = pairs[column] / elements.size();
      int g = pairs[column] % elements.size();
      tile.append(data, rows, example, 1, elements.input(g), elements.target(g));
    }
  }
}
