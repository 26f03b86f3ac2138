package org.equisweep.network;

import java.util.Arrays;
import org.equisweep.tensor.Tensor;

/**
 * The free entries of a masked layer, stored in the whole matrix.
 *
 * @param positions where each coefficient is stored in the dense layout
 */
record MaskedLayout(DenseLayout dense, int[] positions) implements CoefficientLayout {
  /**
   * @param free canonical indices of the free entries, ascending
   */
  static MaskedLayout of(DenseLayout dense, int[] free) {
    return new MaskedLayout(dense, Arrays.stream(free).map(dense::position).toArray());
  }

  int[] sortedPositions() {
    return Arrays.stream(positions).sorted().toArray();
  }

  @Override
  public int coefficients() {
    return positions.length;
  }

  @Override
  public int stored() {
    return dense.stored();
  }

  @Override
  public void write(double[] c, Tensor target, long offset) {
    for (int i = 0; i < positions.length; i++) {
      target.set(offset + positions[i], c[i]);
    }
  }

  @Override
  public void read(Tensor source, long offset, double[] c) {
    for (int i = 0; i < positions.length; i++) {
      c[i] = source.get(offset + positions[i]);
    }
  }
}
