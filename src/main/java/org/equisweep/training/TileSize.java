package org.equisweep.training;

import org.equisweep.network.ArchitectureGeometry;

/** How many examples go through the network at once. */
public final class TileSize {
  private TileSize() {}

  public static int of(ArchitectureGeometry geometry) {
    return geometry.tileSize();
  }
}
