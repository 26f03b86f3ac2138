package org.equisweep.training;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.equisweep.data.Batch;
import org.equisweep.data.Dataset;
import org.equisweep.data.ExampleAction;
import org.equisweep.group.Element;
import org.equisweep.group.Group;
import org.equisweep.tensor.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the output's equivariance error is measured: the first {@code probe} training examples ×
 * all group elements if there are at most {@value #ELEMENTS}, else that many uniform draws from
 * stream (seed, {@value #PURPOSE}, 0).
 *
 * <p>Examples come in chunks that fit one tile; each chunk first as it is (batches for which {@link
 * #isReference}), then moved by one element after the other.
 */
final class Probe implements Batches {
  static final String PURPOSE = "probe";
  static final int ELEMENTS = 64;

  private final Dataset data;
  private final ExampleAction action;
  private final BatchCut cut;
  private final boolean all;
  private final int[] rows;
  private List<Element> elements;

  Probe(Dataset data, ExampleAction action, int examples, int tile) {
    int count = Math.min(examples, data.examples());
    Group group = action.group();
    this.data = data;
    this.action = action;
    this.cut = new BatchCut(count, Math.min(count, tile));
    this.all = group.order().bitLength() <= 31 && group.order().intValueExact() <= ELEMENTS;
    this.elements = all ? group.elements() : List.of();
    this.rows = IntStream.range(0, count).toArray();
  }

  /** Whether a batch holds a chunk as it is, to compare those after it with. */
  boolean isReference(int batch) {
    return batch % (elementCount() + 1) == 0;
  }

  /** ρ_L of the batch just filled; null for the identity. */
  int @Nullable [] targetImage() {
    return action.targetImage();
  }

  /** Examples × elements. */
  long pairs() {
    return (long) cut.items() * elementCount();
  }

  private int elementCount() {
    return all ? elements.size() : ELEMENTS;
  }

  @Override
  public int perEpoch() {
    return cut.count() * (elementCount() + 1);
  }

  @Override
  public int columns(int batch) {
    return cut.length(batch / (elementCount() + 1));
  }

  @Override
  public long columnsPerEpoch() {
    return (long) cut.items() * (elementCount() + 1);
  }

  @Override
  public boolean shared() {
    return all;
  }

  /** The draws depend on the seed alone. */
  @Override
  public void begin(long seed, long epoch) {
    if (!all) {
      RandomStream stream = RandomStream.of(seed, PURPOSE, 0);
      elements = Stream.generate(() -> action.group().sample(stream)).limit(ELEMENTS).toList();
    }
  }

  @Override
  public void fill(int batch, int from, int count, Batch tile) {
    int start = cut.start(batch / (elementCount() + 1)) + from;
    tile.begin(count);
    if (isReference(batch)) {
      tile.append(data, rows, start, count, null, null);
      return;
    }
    action.moveTo(elements.get(batch % (elementCount() + 1) - 1));
    tile.append(data, rows, start, count, action.inputImage(), action.targetImage());
  }
}
