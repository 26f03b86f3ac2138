package org.equisweep.geometry;

/**
 * All entries, or the entries of a mask: L is an inclusion of coordinates. See the room's contract.
 */
public final class Coordinates implements Parametrisation {
  /** Canonical indices of the free entries, ascending; null for all of them. */
  public int[] indices() {
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
