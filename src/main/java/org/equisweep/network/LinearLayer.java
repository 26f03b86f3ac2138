package org.equisweep.network;

import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Tensor;

/**
 * What every linear step knows of its layer, and the products with a dense matrix that they share:
 * (c_out·n_out)×(c_in·n_in), or c_out×c_in at every position where positions are carried along.
 *
 * @param index 0-based
 * @param carried positions that the matrix is applied to one by one; 1 where it mixes them
 */
record LinearLayer(int index, LinearShape shape, Activation in, Activation out, int carried) {
  LinearLayer(int index, LinearShape shape, Activation in, Activation out) {
    this(index, shape, in, out, 1);
  }

  int rows() {
    return Math.toIntExact(out.features() / carried);
  }

  int columns() {
    return Math.toIntExact(in.features() / carried);
  }

  /** Whether the gradient with respect to the input is wanted: not in the first layer. */
  boolean wantsInputGradient() {
    return in.gradient() != null;
  }

  /** Y = M X. */
  void multiply(Workspace w, Tensor matrix, long matrixOffset, Tensor x, long xo) {
    multiply(w, matrix, matrixOffset, x, xo, 0, w.arena());
  }

  /**
   * Y = M X + β Y.
   *
   * @param y the arena, or that of tangents
   */
  void multiply(
      Workspace w, Tensor matrix, long matrixOffset, Tensor x, long xo, double beta, Tensor y) {
    int n = w.examples() * carried;
    Blas.gemm(
        false,
        false,
        rows(),
        n,
        columns(),
        1,
        matrix,
        matrixOffset,
        columns(),
        x,
        xo,
        n,
        beta,
        y,
        w.offset(out),
        n);
  }

  /** dM = β dM + dY Xᵀ. */
  void matrixGradient(Workspace w, Tensor x, long xo, double beta, Tensor target, long to) {
    matrixGradient(w, w.arena(), x, xo, beta, target, to);
  }

  /**
   * dM = β dM + dY Xᵀ.
   *
   * @param dy the arena, or that of tangents
   */
  void matrixGradient(
      Workspace w, Tensor dy, Tensor x, long xo, double beta, Tensor target, long to) {
    int n = w.examples() * carried;
    Blas.gemm(
        false,
        true,
        rows(),
        columns(),
        n,
        1,
        dy,
        w.gradientOffset(out),
        n,
        x,
        xo,
        n,
        beta,
        target,
        to,
        columns());
  }

  /** dX = Mᵀ dY, to {@code to} in the arena. */
  void inputGradient(Workspace w, Tensor matrix, long matrixOffset, long to) {
    inputGradient(w, matrix, matrixOffset, w.arena(), 0, w.arena(), to);
  }

  /**
   * dX = Mᵀ dY + β dX.
   *
   * @param dy the arena, or that of tangents
   */
  void inputGradient(
      Workspace w, Tensor matrix, long matrixOffset, Tensor dy, double beta, Tensor dx, long to) {
    int n = w.examples() * carried;
    Blas.gemm(
        true,
        false,
        columns(),
        n,
        rows(),
        1,
        matrix,
        matrixOffset,
        columns(),
        dy,
        w.gradientOffset(out),
        n,
        beta,
        dx,
        to,
        n);
  }

  /**
   * The tangent of Y = M X, Ẏ = Ṁ X + M Ẋ, with the matrices in memory of their own.
   *
   * @param tangent where Ṁ lies
   * @param x where X lies; Ẋ lies at the same offset of the tangents
   */
  void multiplyTangent(
      Workspace w, Tensor matrix, Tensor tangent, long matrixOffset, Tensor x, long xo) {
    multiply(w, tangent, matrixOffset, x, xo, 0, w.tangents());
    if (wantsInputGradient()) {
      multiply(w, matrix, matrixOffset, w.tangents(), xo, 1, w.tangents());
    }
  }

  /** The tangent of dM = dY Xᵀ: dṀ = β dṀ + dẎ Xᵀ + dY Ẋᵀ. */
  void matrixGradientTangent(Workspace w, Tensor x, long xo, double beta, Tensor target, long to) {
    matrixGradient(w, w.tangents(), x, xo, beta, target, to);
    if (wantsInputGradient() && w.secondOrder()) {
      matrixGradient(w, w.arena(), w.tangents(), xo, 1, target, to);
    }
  }

  /** The tangent of dX = Mᵀ dY: dẊ = Mᵀ dẎ + Ṁᵀ dY, to {@code to} in the tangents. */
  void inputGradientTangent(
      Workspace w, Tensor matrix, Tensor tangent, long matrixOffset, long to) {
    inputGradient(w, matrix, matrixOffset, w.tangents(), 0, w.tangents(), to);
    if (w.secondOrder()) {
      inputGradient(w, tangent, matrixOffset, w.arena(), 1, w.tangents(), to);
    }
  }
}
