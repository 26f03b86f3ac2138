package org.equisweep.geometry;

import org.equisweep.tensor.SymmetricEigen;
import org.jspecify.annotations.Nullable;

/**
 * What makes a layer incompatible: a unit admissible direction of one pair of channels at the
 * principal angle to H_G that is furthest from both 0 and π/2, an eigenvector of Π_T𝓛 Π_G Π_T𝓛.
 */
public final class MixedDirection {
  /** Entries of a pair of channels, beyond which nobody would look at them. */
  private static final int MOST_ENTRIES = 64;

  private static final double MIXED = 1e-9;

  private MixedDirection() {}

  /**
   * Row-major over (n_out, n_in), or over the taps of a square kernel; null for a layer that is
   * compatible, large, or tied across channels.
   */
  public static double @Nullable [] of(LayerGeometry layer) {
    GeometryRow row = layer.row();
    LayerShape shape = layer.shape();
    boolean drawn =
        !row.compatible() && shape.spatial() <= MOST_ENTRIES && row.dimension() == shape.size();
    return drawn ? furthest(matrix(layer, shape), shape.spatial()) : null;
  }

  /** Π_T𝓛 Π_G Π_T𝓛 on the first pair of channels; null where it leads out of it. */
  private static double @Nullable [] matrix(LayerGeometry layer, LayerShape shape) {
    int n = shape.spatial();
    double[] matrix = new double[n * n];
    for (int k = 0; k < n; k++) {
      double[] a = new double[shape.size()];
      a[k] = 1;
      layer.admissible().projectTangent(a);
      layer.projectInvariant(a);
      layer.admissible().projectTangent(a);
      for (int i = n; i < a.length; i++) {
        if (Math.abs(a[i]) > MIXED) {
          return null;
        }
      }
      System.arraycopy(a, 0, matrix, k * n, n);
    }
    return matrix;
  }

  private static double @Nullable [] furthest(double @Nullable [] matrix, int n) {
    if (matrix == null) {
      return null;
    }
    SymmetricEigen eigen = SymmetricEigen.of(matrix, n);
    int best = -1;
    double most = MIXED;
    for (int j = 0; j < n; j++) {
      double mixed = eigen.value(j) * (1 - eigen.value(j));
      if (mixed > most) {
        most = mixed;
        best = j;
      }
    }
    return best < 0 ? null : oriented(eigen.vector(best));
  }

  /** The largest entry positive, whichever sign LAPACK took; rounding as 0. */
  private static double[] oriented(double[] vector) {
    double largest = 0;
    for (double entry : vector) {
      largest = Math.abs(entry) > Math.abs(largest) + MIXED ? entry : largest;
    }
    double[] oriented = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      boolean rounding = Math.abs(vector[i]) < MIXED;
      oriented[i] = rounding ? 0 : largest < 0 ? -vector[i] : vector[i];
    }
    return oriented;
  }
}
