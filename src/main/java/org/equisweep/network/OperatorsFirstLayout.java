package org.equisweep.network;

import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Tensor;

/** Factored coefficients as their parametrisation orders them, (c_out, k, c_in). */
record OperatorsFirstLayout(int channelsOut, int operators, int channelsIn)
    implements CoefficientLayout.OfFactors {
  @Override
  public int coefficients() {
    return channelsOut * operators * channelsIn;
  }

  @Override
  public int stored() {
    return coefficients();
  }

  @Override
  public void write(double[] c, Tensor target, long offset) {
    target.copyFrom(c, 0, offset, c.length);
  }

  @Override
  public void read(Tensor source, long offset, double[] c) {
    source.copyTo(offset, c, 0, c.length);
  }

  @Override
  public void mix(
      Tensor matrix, boolean transposed, Tensor from, Tensor to, long offset, boolean accumulate) {
    for (int o = 0; o < channelsOut; o++) {
      long at = offset + (long) o * operators * channelsIn;
      Blas.gemm(
          transposed,
          false,
          operators,
          channelsIn,
          operators,
          1,
          matrix,
          0,
          operators,
          from,
          at,
          channelsIn,
          accumulate ? 1 : 0,
          to,
          at,
          channelsIn);
    }
  }
}
