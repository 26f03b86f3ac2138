package org.equisweep.network;

import org.equisweep.geometry.GeneralBasis;
import org.equisweep.tensor.Blas;
import org.equisweep.tensor.Tensor;

/**
 * {@link LinearForm#GENERAL}: the matrix A₀ + Σ_k c_k B_k in every call.
 *
 * @param basis B and then A₀, each in the dense layout, constant
 * @param matrix the sum
 * @param matrixGradient its gradient
 */
record GeneralBasisStep(
    LinearLayer layer, GeneralBasis parametrisation, Slot basis, Slot matrix, Slot matrixGradient)
    implements Step {
  @Override
  public void initialise(Workspace w) {
    DenseLayout layout = new DenseLayout(layer.shape());
    int size = layer.shape().size();
    int count = parametrisation.coefficients();
    for (int k = 0; k < count; k++) {
      layout.write(parametrisation.basis(k), w.arena(), basis.offset() + (long) k * size);
    }
    double[] offset = parametrisation.offset();
    if (offset != null) {
      layout.write(offset, w.arena(), basis.offset() + (long) count * size);
    }
  }

  @Override
  public void forward(Workspace w) {
    Tensor arena = w.arena();
    int size = layer.shape().size();
    int count = parametrisation.coefficients();
    if (parametrisation.offset() == null) {
      arena.fill(matrix.offset(), size, 0);
    } else {
      arena.copyFrom(arena, basis.offset() + (long) count * size, matrix.offset(), size);
    }
    if (count > 0) {
      Blas.gemm(
          false,
          false,
          1,
          size,
          count,
          1,
          w.coefficients(),
          w.coefficientOffset(layer.index()),
          count,
          arena,
          basis.offset(),
          size,
          1,
          arena,
          matrix.offset(),
          size);
    }
    layer.multiply(w, arena, matrix.offset(), w.tensor(layer.in()), w.offset(layer.in()));
  }

  @Override
  public void backward(Workspace w) {
    Tensor arena = w.arena();
    int size = layer.shape().size();
    int count = parametrisation.coefficients();
    layer.matrixGradient(
        w, w.tensor(layer.in()), w.offset(layer.in()), 0, arena, matrixGradient.offset());
    if (count > 0) {
      Blas.gemm(
          false,
          true,
          1,
          count,
          size,
          1,
          arena,
          matrixGradient.offset(),
          size,
          arena,
          basis.offset(),
          size,
          1,
          w.gradient(),
          w.coefficientOffset(layer.index()),
          count);
    }
    if (layer.wantsInputGradient()) {
      layer.inputGradient(w, arena, matrix.offset(), w.gradientOffset(layer.in()));
    }
  }
}
