package org.equisweep.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A = Σ_k C_k ⊗ S_k with fixed S_k ∈ Hom(V, W), or in the taps of a kernel; coefficients are C in
 * the order (c_out, k, c_in). Every operation is O(c_out·c_in·(entries of the S_k)), plus
 * triangular solves where the S_k are not orthonormal.
 *
 * <p>With a metric N, adjoints and least squares are of the product ⟨a, b⟩ = Σ_t N_t a_t b_t.
 */
public final class Factored implements Parametrisation {
  private final LayerShape shape;
  private final Columns operators;

  /** N S_k: their products with a are Lᵀa. */
  private final Columns adjoint;

  /** Of the S_k in coordinates that make the product Euclidean; null where they are orthonormal. */
  private final @Nullable Orthonormalised factor;

  /** N Q_k, Q an orthonormal basis of the span. */
  private final Columns components;

  /** Q_k. */
  private final Columns span;

  private Factored(
      LayerShape shape,
      Columns operators,
      Columns adjoint,
      @Nullable Orthonormalised factor,
      Columns components,
      Columns span) {
    this.shape = shape;
    this.operators = operators;
    this.adjoint = adjoint;
    this.factor = factor;
    this.components = components;
    this.span = span;
  }

  /** With S_k that are known to be orthonormal. */
  static Factored orthonormal(LayerShape shape, Columns operators) {
    return new Factored(shape, operators, operators, null, operators, operators);
  }

  /** With S_k as given and what their orthonormalisation gave. */
  static Factored of(LayerShape shape, Columns operators, Orthonormalised factor) {
    return new Factored(shape, operators, operators, factor, factor.basis(), factor.basis());
  }

  /**
   * With S_k as given, orthogonality meant in the product with weights N.
   *
   * @param metric N, a positive weight for each spatial coordinate
   * @throws org.equisweep.problem.InvalidInput when they are linearly dependent
   */
  static Factored of(LayerShape shape, Columns operators, double[] metric) {
    double[] root = Arrays.stream(metric).map(Math::sqrt).toArray();
    double[] inverse = Arrays.stream(root).map(r -> 1 / r).toArray();
    Orthonormalised factor = Orthonormalised.of(operators.weighted(root), "spatial operators");
    return new Factored(
        shape,
        operators,
        operators.weighted(metric),
        factor,
        factor.basis().weighted(root),
        factor.basis().weighted(inverse));
  }

  /** The same space, the S_k made orthonormal. */
  @Override
  public Factored orthonormal() {
    return factor == null ? this : new Factored(shape, span, components, null, components, span);
  }

  /** K, the number of spatial operators. */
  public int operators() {
    return operators.count();
  }

  /** Spatial coordinates where S_k is not zero, ascending. A new array. */
  public int[] support(int k) {
    return operators.support(k);
  }

  /** Entries of S_k on its support. A new array. */
  public double[] values(int k) {
    return operators.values(k);
  }

  /** An orthonormal basis of the span of the S_k, each of length T. New arrays. */
  public List<double[]> orthonormalBasis() {
    return IntStream.range(0, span.count()).mapToObj(span::dense).toList();
  }

  /**
   * B with S_k = Σ_l B_lk S'_l, row-major K'×K, for the S' of another parametrisation of the same
   * space.
   */
  public double[] inTermsOf(Factored other) {
    int count = operators();
    double[] change = new double[other.operators() * count];
    for (int k = 0; k < count; k++) {
      double[] components = other.coordinatesOf(operators.dense(k));
      for (int l = 0; l < components.length; l++) {
        change[l * count + k] = components[l];
      }
    }
    return change;
  }

  /** A spatial operator less its projection on the span of the S_k. A new array. */
  public double[] residual(double[] operator) {
    double[] rest = operator.clone();
    double[] c = coordinatesOf(operator);
    for (int k = 0; k < c.length; k++) {
      operators.add(k, -c[k], rest, 0);
    }
    return rest;
  }

  /** The least-squares coefficients of one spatial operator. */
  private double[] coordinatesOf(double[] operator) {
    double[] c = new double[operators()];
    for (int k = 0; k < c.length; k++) {
      c[k] = components.dot(k, operator, 0);
    }
    if (factor != null) {
      factor.solve(c);
    }
    return c;
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
    products(adjoint, a, g);
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
    products(components, a, c);
    if (factor != null) {
      eachPair(c, factor::solve);
    }
  }

  @Override
  public void projectedGradient(double[] coefficientGradient, double[] layerGradient) {
    if (factor == null) {
      layer(coefficientGradient, layerGradient);
      return;
    }
    double[] inBasis = coefficientGradient.clone();
    eachPair(inBasis, factor::solveTransposed);
    combine(span, inBasis, layerGradient);
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
