package org.equisweep.training;

import java.math.BigInteger;
import org.equisweep.network.ArchitectureGeometry;

/** How many examples go through the network at once. */
public final class TileSize {
  private TileSize() {}

  public static int of(ArchitectureGeometry geometry) {
    return geometry.tileSize();
  }

  /**
   * The same, and no more than the orbits of so many examples have columns: no batch has more,
   * whatever the phases. These must play no part, for the size of a tile decides how the network
   * computes, and a phase's bits must not depend on those after it.
   *
   * @param examples of the larger of training and held-out set
   */
  public static int of(ArchitectureGeometry geometry, int examples) {
    BigInteger columns = geometry.group().order().multiply(BigInteger.valueOf(examples));
    return columns.min(BigInteger.valueOf(of(geometry))).intValueExact();
  }
}
