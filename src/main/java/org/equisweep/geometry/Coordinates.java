package org.equisweep.geometry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All entries, or the entries of a mask: L is an inclusion of coordinates. */
public final class Coordinates implements Parametrisation {
  private final int size;
  private final int @Nullable [] indices;

  private Coordinates(int size, int @Nullable [] indices) {
    this.size = size;
    this.indices = indices;
  }

  static Coordinates all(LayerShape shape) {
    return new Coordinates(shape.size(), null);
  }

  /**
   * @param free which entries are free, in canonical order
   */
  static Coordinates of(boolean[] free) {
    int[] indices = new int[free.length];
    int count = 0;
    for (int i = 0; i < free.length; i++) {
      if (free[i]) {
        indices[count++] = i;
      }
    }
    return new Coordinates(free.length, Arrays.copyOf(indices, count));
  }

  /** Canonical indices of the free entries, ascending; null for all of them. */
  public int @Nullable [] indices() {
    return indices == null ? null : indices.clone();
  }

  @Override
  public int coefficients() {
    return indices == null ? size : indices.length;
  }

  @Override
  public void layer(double[] c, double[] a) {
    if (indices == null) {
      System.arraycopy(c, 0, a, 0, size);
      return;
    }
    Arrays.fill(a, 0);
    for (int k = 0; k < indices.length; k++) {
      a[indices[k]] = c[k];
    }
  }

  @Override
  public void adjoint(double[] a, double[] g) {
    if (indices == null) {
      System.arraycopy(a, 0, g, 0, size);
      return;
    }
    for (int k = 0; k < indices.length; k++) {
      g[k] = a[indices[k]];
    }
  }

  @Override
  public void coefficientsOf(double[] a, double[] c) {
    adjoint(a, c);
  }

  @Override
  public void projectedGradient(double[] coefficientGradient, double[] layerGradient) {
    layer(coefficientGradient, layerGradient);
  }
}
