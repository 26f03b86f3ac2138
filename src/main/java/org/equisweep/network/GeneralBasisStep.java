package org.equisweep.network;

import org.equisweep.geometry.GeneralBasis;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** {@link LinearForm#GENERAL}: the matrix A₀ + Σ_k c_k B_k in every call. */
final class GeneralBasisStep implements PlainStep {
  private final LinearLayer layer;
  private final SparseMap combination;
  private final SparseMap transposed;
  private final double @Nullable [] offset;
  private final Slot matrix;
  private final Slot matrixGradient;

  /**
   * @param combination ℝ^K → the dense layout, column k holds B_k
   * @param matrix A₀ + Σ_k c_k B_k
   */
  GeneralBasisStep(
      LinearLayer layer,
      GeneralBasis parametrisation,
      SparseMap combination,
      Slot matrix,
      Slot matrixGradient) {
    this.layer = layer;
    this.combination = combination;
    this.transposed = combination.transposed();
    double[] canonical = parametrisation.offset();
    this.offset =
        canonical == null ? null : new DenseLayout(layer.shape().layer()).fromCanonical(canonical);
    this.matrix = matrix;
    this.matrixGradient = matrixGradient;
  }

  /** The B_k side by side, rows in the dense layout. */
  static SparseMap combination(LinearLayer layer, GeneralBasis parametrisation) {
    DenseLayout dense = new DenseLayout(layer.shape().layer());
    SparseMap.Entries entries = new SparseMap.Entries();
    for (int k = 0; k < parametrisation.coefficients(); k++) {
      double[] basis = parametrisation.basis(k);
      for (int i = 0; i < basis.length; i++) {
        if (basis[i] != 0) {
          entries.add(dense.position(i), k, basis[i]);
        }
      }
    }
    return entries.map(Math.toIntExact(layer.shape().size()), parametrisation.coefficients());
  }

  @Override
  public void forward(Workspace w) {
    Tensor arena = w.arena();
    if (offset != null) {
      arena.copyFrom(offset, 0, matrix.offset(), offset.length);
    }
    combination.apply(
        w.coefficients(),
        w.coefficientOffset(layer.index()),
        arena,
        matrix.offset(),
        1,
        offset != null);
    layer.multiply(w, arena, matrix.offset(), w.tensor(layer.in()), w.offset(layer.in()));
  }

  @Override
  public void backward(Workspace w) {
    Tensor arena = w.arena();
    if (w.wantsGradient()) {
      layer.matrixGradient(
          w, w.tensor(layer.in()), w.offset(layer.in()), 0, arena, matrixGradient.offset());
      long at = w.coefficientOffset(layer.index());
      transposed.apply(arena, matrixGradient.offset(), w.gradient(), at, 1, true);
    }
    if (layer.wantsInputGradient()) {
      layer.inputGradient(w, arena, matrix.offset(), w.gradientOffset(layer.in()));
    }
  }

  @Override
  public void tangentForward(Workspace w) {
    long at = w.coefficientOffset(layer.index());
    combination.apply(w.direction(), at, w.tangents(), matrix.offset(), 1, false);
    layer.multiplyTangent(
        w, w.arena(), w.tangents(), matrix.offset(), w.tensor(layer.in()), w.offset(layer.in()));
  }

  @Override
  public void tangentBackward(Workspace w) {
    Tensor tangents = w.tangents();
    layer.matrixGradientTangent(
        w, w.tensor(layer.in()), w.offset(layer.in()), 0, tangents, matrixGradient.offset());
    long at = w.coefficientOffset(layer.index());
    transposed.apply(tangents, matrixGradient.offset(), w.product(), at, 1, true);
    if (layer.wantsInputGradient()) {
      layer.inputGradientTangent(
          w, w.arena(), tangents, matrix.offset(), w.gradientOffset(layer.in()));
    }
  }
}
