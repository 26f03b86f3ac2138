package org.equisweep.training;

import java.util.stream.IntStream;
import org.equisweep.data.Batch;
import org.equisweep.data.Dataset;
import org.equisweep.data.ExampleAction;
import org.equisweep.tensor.RandomStream;

/**
 * The estimator of R^aug: m passes over the examples in file order, one uniform group element per
 * example and pass, all from stream (seed, {@value #PURPOSE}, 0), so that every row of a trial, and
 * every strategy of a seed, sees the same draws.
 */
final class FixedSamples implements Batches {
  static final String PURPOSE = "augmented_risk";

  private final Dataset data;
  private final ExampleAction action;
  private final int passes;
  private final int[] rows;
  private RandomStream draws = RandomStream.of(0, PURPOSE, 0);

  FixedSamples(Dataset data, ExampleAction action, int passes) {
    this.data = data;
    this.action = action;
    this.passes = passes;
    this.rows = IntStream.range(0, data.examples()).toArray();
  }

  @Override
  public int perEpoch() {
    return passes;
  }

  @Override
  public int columns(int batch) {
    return data.examples();
  }

  @Override
  public long columnsPerEpoch() {
    return (long) passes * data.examples();
  }

  @Override
  public boolean shared() {
    return false;
  }

  /** The draws depend on the seed alone. */
  @Override
  public void begin(long seed, long epoch) {
    draws = RandomStream.of(seed, PURPOSE, 0);
  }

  @Override
  public void fill(int batch, int from, int count, Batch tile) {
    tile.begin(count);
    for (int example = from; example < from + count; example++) {
      action.moveToSample(draws);
      tile.append(data, rows, example, 1, action.inputImage(), action.targetImage());
    }
  }
}
