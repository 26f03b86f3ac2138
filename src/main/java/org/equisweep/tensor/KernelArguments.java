package org.equisweep.tensor;

import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What holds of the arguments of every kernel. */
final class KernelArguments {
  private KernelArguments() {}

  /** Refuses tensors of two precisions. */
  static void same(Tensor one, Tensor other) {
    if (one.precision() != other.precision()) {
      throw new IllegalArgumentException(
          "Tensors of one kernel must have one precision, but they have "
              + one.precision()
              + " and "
              + other.precision());
    }
  }

  /** The checked byte offset of a range, 0 without a tensor. */
  static int checkOptional(Tensor like, @Nullable Tensor tensor, long offset, long n) {
    if (tensor == null) {
      return 0;
    }
    same(like, tensor);
    return tensor.checkRange(offset, n);
  }

  /** outer·axis·inner. */
  static long blockSize(int outer, int axis, int inner) {
    if (outer < 0 || axis < 1 || inner < 0) {
      throw new IllegalArgumentException(
          "Counts must not be negative and the axis be above 0, but the shape is ["
              + outer
              + "]["
              + axis
              + "]["
              + inner
              + "]");
    }
    return Math.multiplyExact((long) outer * axis, (long) inner);
  }

  /** The largest of count entries, −1 of none; refuses negative ones. */
  static int largest(int[] indices, int from, int count) {
    Objects.checkFromIndexSize(from, count, indices.length);
    int largest = -1;
    int smallest = 0;
    for (int i = from; i < from + count; i++) {
      largest = Math.max(largest, indices[i]);
      smallest = Math.min(smallest, indices[i]);
    }
    if (smallest < 0 || largest == Integer.MAX_VALUE) {
      throw new IndexOutOfBoundsException(
          "Indices must be within 0 … 2^31 − 2, but they go from " + smallest + " to " + largest);
    }
    return largest;
  }

  /** Memory stays while its tensors are reachable, and they are until here. */
  static void keep(Tensor one, Tensor two, @Nullable Tensor three) {
    Reference.reachabilityFence(one);
    Reference.reachabilityFence(two);
    Reference.reachabilityFence(three);
  }
}
