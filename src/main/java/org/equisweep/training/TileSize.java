package org.equisweep.training;

import java.util.stream.IntStream;
import org.equisweep.geometry.LayerShape;
import org.equisweep.network.ArchitectureGeometry;

/**
 * How many examples go through the network at once: the largest multiple of 16 that keeps the
 * widest activation below 2²⁰ entries, and at least 16. A function of the architecture alone, for
 * it decides the order of summation.
 */
public final class TileSize {
  private static final int STEP = 16;
  private static final int ENTRIES = 1 << 20;

  private TileSize() {}

  public static int of(ArchitectureGeometry geometry) {
    int widest =
        geometry.layers().stream()
            .map(layer -> layer.shape())
            .flatMapToInt(TileSize::features)
            .max()
            .orElseThrow();
    return Math.max(STEP, ENTRIES / widest / STEP * STEP);
  }

  private static IntStream features(LayerShape shape) {
    return IntStream.of(
        Math.multiplyExact(shape.channelsIn(), shape.positionsIn()),
        Math.multiplyExact(shape.channelsOut(), shape.positionsOut()));
  }
}
