package org.equisweep.network;

import org.equisweep.network.PointwiseStep.Function;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Tensor;

/**
 * {@link DensePairStep} at the beginning of a network, for tangents: Z = W₂ σ(W₁ X), block by block
 * of the rows in the middle, and so in every pass. X has no tangent; so the gradient of the middle
 * matters to products only where σ bends, and is kept, or made at all, only there or for a
 * gradient.
 *
 * <p>The middle lies as [tile of examples][row][example], W₂ transposed.
 *
 * @param zerosFirst outside of W₁'s mask
 * @param zerosSecond outside of the mask of W₂ transposed
 * @param middle A = σ(W₁ X), whole, and its tangent
 * @param middleGradient dA: whole where σ bends, else a block; its tangent, a block
 * @param block one of dA after σ
 * @param inputTransposed Xᵀ
 * @param outputGradientTransposed dZᵀ, and its tangent
 */
record TangentPairStep(
    LinearLayer first,
    ZeroRuns zerosFirst,
    Function function,
    LinearLayer second,
    ZeroRuns zerosSecond,
    Tiling tiling,
    Slot middle,
    Slot middleGradient,
    Slot block,
    Slot inputTransposed,
    Slot outputGradientTransposed)
    implements PlainStep {

  /** What a pass does with rows {@code row} … of the middle and examples {@code from} …. */
  private interface BlockPass {
    void run(int row, int rows, int from, int count);
  }

  private void forEachBlock(int n, BlockPass pass) {
    int rows = tiling.blockRows(n);
    int columns = tiling.examples(n);
    for (int row = 0; row < first.rows(); row += rows) {
      for (int from = 0; from < n; from += columns) {
        pass.run(row, Math.min(rows, first.rows() - row), from, Math.min(columns, n - from));
      }
    }
  }

  @Override
  public void forward(Workspace w) {
    forEachBlock(w.examples(), (row, rows, from, count) -> forward(w, row, rows, from, count));
  }

  private void forward(Workspace w, int row, int rows, int from, int count) {
    Tensor arena = w.arena();
    long a = middle(row, from, count);
    intoMiddle(w, w.coefficients(), row, rows, from, count, arena);
    function.forward(arena, a, arena, a, (long) rows * count);
    fromMiddle(w, w.coefficients(), row, rows, from, count, arena, row == 0 ? 0 : 1, arena);
  }

  @Override
  public void backward(Workspace w) {
    int n = w.examples();
    Blas.transpose(
        first.columns(),
        n,
        w.tensor(first.in()),
        w.offset(first.in()),
        n,
        w.arena(),
        inputTransposed.offset(),
        first.columns());
    transposeOutputGradient(w, w.arena());
    if (!bends() && !w.wantsGradient()) {
      return;
    }
    forEachBlock(n, (row, rows, from, count) -> backward(w, row, rows, from, count));
    if (w.wantsGradient()) {
      clearMasked(w.gradient(), w);
    }
  }

  private void backward(Workspace w, int row, int rows, int from, int count) {
    Tensor arena = w.arena();
    long da = middleGradient(row, from, count);
    outputToMiddle(w, w.coefficients(), row, rows, from, count, arena, 0, arena, da);
    if (w.wantsGradient()) {
      secondGradient(w, row, rows, from, count, arena, arena, w.gradient());
      long dy = block.offset();
      long a = middle(row, from, count);
      function.backward(arena, a, arena, da, arena, dy, (long) rows * count);
      firstGradient(w, row, rows, from, count, arena, w.gradient());
    }
  }

  /** Ȧ = σ′(Ẇ₁X), Ż = W₂Ȧ + Ẇ₂A. */
  @Override
  public void tangentForward(Workspace w) {
    forEachBlock(
        w.examples(), (row, rows, from, count) -> tangentForward(w, row, rows, from, count));
  }

  private void tangentForward(Workspace w, int row, int rows, int from, int count) {
    Tensor arena = w.arena();
    Tensor tangents = w.tangents();
    long a = middle(row, from, count);
    intoMiddle(w, w.direction(), row, rows, from, count, tangents);
    function.backward(arena, a, tangents, a, tangents, a, (long) rows * count);
    double add = row == 0 ? 0 : 1;
    fromMiddle(w, w.coefficients(), row, rows, from, count, tangents, add, tangents);
    fromMiddle(w, w.direction(), row, rows, from, count, arena, 1, tangents);
  }

  /** dȦ = W₂ᵀdŻ + Ẇ₂ᵀdZ; dẆ₂ = dŻAᵀ + dZȦᵀ; dẆ₁ = (σ′dȦ + σ″…)Xᵀ. */
  @Override
  public void tangentBackward(Workspace w) {
    transposeOutputGradient(w, w.tangents());
    forEachBlock(
        w.examples(), (row, rows, from, count) -> tangentBackward(w, row, rows, from, count));
    clearMasked(w.product(), w);
  }

  private void tangentBackward(Workspace w, int row, int rows, int from, int count) {
    Tensor arena = w.arena();
    Tensor tangents = w.tangents();
    Tensor product = w.product();
    long a = middle(row, from, count);
    long dy = block.offset();
    long size = (long) rows * count;
    outputToMiddle(w, w.coefficients(), row, rows, from, count, tangents, 0, tangents, dy);
    secondGradient(w, row, rows, from, count, arena, tangents, product);
    if (w.secondOrder()) {
      outputToMiddle(w, w.direction(), row, rows, from, count, arena, 1, tangents, dy);
      secondGradient(w, row, rows, from, count, tangents, arena, product);
    }
    function.backward(arena, a, tangents, dy, tangents, dy, size);
    if (w.secondOrder() && bends()) {
      long da = middleGradient(row, from, count);
      PointwiseStep.addCurvature(function, arena, a, tangents, a, arena, da, tangents, dy, size);
    }
    firstGradient(w, row, rows, from, count, tangents, product);
  }

  /** A = W₁X of a block. */
  private void intoMiddle(
      Workspace w, Tensor c, int row, int rows, int from, int count, Tensor middles) {
    int inputs = first.columns();
    long w1 = w.coefficientOffset(first.index()) + (long) row * inputs;
    Tensor x = w.tensor(first.in());
    long xo = w.offset(first.in()) + from;
    long a = middle(row, from, count);
    int n = w.examples();
    Blas.gemm(false, false, rows, count, inputs, 1, c, w1, inputs, x, xo, n, 0, middles, a, count);
  }

  /** Z = W₂A + βZ with a block of A. */
  private void fromMiddle(
      Workspace w,
      Tensor c,
      int row,
      int rows,
      int from,
      int count,
      Tensor middles,
      double beta,
      Tensor outputs) {
    int out = second.rows();
    long w2 = w.coefficientOffset(second.index()) + (long) row * out;
    long a = middle(row, from, count);
    long z = w.offset(second.out()) + from;
    int n = w.examples();
    Blas.gemm(true, false, out, count, rows, 1, c, w2, out, middles, a, count, beta, outputs, z, n);
  }

  /** dA = W₂ᵀdZ + βdA of a block, to {@code to}. */
  private void outputToMiddle(
      Workspace w,
      Tensor c,
      int row,
      int rows,
      int from,
      int count,
      Tensor outputs,
      double beta,
      Tensor middles,
      long to) {
    int out = second.rows();
    long w2 = w.coefficientOffset(second.index()) + (long) row * out;
    long dz = w.gradientOffset(second.out()) + from;
    int n = w.examples();
    Blas.gemm(
        false, false, rows, count, out, 1, c, w2, out, outputs, dz, n, beta, middles, to, count);
  }

  /** dW₂ᵀ += A dZᵀ with a block of A. */
  private void secondGradient(
      Workspace w,
      int row,
      int rows,
      int from,
      int count,
      Tensor middles,
      Tensor outputs,
      Tensor gradient) {
    int out = second.rows();
    long w2 = w.coefficientOffset(second.index()) + (long) row * out;
    long a = middle(row, from, count);
    long dzt = outputGradientTransposed.offset() + (long) from * out;
    Blas.gemm(
        false, false, rows, out, count, 1, middles, a, count, outputs, dzt, out, 1, gradient, w2,
        out);
  }

  /** dW₁ += dY Xᵀ with the {@link #block} of dY. */
  private void firstGradient(
      Workspace w, int row, int rows, int from, int count, Tensor middles, Tensor gradient) {
    int inputs = first.columns();
    long w1 = w.coefficientOffset(first.index()) + (long) row * inputs;
    long xt = inputTransposed.offset() + (long) from * inputs;
    Blas.gemm(
        false,
        false,
        rows,
        inputs,
        count,
        1,
        middles,
        block.offset(),
        count,
        w.arena(),
        xt,
        inputs,
        1,
        gradient,
        w1,
        inputs);
  }

  private void transposeOutputGradient(Workspace w, Tensor memory) {
    int out = second.rows();
    int n = w.examples();
    long dz = w.gradientOffset(second.out());
    Blas.transpose(out, n, memory, dz, n, memory, outputGradientTransposed.offset(), out);
  }

  private void clearMasked(Tensor gradient, Workspace w) {
    zerosFirst.clear(gradient, w.coefficientOffset(first.index()));
    zerosSecond.clear(gradient, w.coefficientOffset(second.index()));
  }

  private boolean bends() {
    return PointwiseStep.bends(function);
  }

  private long middle(int row, int from, int count) {
    return middle.offset() + place(row, from, count);
  }

  private long middleGradient(int row, int from, int count) {
    return middleGradient.offset() + (bends() ? place(row, from, count) : 0);
  }

  private long place(int row, int from, int count) {
    return (long) first.rows() * from + (long) row * count;
  }
}
