package org.equisweep.sweep;

import java.util.HashMap;
import java.util.Map;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.LayerForm;
import org.equisweep.network.Network;
import org.equisweep.tensor.Precision;
import org.equisweep.training.TileSize;

/**
 * The counts of an architecture's compiled networks, each compiled once however many trials ask.
 */
final class NetworkCounts {
  private final ArchitectureGeometry geometry;
  private final Map<Variant, Counts> counts = new HashMap<>();

  private record Variant(Network.Space space, Precision precision, int tile) {}

  /**
   * @param columnMultiplyAdds forward and backward of one column
   * @param network as it is compiled without features of the data
   */
  record Counts(double columnMultiplyAdds, Network network) {}

  NetworkCounts(ArchitectureGeometry geometry) {
    this.geometry = geometry;
  }

  ArchitectureGeometry geometry() {
    return geometry;
  }

  /**
   * @param examples of the larger of training and held-out set
   */
  Counts of(Network.Space space, Precision precision, int examples) {
    int tile = TileSize.of(geometry, Math.max(1, examples));
    return counts.computeIfAbsent(new Variant(space, precision, tile), this::count);
  }

  private Counts count(Variant variant) {
    Network network =
        Network.compile(geometry, variant.space(), variant.precision(), variant.tile());
    double cost = 0;
    for (LayerForm form : network.forms()) {
      cost +=
          form.considered().stream()
              .filter(counted -> counted.form() == form.chosen())
              .findFirst()
              .orElseThrow()
              .cost();
    }
    return new Counts(cost / variant.tile(), network);
  }
}
