package org.equisweep.network;

import org.equisweep.geometry.LayerShape;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Tensor;

/**
 * What every linear step knows of its layer, and the products with a dense matrix
 * (c_out·n_out)×(c_in·n_in) they share.
 *
 * @param index 0-based
 */
record LinearLayer(int index, LayerShape shape, Activation in, Activation out) {
  int rows() {
    return shape.channelsOut() * shape.positionsOut();
  }

  int columns() {
    return shape.channelsIn() * shape.positionsIn();
  }

  /** Whether the gradient with respect to the input is wanted: not in the first layer. */
  boolean wantsInputGradient() {
    return in.gradient() != null;
  }

  /** Y = M X. */
  void multiply(Workspace w, Tensor matrix, long matrixOffset, Tensor x, long xo) {
    int n = w.examples();
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
        0,
        w.arena(),
        w.offset(out),
        n);
  }

  /** dM = β dM + dY Xᵀ. */
  void matrixGradient(Workspace w, Tensor x, long xo, double beta, Tensor target, long to) {
    int n = w.examples();
    Blas.gemm(
        false,
        true,
        rows(),
        columns(),
        n,
        1,
        w.arena(),
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
    int n = w.examples();
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
        w.arena(),
        w.gradientOffset(out),
        n,
        0,
        w.arena(),
        to,
        n);
  }
}
