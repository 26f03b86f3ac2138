package org.equisweep.training;

import java.util.Arrays;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.Layer;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Kernels of a network's first convolution, to be looked at.
 *
 * @param size side of a kernel
 * @param kernels the first {@value #MOST} at most, (c_out, c_in) row-major, each of size² entries
 *     row by row
 * @param equivariant their part in Π_𝓔A
 */
public record Filters(int size, double[] kernels, double[] equivariant) {
  /** Kernels that are kept. */
  public static final int MOST = 64;

  /** Those of where a lane stands; null for a network without convolutions. */
  static @Nullable Filters of(ArchitectureSpec architecture, Point point) {
    int layer = 0;
    for (Stage stage : architecture.stages()) {
      if (stage instanceof Conv conv) {
        return of(point, layer, conv.kernel());
      }
      layer += stage instanceof Layer ? 1 : 0;
    }
    return null;
  }

  private static Filters of(Point point, int layer, int size) {
    LayerGeometry geometry = point.layers().get(layer);
    double[] a = new double[geometry.shape().size()];
    point.layer(layer, a);
    int kept = Math.min(a.length, MOST * size * size);
    double[] kernels = Arrays.copyOf(a, kept);
    geometry.projectEquivariant(a);
    return new Filters(size, kernels, Arrays.copyOf(a, kept));
  }
}
