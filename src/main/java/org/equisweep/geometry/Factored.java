package org.equisweep.geometry;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A = Σ_k C_k ⊗ S_k with fixed S_k ∈ Hom(V, W); coefficients are C in the order (c_out, k, c_in).
 * Every operation is O(c_out·c_in·(entries of the S_k)), plus triangular solves where the S_k are
 * not orthonormal.
 */
public final class Factored implements Parametrisation {
  private final LayerShape shape;
  private final Columns operators;
  private final @Nullable Orthonormalised factor;

  private Factored(LayerShape shape, Columns operators, @Nullable Orthonormalised factor) {
    this.shape = shape;
    this.operators = operators;
    this.factor = factor;
  }

  /** With S_k that are known to be orthonormal. */
  static Factored orthonormal(LayerShape shape, Columns operators) {
    return new Factored(shape, operators, null);
  }

  /** With S_k as given and what their orthonormalisation gave. */
  static Factored of(LayerShape shape, Columns operators, Orthonormalised factor) {
    return new Factored(shape, operators, factor);
  }

  /** The same space, the S_k made orthonormal. */
  @Override
  public Factored orthonormal() {
    return factor == null ? this : orthonormal(shape, factor.basis());
  }

  /** K, the number of spatial operators. */
  public int operators() {
    return operators.count();
  }

  /** Positions t = p·n_in + q where S_k is not zero, ascending. A new array. */
  public int[] support(int k) {
    return operators.support(k);
  }

  /** Entries of S_k on its support. A new array. */
  public double[] values(int k) {
    return operators.values(k);
  }

  @Override
  public int coefficients() {
    return shape.channelPairs() * operators();
  }

  @Override
  public void layer(double[] c, double[] a) {
    combine(operators, c, a);
  }

  private void combine(Columns columns, double[] c, double[] a) {
    Arrays.fill(a, 0, shape.size(), 0);
    for (int pair = 0; pair < shape.channelPairs(); pair++) {
      for (int k = 0; k < columns.count(); k++) {
        columns.add(k, c[coefficient(pair, k)], a, pair * shape.spatial());
      }
    }
  }

  @Override
  public void adjoint(double[] a, double[] g) {
    products(operators, a, g);
  }

  private void products(Columns columns, double[] a, double[] g) {
    for (int pair = 0; pair < shape.channelPairs(); pair++) {
      for (int k = 0; k < columns.count(); k++) {
        g[coefficient(pair, k)] = columns.dot(k, a, pair * shape.spatial());
      }
    }
  }

  @Override
  public void coefficientsOf(double[] a, double[] c) {
    if (factor == null) {
      adjoint(a, c);
      return;
    }
    products(factor.basis(), a, c);
    eachPair(c, factor::solve);
  }

  @Override
  public void projectedGradient(double[] coefficientGradient, double[] layerGradient) {
    if (factor == null) {
      layer(coefficientGradient, layerGradient);
      return;
    }
    double[] inBasis = coefficientGradient.clone();
    eachPair(inBasis, factor::solveTransposed);
    combine(factor.basis(), inBasis, layerGradient);
  }

  private void eachPair(double[] c, Consumer<double[]> solve) {
    double[] column = new double[operators()];
    for (int pair = 0; pair < shape.channelPairs(); pair++) {
      for (int k = 0; k < column.length; k++) {
        column[k] = c[coefficient(pair, k)];
      }
      solve.accept(column);
      for (int k = 0; k < column.length; k++) {
        c[coefficient(pair, k)] = column[k];
      }
    }
  }

  /** Where C_k of a channel pair lies. */
  private int coefficient(int pair, int k) {
    int out = pair / shape.channelsIn();
    return (out * operators() + k) * shape.channelsIn() + pair % shape.channelsIn();
  }
}
