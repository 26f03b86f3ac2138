package org.equisweep.training;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.equisweep.data.DataSpec;
import org.equisweep.data.Dataset;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.InputSpan;
import org.equisweep.network.Network;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What the data of an architecture span, and their features, once per JVM for the cohorts that use
 * them one after the other and side by side. What nobody holds stays until it exceeds {@link
 * #IDLE_BYTES}; then the longest unused go first.
 */
final class SpanCache {
  /** How much unleased memory is kept, in bytes. */
  static final long IDLE_BYTES = 256L << 20;

  /** Spans, some of which are none and take no memory. */
  private static final int MOST_ENTRIES = 256;

  private static final Map<Key, Entry> ENTRIES = new LinkedHashMap<>(16, 0.75f, true);

  private SpanCache() {}

  /**
   * The span of training and held-out examples together, with their features; null where there is
   * none. To be closed.
   *
   * @param data of the settings
   */
  static @Nullable Lease lease(
      TrialSettings settings, ArchitectureGeometry geometry, Network.Space space, Dataset data) {
    Key key = new Key(geometry, withoutBatches(settings.data()), space, settings.precision());
    synchronized (ENTRIES) {
      Entry entry = ENTRIES.get(key);
      if (entry == null) {
        entry = Entry.of(geometry, space, data);
        ENTRIES.put(key, entry);
      }
      if (entry.span == null) {
        return null;
      }
      entry.leases++;
      return new Lease(entry, data);
    }
  }

  private static void release(Entry entry) {
    synchronized (ENTRIES) {
      entry.leases--;
      evictIdle(IDLE_BYTES);
    }
  }

  /** Closes the longest unused until at most {@code keep} bytes that nobody holds are left. */
  static void evictIdle(long keep) {
    synchronized (ENTRIES) {
      long idle = 0;
      for (Entry entry : ENTRIES.values()) {
        idle += entry.leases == 0 ? entry.bytes() : 0;
      }
      Iterator<Entry> oldestFirst = ENTRIES.values().iterator();
      while ((idle > keep || ENTRIES.size() > MOST_ENTRIES) && oldestFirst.hasNext()) {
        Entry entry = oldestFirst.next();
        if (entry.leases == 0) {
          idle -= entry.bytes();
          oldestFirst.remove();
          entry.close();
        }
      }
    }
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

  /** A geometry equals itself alone; equal architectures have one, see its cache. */
  private record Key(
      ArchitectureGeometry geometry, DataSpec data, Network.Space space, Precision precision) {}

  /** A span with the data in its coordinates. */
  static final class Lease implements AutoCloseable {
    private final Entry entry;
    private final Dataset features;

    private Lease(Entry entry, Dataset data) {
      this.entry = entry;
      this.features = data.withInputs(entry.features.get(0), entry.testFeatures());
    }

    InputSpan span() {
      return entry.span();
    }

    /** The examples with φ' in place of their inputs. */
    Dataset features() {
      return features;
    }

    @Override
    public void close() {
      release(entry);
    }
  }

  /** Features of the training examples, then of the held-out ones. */
  private static final class Entry implements AutoCloseable {
    private final @Nullable InputSpan span;
    private final List<Tensor> features;
    private int leases;

    private Entry(@Nullable InputSpan span, List<Tensor> features) {
      this.span = span;
      this.features = features;
    }

    static Entry of(ArchitectureGeometry geometry, Network.Space space, Dataset data) {
      List<InputSpan.Inputs> inputs = new ArrayList<>();
      inputs.add(new InputSpan.Inputs(data.inputs(), data.examples()));
      Dataset test = data.test();
      if (test != null) {
        inputs.add(new InputSpan.Inputs(test.inputs(), test.examples()));
      }
      InputSpan span = InputSpan.of(geometry, space, inputs);
      return new Entry(
          span, span == null ? List.of() : inputs.stream().map(span::evaluate).toList());
    }

    InputSpan span() {
      if (span == null) {
        throw new IllegalStateException("the data span all there is");
      }
      return span;
    }

    @Nullable Tensor testFeatures() {
      return features.size() > 1 ? features.get(1) : null;
    }

    long bytes() {
      return features.stream().mapToLong(f -> f.length() * f.precision().bytes()).sum();
    }

    @Override
    public void close() {
      features.forEach(Tensor::close);
    }
  }
}
