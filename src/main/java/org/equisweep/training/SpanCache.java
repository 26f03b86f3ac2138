package org.equisweep.training;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.data.DataSpec;
import org.equisweep.data.Dataset;
import org.equisweep.data.LeaseCache;
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

  private static final LeaseCache<Key, Entry> ENTRIES = new LeaseCache<>(IDLE_BYTES, MOST_ENTRIES);

  private SpanCache() {}

  /**
   * The span of training and held-out examples together, with their features; null where there is
   * none. To be closed.
   *
   * @param data of the settings
   */
  static @Nullable Lease lease(
      TrialSettings settings, ArchitectureGeometry geometry, Network.Space space, Dataset data) {
    Key key = new Key(geometry, settings.data().withoutBatches(), space, settings.precision());
    Entry entry = ENTRIES.lease(key, () -> Entry.of(geometry, space, data));
    if (entry.span == null) {
      ENTRIES.release(key);
      return null;
    }
    return new Lease(key, entry, data);
  }

  /** Closes the longest unused until at most {@code keep} bytes that nobody holds are left. */
  static void evictIdle(long keep) {
    ENTRIES.evictIdle(keep);
  }

  /** A geometry equals itself alone; equal architectures have one, see its cache. */
  private record Key(
      ArchitectureGeometry geometry, DataSpec data, Network.Space space, Precision precision) {}

  /** A span with the data in its coordinates. */
  static final class Lease implements AutoCloseable {
    private final Key key;
    private final Entry entry;
    private final Dataset features;

    private Lease(Key key, Entry entry, Dataset data) {
      this.key = key;
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
      ENTRIES.release(key);
    }
  }

  /** Features of the training examples, then of the held-out ones. */
  private static final class Entry implements LeaseCache.Held {
    private final @Nullable InputSpan span;
    private final List<Tensor> features;

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

    @Override
    public long bytes() {
      return features.stream().mapToLong(f -> f.length() * f.precision().bytes()).sum();
    }

    @Override
    public void close() {
      features.forEach(Tensor::close);
    }
  }
}
