package org.equisweep.tensor;

import java.util.Arrays;

/**
 * A dense array on the heap, as files hold it; row-major (the last index runs fastest). The arrays
 * are not copied: who hands one over no longer changes it.
 *
 * @param shape extents, each at least 0; empty for a scalar
 * @param values product of the extents
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record NdArray(int[] shape, double[] values) {
  public NdArray {
    long size = 1;
    for (int extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException(
            "Extents must not be negative, but the shape is " + Arrays.toString(shape));
      }
      size = Math.multiplyExact(size, (long) extent);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "An array of shape "
              + Arrays.toString(shape)
              + " must have "
              + size
              + " values, but has "
              + values.length);
    }
  }

  /** Number of dimensions. */
  public int rank() {
    return shape.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NdArray array
        && Arrays.equals(shape, array.shape)
        && Arrays.equals(values, array.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "NdArray" + Arrays.toString(shape);
  }
}
