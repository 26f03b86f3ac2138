package org.equisweep.network;

import java.util.Arrays;
import org.equisweep.tensor.Tensor;

/**
 * {@link LinearForm#DENSE}: the coefficients lie as the matrix. Entries outside a mask are zeros
 * that are stored; their gradient is set to zero, so that they stay so.
 *
 * @param zeros the runs of entries outside the mask; empty for a full layer
 */
record DenseStep(LinearLayer layer, ZeroRuns zeros) implements Step {
  @Override
  public void forward(Workspace w) {
    layer.multiply(
        w,
        w.coefficients(),
        w.coefficientOffset(layer.index()),
        w.tensor(layer.in()),
        w.offset(layer.in()));
  }

  @Override
  public void backward(Workspace w) {
    Tensor gradient = w.gradient();
    long at = w.coefficientOffset(layer.index());
    layer.matrixGradient(w, w.tensor(layer.in()), w.offset(layer.in()), 1, gradient, at);
    zeros.clear(gradient, at);
    if (layer.wantsInputGradient()) {
      layer.inputGradient(w, w.coefficients(), at, w.gradientOffset(layer.in()));
    }
  }

  /** Maximal runs of entries of the dense layout that are not free. */
  record ZeroRuns(int[] start, int[] length) {
    /** The complement of {@code free}, ascending positions below {@code size}. */
    static ZeroRuns complement(int[] free, int size) {
      int[] start = new int[free.length + 1];
      int[] length = new int[free.length + 1];
      int runs = 0;
      int next = 0;
      for (int i = 0; i <= free.length; i++) {
        int end = i < free.length ? free[i] : size;
        if (end > next) {
          start[runs] = next;
          length[runs++] = end - next;
        }
        next = end + 1;
      }
      return new ZeroRuns(Arrays.copyOf(start, runs), Arrays.copyOf(length, runs));
    }

    static ZeroRuns none() {
      return new ZeroRuns(new int[0], new int[0]);
    }

    void clear(Tensor tensor, long offset) {
      for (int r = 0; r < start.length; r++) {
        tensor.fill(offset + start[r], length[r], 0);
      }
    }
  }
}
