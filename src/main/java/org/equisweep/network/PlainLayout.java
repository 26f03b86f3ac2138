package org.equisweep.network;

import org.equisweep.tensor.Tensor;

/** Coefficients as their parametrisation orders them. */
record PlainLayout(int coefficients) implements CoefficientLayout {
  @Override
  public int stored() {
    return coefficients;
  }

  @Override
  public void write(double[] c, Tensor target, long offset) {
    target.copyFrom(c, 0, offset, coefficients);
  }

  @Override
  public void read(Tensor source, long offset, double[] c) {
    source.copyTo(offset, c, 0, coefficients);
  }
}
