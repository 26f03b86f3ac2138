package org.equisweep.network;

import java.util.Arrays;
import org.equisweep.tensor.Tensor;

/** The free entries of a masked layer, stored in the whole matrix. */
final class MaskedLayout implements CoefficientLayout {
  private final DenseLayout dense;
  private final int[] free;
  private final int[] positions;

  /**
   * @param free canonical indices of the free entries, ascending
   */
  MaskedLayout(DenseLayout dense, int[] free) {
    this.dense = dense;
    this.free = free;
    this.positions = Arrays.stream(free).map(dense::position).toArray();
  }

  /** The same entries of the transposed matrix. */
  MaskedLayout columnsFirst() {
    return new MaskedLayout(dense.columnsFirst(), free);
  }

  /** What lies between the free entries. */
  ZeroRuns zeroRuns() {
    return ZeroRuns.complement(Arrays.stream(positions).sorted().toArray(), stored());
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
