package org.equisweep.sweep;

import java.util.HashMap;
import java.util.Map;
import org.equisweep.data.DataSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.LayerForm;
import org.equisweep.network.Network;
import org.equisweep.tensor.Precision;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.PlannedNetwork;
import org.equisweep.training.TrialSettings;
import org.jspecify.annotations.Nullable;

/**
 * The counts of an architecture's compiled networks, each compiled once however many trials ask.
 * Small data are read for it, as what layer 1 does depends on what they span; of larger ones, and
 * of those that come when many were read, the most that it may be is counted.
 */
final class NetworkCounts {
  /** Of one data set, in bytes. */
  private static final long MOST_READ = 64L << 20;

  /** Of all together. */
  private static final long MOST_READ_IN_ALL = 256L << 20;

  private final ArchitectureGeometry geometry;
  private final Map<Variant, Counts> counts = new HashMap<>();
  private final Map<DataSpec, Boolean> reads = new HashMap<>();
  private long read;

  /**
   * @param data null where they play no part
   */
  private record Variant(
      Network.Space space,
      boolean staysInSpan,
      Precision precision,
      int examples,
      int test,
      @Nullable DataSpec data) {}

  /**
   * @param columnMultiplyAdds forward and backward of one column
   */
  record Counts(double columnMultiplyAdds, PlannedNetwork planned) {}

  NetworkCounts(ArchitectureGeometry geometry) {
    this.geometry = geometry;
  }

  ArchitectureGeometry geometry() {
    return geometry;
  }

  /**
   * @param examples N, of the training set
   * @param test held-out examples
   */
  Counts of(TrialSettings settings, PhaseSpec phase, int examples, int test) {
    boolean spanned = phase.staysInSpan();
    DataSpec data = spanned ? settings.data().withoutBatches() : null;
    Variant variant =
        new Variant(phase.space(), spanned, settings.precision(), examples, test, data);
    Counts known = counts.get(variant);
    if (known == null) {
      known = count(settings, variant);
      counts.put(variant, known);
    }
    return known;
  }

  private Counts count(TrialSettings settings, Variant variant) {
    boolean reads = variant.data() != null && reads(settings, variant);
    PlannedNetwork planned =
        PlannedNetwork.of(
            settings,
            geometry,
            variant.space(),
            variant.staysInSpan(),
            variant.examples(),
            variant.test(),
            reads);
    Network network = planned.network();
    double cost = network.executed().stream().mapToDouble(LayerForm.Counts::cost).sum();
    return new Counts(cost / network.maxExamples(), planned);
  }

  private boolean reads(TrialSettings settings, Variant variant) {
    return reads.computeIfAbsent(
        variant.data(),
        data -> {
          long bytes =
              PlannedNetwork.dataBytes(settings, geometry, variant.examples(), variant.test());
          boolean fits = bytes <= MOST_READ && read + bytes <= MOST_READ_IN_ALL;
          read += fits ? bytes : 0;
          return fits;
        });
  }
}
