package org.equisweep.stability;

import org.equisweep.geometry.LayerShape;
import org.equisweep.group.Element;
import org.equisweep.network.ArchitectureGeometry;

/**
 * Π_T𝓛 ρ̄(g) on directions of 𝓛 in {@link SplitCoordinates}; ρ̄(g) itself where T𝓛 is
 * G-invariant.
 */
final class InducedAction {
  private final ArchitectureGeometry geometry;
  private final SplitCoordinates coordinates;
  private final int[][] images;

  InducedAction(ArchitectureGeometry geometry, SplitCoordinates coordinates, Element g) {
    this.geometry = geometry;
    this.coordinates = coordinates;
    this.images = new int[coordinates.layers()][];
    for (int layer = 0; layer < images.length; layer++) {
      images[layer] = geometry.inducedAction(layer, g);
    }
  }

  /** y = Π_T𝓛 ρ̄(g)x. */
  void apply(double[] x, double[] y) {
    for (int layer = 0; layer < images.length; layer++) {
      double[] a = coordinates.layerDirection(x, layer);
      coordinates.projectDirection(layer, moved(layer, a), y);
    }
  }

  private double[] moved(int layer, double[] a) {
    LayerShape shape = geometry.layers().get(layer).shape();
    int[] image = images[layer];
    double[] moved = new double[a.length];
    for (int from = 0; from < a.length; from += shape.spatial()) {
      for (int t = 0; t < image.length; t++) {
        moved[from + image[t]] = a[from + t];
      }
    }
    return moved;
  }
}
