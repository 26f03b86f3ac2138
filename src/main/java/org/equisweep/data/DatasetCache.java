package org.equisweep.data;

import org.equisweep.tensor.Precision;
import org.jspecify.annotations.Nullable;

/**
 * One copy of equal data per JVM, for the cohorts that a task trains one after the other and for
 * tasks side by side. Data nobody holds stay until idle data exceed {@link #IDLE_BYTES}; then the
 * longest unused go first.
 */
final class DatasetCache {
  /** How much unleased data is kept, in bytes. */
  static final long IDLE_BYTES = 512L << 20;

  private static final LeaseCache<Key, Entry> ENTRIES =
      new LeaseCache<>(IDLE_BYTES, Integer.MAX_VALUE);

  private DatasetCache() {}

  static Dataset lease(DataSpec spec, int inputs, int outputs, Precision precision) {
    Key key = new Key(spec.withoutBatches(), inputs, outputs, precision);
    Entry held = ENTRIES.lease(key, () -> load(key));
    return new Dataset(held.training, held.test, () -> ENTRIES.release(key));
  }

  /** Closes the longest unused idle data until at most {@code keep} bytes of it are left. */
  static void evictIdle(long keep) {
    ENTRIES.evictIdle(keep);
  }

  private static Entry load(Key key) {
    DatasetReader reader = new DatasetReader(key.spec(), key.inputs(), key.outputs());
    return reader.read(key.precision(), (training, test) -> new Entry(training, test));
  }

  private record Key(DataSpec spec, int inputs, int outputs, Precision precision) {}

  private static final class Entry implements LeaseCache.Held {
    private final Examples training;
    private final @Nullable Examples test;

    Entry(Examples training, @Nullable Examples test) {
      this.training = training;
      this.test = test;
    }

    @Override
    public long bytes() {
      return training.bytes() + (test == null ? 0 : test.bytes());
    }

    @Override
    public void close() {
      training.close();
      if (test != null) {
        test.close();
      }
    }
  }
}
