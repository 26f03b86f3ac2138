package org.equisweep.data;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
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

  private static final Map<Key, Entry> ENTRIES = new LinkedHashMap<>(16, 0.75f, true);

  private DatasetCache() {}

  static Dataset lease(DataSpec spec, int inputs, int outputs, Precision precision) {
    Key key = new Key(withoutBatches(spec), inputs, outputs, precision);
    synchronized (ENTRIES) {
      Entry entry = ENTRIES.get(key);
      if (entry == null) {
        entry = load(key);
        ENTRIES.put(key, entry);
      }
      Entry held = entry;
      held.leases++;
      return new Dataset(held.training, held.test, () -> release(held));
    }
  }

  private static void release(Entry entry) {
    synchronized (ENTRIES) {
      entry.leases--;
      evictIdle(IDLE_BYTES);
    }
  }

  /** Closes the longest unused idle data until at most {@code keep} bytes of it are left. */
  static void evictIdle(long keep) {
    synchronized (ENTRIES) {
      long idle =
          ENTRIES.values().stream().filter(e -> e.leases == 0).mapToLong(Entry::bytes).sum();
      Iterator<Entry> oldestFirst = ENTRIES.values().iterator();
      while (idle > keep && oldestFirst.hasNext()) {
        Entry entry = oldestFirst.next();
        if (entry.leases == 0) {
          idle -= entry.bytes();
          oldestFirst.remove();
          entry.close();
        }
      }
    }
  }

  private static Entry load(Key key) {
    DatasetReader reader = new DatasetReader(key.spec(), key.inputs(), key.outputs());
    return reader.read(key.precision(), (training, test) -> new Entry(training, test));
  }

  private static DataSpec withoutBatches(DataSpec spec) {
    return new DataSpec(
        spec.source(),
        spec.shift(),
        OptionalInt.empty(),
        false,
        spec.subset(),
        spec.test(),
        spec.oneHot(),
        spec.resize(),
        spec.normalise());
  }

  private record Key(DataSpec spec, int inputs, int outputs, Precision precision) {}

  private static final class Entry implements AutoCloseable {
    private final Examples training;
    private final @Nullable Examples test;
    private int leases;

    Entry(Examples training, @Nullable Examples test) {
      this.training = training;
      this.test = test;
    }

    long bytes() {
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
