package org.equisweep.geometry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A = A₀ + Σ_k c_k B_k with an orthonormal basis B of full-size layers, stored on their supports:
 * the general path.
 */
public final class GeneralBasis implements Parametrisation {
  private final Columns basis;
  private final double @Nullable [] offset;

  GeneralBasis(Columns basis, double @Nullable [] offset) {
    this.basis = basis;
    this.offset = offset == null ? null : offset.clone();
  }

  /** A₀, or null for zero. A new array. */
  public double @Nullable [] offset() {
    return offset == null ? null : offset.clone();
  }

  /** B_k in canonical order. A new array. */
  public double[] basis(int k) {
    return basis.dense(k);
  }

  @Override
  public int coefficients() {
    return basis.count();
  }

  @Override
  public void layer(double[] c, double[] a) {
    projectedGradient(c, a);
    if (offset != null) {
      for (int i = 0; i < offset.length; i++) {
        a[i] += offset[i];
      }
    }
  }

  @Override
  public void adjoint(double[] a, double[] g) {
    for (int k = 0; k < basis.count(); k++) {
      g[k] = basis.dot(k, a, 0);
    }
  }

  @Override
  public void coefficientsOf(double[] a, double[] c) {
    if (offset == null) {
      adjoint(a, c);
      return;
    }
    double[] difference = new double[offset.length];
    for (int i = 0; i < offset.length; i++) {
      difference[i] = a[i] - offset[i];
    }
    adjoint(difference, c);
  }

  @Override
  public void projectedGradient(double[] coefficientGradient, double[] layerGradient) {
    Arrays.fill(layerGradient, 0, basis.rows(), 0);
    for (int k = 0; k < basis.count(); k++) {
      basis.add(k, coefficientGradient[k], layerGradient, 0);
    }
  }
}
