package org.equisweep.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.equisweep.tensor.SymmetricEigen;

/**
 * The angles between a span and the invariant vectors, from M_kl = ⟨Q_k, Π_G Q_l⟩ with an
 * orthonormal basis Q: its eigenvectors are the principal directions. With F the invariant parts of
 * the Q_k in orbit indicators, M = FFᵀ. Costs K² inner products over orbits and K² passes over the
 * coordinates.
 */
final class SpanAnalysis {
  private final Orbits orbits;
  private final Columns basis;
  private final double[][] invariantParts;
  private final List<Direction> directions = new ArrayList<>();

  /**
   * A principal direction v = Σ_k weights_k Q_k.
   *
   * @param weights its coefficients, of norm 1
   * @param invariant Π_G v in normalised orbit indicators
   */
  @SuppressWarnings("ArrayRecordComponent") // internal, never compared
  record Direction(double[] weights, double[] invariant, PrincipalAngle angle) {}

  SpanAnalysis(Orbits orbits, Columns basis) {
    this.orbits = orbits;
    this.basis = basis;
    this.invariantParts = new double[basis.count()][];
    for (int k = 0; k < invariantParts.length; k++) {
      invariantParts[k] = basis.invariantPart(k, orbits);
    }
    SymmetricEigen eigen =
        SymmetricEigen.of(OperatorNorm.gram(invariantParts), invariantParts.length);
    for (int j = invariantParts.length - 1; j >= 0; j--) {
      double[] weights = eigen.vector(j);
      double[] invariant = OperatorNorm.combine(weights, invariantParts);
      double sine = BlockedSum.norm(variantPart(weights, invariant));
      directions.add(
          new Direction(weights, invariant, new PrincipalAngle(sine, BlockedSum.norm(invariant))));
    }
  }

  /** (Id − Π_G)v. */
  double[] variantPart(double[] weights, double[] invariant) {
    double[] rest = basis.multiply(weights);
    for (int t = 0; t < rest.length; t++) {
      int orbit = orbits.orbitOf(t);
      rest[t] -= invariant[orbit] / Math.sqrt(orbits.size(orbit));
    }
    return rest;
  }

  /** Principal directions, the smallest angles first. */
  List<Direction> directions() {
    return directions;
  }

  /** Those in T𝓔. */
  List<Direction> fixed() {
    return directions.stream().filter(direction -> direction.angle().isZero()).toList();
  }

  AngleTally angles(long multiplicity) {
    AngleTally tally = new AngleTally();
    directions.forEach(direction -> tally.add(direction.angle(), multiplicity));
    return tally;
  }

  /** The normalised orbit indicators where they span T𝓔, else the principal directions in it. */
  EquivariantBasis equivariantBasis() {
    List<Direction> fixed = fixed();
    int[] inside = IntStream.range(0, orbits.count()).filter(o -> contains(fixed, o)).toArray();
    if (inside.length == fixed.size()) {
      return EquivariantBasis.indicators(orbits, inside);
    }
    List<double[]> vectors = fixed.stream().map(each -> basis.multiply(each.weights())).toList();
    return new EquivariantBasis(Columns.of(basis.rows(), vectors), null);
  }

  /** Whether the orbit's normalised indicator e lies in T𝓔: ‖e − Π_T𝓔 e‖ = 0. */
  private boolean contains(List<Direction> fixed, int orbit) {
    double[] rest = new double[orbits.count()];
    double weight = 0;
    for (Direction direction : fixed) {
      weight += direction.invariant()[orbit] * direction.invariant()[orbit];
    }
    if (weight < 0.5) {
      return false;
    }
    rest[orbit] = 1;
    for (Direction direction : fixed) {
      double component = direction.invariant()[orbit];
      for (int o = 0; o < rest.length; o++) {
        rest[o] -= component * direction.invariant()[o];
      }
    }
    return BlockedSum.norm(rest) <= PrincipalAngle.TOLERANCE;
  }

  /** ‖(Id − Π_T𝓔)LLᵀΠ_G‖ for L = QR: the norm of (Id − YYᵀ)RRᵀF, Y the weights of T𝓔. */
  double leak(double[] triangle) {
    int count = basis.count();
    double[][] rows = new double[count][];
    for (int k = 0; k < count; k++) {
      rows[k] = OperatorNorm.combine(gramRow(triangle, k), invariantParts);
    }
    for (Direction direction : fixed()) {
      double[] component = OperatorNorm.combine(direction.weights(), rows);
      for (int k = 0; k < count; k++) {
        for (int o = 0; o < component.length; o++) {
          rows[k][o] -= direction.weights()[k] * component[o];
        }
      }
    }
    return OperatorNorm.of(rows);
  }

  /** Row k of RRᵀ. */
  private double[] gramRow(double[] triangle, int k) {
    int count = basis.count();
    double[] row = new double[count];
    for (int l = 0; l < count; l++) {
      for (int j = Math.max(k, l); j < count; j++) {
        row[l] += triangle[k * count + j] * triangle[l * count + j];
      }
    }
    return row;
  }
}
