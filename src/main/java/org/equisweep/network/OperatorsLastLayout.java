package org.equisweep.network;

import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Tensor;

/** Factored coefficients stored as (c_out, c_in, k), against the order (c_out, k, c_in). */
record OperatorsLastLayout(int channelsOut, int operators, int channelsIn)
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
    for (int i = 0; i < c.length; i++) {
      target.set(offset + position(i), c[i]);
    }
  }

  @Override
  public void read(Tensor source, long offset, double[] c) {
    for (int i = 0; i < c.length; i++) {
      c[i] = source.get(offset + position(i));
    }
  }

  @Override
  public void mix(
      Tensor matrix, boolean transposed, Tensor from, Tensor to, long offset, boolean accumulate) {
    Blas.gemm(
        false,
        !transposed,
        channelsOut * channelsIn,
        operators,
        operators,
        1,
        from,
        offset,
        operators,
        matrix,
        0,
        operators,
        accumulate ? 1 : 0,
        to,
        offset,
        operators);
  }

  private int position(int index) {
    int i = index % channelsIn;
    int k = index / channelsIn % operators;
    int o = index / channelsIn / operators;
    return (o * channelsIn + i) * operators + k;
  }
}
