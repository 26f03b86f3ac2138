package org.equisweep.network;

import org.equisweep.network.PointwiseStep.Function;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Tensor;

/**
 * Two dense layers and the function between them, Z = W₂ σ(W₁ X), block by block of the rows in the
 * middle: a block of A = σ(W₁ X) is made, bent and used before it leaves the cache, and so is one
 * of its gradient. The middle lies as [tile of examples][row][example], W₂ transposed; with Xᵀ and
 * dZᵀ at hand no product reads an operand across.
 *
 * @param zerosFirst outside of W₁'s mask
 * @param zerosSecond outside of the mask of W₂ transposed
 * @param middle A, whole
 * @param middleGradient a block of its gradient
 * @param inputTransposed Xᵀ
 * @param outputGradientTransposed dZᵀ
 */
record DensePairStep(
    LinearLayer first,
    ZeroRuns zerosFirst,
    Function function,
    LinearLayer second,
    ZeroRuns zerosSecond,
    Tiling tiling,
    Slot middle,
    Slot middleGradient,
    Slot inputTransposed,
    Slot outputGradientTransposed)
    implements Step {
  @Override
  public void forward(Workspace w) {
    int n = w.examples();
    int rows = tiling.blockRows(n);
    int columns = tiling.examples(n);
    for (int row = 0; row < first.rows(); row += rows) {
      for (int from = 0; from < n; from += columns) {
        int count = Math.min(columns, n - from);
        forward(w, row, Math.min(rows, first.rows() - row), from, count);
      }
    }
  }

  private void forward(Workspace w, int row, int rows, int from, int count) {
    Tensor arena = w.arena();
    Tensor c = w.coefficients();
    int n = w.examples();
    int inputs = first.columns();
    int outputs = second.rows();
    long a = middle(row, from, count);
    Tensor x = w.tensor(first.in());
    long xo = w.offset(first.in()) + from;
    long w1 = w.coefficientOffset(first.index()) + (long) row * inputs;
    Blas.gemm(false, false, rows, count, inputs, 1, c, w1, inputs, x, xo, n, 0, arena, a, count);
    function.forward(arena, a, arena, a, (long) rows * count);
    long w2 = w.coefficientOffset(second.index()) + (long) row * outputs;
    long z = w.offset(second.out()) + from;
    double add = row == 0 ? 0 : 1;
    Blas.gemm(
        true, false, outputs, count, rows, 1, c, w2, outputs, arena, a, count, add, arena, z, n);
  }

  @Override
  public void backward(Workspace w) {
    int n = w.examples();
    Tensor arena = w.arena();
    Tensor x = w.tensor(first.in());
    long dz = w.gradientOffset(second.out());
    int inputs = first.columns();
    int outputs = second.rows();
    Blas.transpose(inputs, n, x, w.offset(first.in()), n, arena, inputTransposed.offset(), inputs);
    Blas.transpose(outputs, n, arena, dz, n, arena, outputGradientTransposed.offset(), outputs);
    int rows = tiling.blockRows(n);
    int columns = tiling.examples(n);
    for (int row = 0; row < first.rows(); row += rows) {
      for (int from = 0; from < n; from += columns) {
        int count = Math.min(columns, n - from);
        backward(w, row, Math.min(rows, first.rows() - row), from, count);
      }
    }
    zerosFirst.clear(w.gradient(), w.coefficientOffset(first.index()));
    zerosSecond.clear(w.gradient(), w.coefficientOffset(second.index()));
  }

  private void backward(Workspace w, int row, int rows, int from, int count) {
    Tensor arena = w.arena();
    Tensor c = w.coefficients();
    Tensor dc = w.gradient();
    int n = w.examples();
    int inputs = first.columns();
    int outputs = second.rows();
    long a = middle(row, from, count);
    long da = middleGradient.offset();
    long w1 = w.coefficientOffset(first.index()) + (long) row * inputs;
    long w2 = w.coefficientOffset(second.index()) + (long) row * outputs;
    long dz = w.gradientOffset(second.out()) + from;
    Blas.gemm(
        false, false, rows, count, outputs, 1, c, w2, outputs, arena, dz, n, 0, arena, da, count);
    long dzt = outputGradientTransposed.offset() + (long) from * outputs;
    Blas.gemm(
        false, false, rows, outputs, count, 1, arena, a, count, arena, dzt, outputs, 1, dc, w2,
        outputs);
    function.backward(arena, a, arena, da, arena, da, (long) rows * count);
    long xt = inputTransposed.offset() + (long) from * inputs;
    Blas.gemm(
        false, false, rows, inputs, count, 1, arena, da, count, arena, xt, inputs, 1, dc, w1,
        inputs);
    if (first.wantsInputGradient()) {
      long dx = w.gradientOffset(first.in()) + from;
      double add = row == 0 ? 0 : 1;
      Blas.gemm(
          true, false, inputs, count, rows, 1, c, w1, inputs, arena, da, count, add, arena, dx, n);
    }
  }

  private long middle(int row, int from, int count) {
    return middle.offset() + (long) first.rows() * from + (long) row * count;
  }
}
