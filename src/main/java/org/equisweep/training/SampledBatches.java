package org.equisweep.training;

import org.equisweep.data.Batch;
import org.equisweep.data.Dataset;
import org.equisweep.data.ExampleAction;
import org.equisweep.tensor.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code orbit: {samples: k}}: k passes an epoch over the examples, one uniform group element per
 * example, or per batch, and pass. Pass p of epoch e draws from stream (seed, {@value #PURPOSE},
 * e·2²⁰ + p), batch by batch and within a batch in its order; each pass has a fresh shuffle.
 */
final class SampledBatches implements Batches {
  static final String PURPOSE = "augmentation";
  private static final int PASS_BITS = 20;

  private final Dataset data;
  private final ExampleAction action;
  private final int passes;
  private final PhaseSpec.Per per;
  private final BatchCut cut;
  private final ExampleOrder order;
  private long seed;
  private long epoch;
  private @Nullable RandomStream draws;

  SampledBatches(
      Dataset data,
      ExampleAction action,
      PhaseSpec.Orbit.Samples samples,
      int batch,
      boolean shuffled) {
    this.data = data;
    this.action = action;
    this.passes = samples.passes();
    this.per = samples.per();
    this.cut = new BatchCut(data.examples(), batch);
    this.order = new ExampleOrder(data.examples(), shuffled);
  }

  @Override
  public int perEpoch() {
    return Math.multiplyExact(passes, cut.count());
  }

  @Override
  public int columns(int batch) {
    return cut.length(batch % cut.count());
  }

  @Override
  public long columnsPerEpoch() {
    return (long) passes * data.examples();
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  public void begin(long newSeed, long newEpoch) {
    seed = newSeed;
    epoch = newEpoch;
    order.beginEpoch(seed, epoch);
  }

  @Override
  public void fill(int batch, int from, int count, Batch tile) {
    int inPass = batch % cut.count();
    if (inPass == 0 && from == 0) {
      order.beginPass();
      draws = RandomStream.of(seed, PURPOSE, (epoch << PASS_BITS) + batch / cut.count());
    }
    RandomStream stream = requireBegun(draws);
    tile.begin(count);
    int start = cut.start(inPass) + from;
    if (per == PhaseSpec.Per.BATCH) {
      if (from == 0) {
        action.moveToSample(stream);
      }
      append(start, count, tile);
      return;
    }
    for (int column = start; column < start + count; column++) {
      action.moveToSample(stream);
      append(column, 1, tile);
    }
  }

  private void append(int start, int count, Batch tile) {
    tile.append(data, order.items(), start, count, action.inputImage(), action.targetImage());
  }

  private static RandomStream requireBegun(@Nullable RandomStream stream) {
    if (stream == null) {
      throw new IllegalStateException("a pass must be read from its first column");
    }
    return stream;
  }
}
