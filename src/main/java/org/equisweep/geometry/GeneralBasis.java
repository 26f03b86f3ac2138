package org.equisweep.geometry;

/** A = A₀ + Σ_k c_k B_k with an orthonormal basis B of full-size layers: the general path. */
public final class GeneralBasis implements Parametrisation {
  /** A₀, or null for zero. */
  public double[] offset() {
    throw new UnsupportedOperationException();
  }

  /** B_k in canonical order. */
  public double[] basis(int k) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int coefficients() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void layer(double[] c, double[] a) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void adjoint(double[] a, double[] g) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void coefficientsOf(double[] a, double[] c) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void projectedGradient(double[] coefficientGradient, double[] layerGradient) {
    throw new UnsupportedOperationException();
  }
}
