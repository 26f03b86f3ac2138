package org.equisweep.geometry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one layer contributes to a row of the geometry table. Over layers everything is a direct
 * sum: dimensions add, operator norms are maxima, Frobenius norms and offset violations add in
 * squares.
 *
 * @param dimension dim H
 * @param admissible dim T𝓛
 * @param invariant dim H_G
 * @param equivariant dim T𝓔
 * @param commutator ‖[Π_T𝓛, Π_G]‖
 * @param commutatorSquared the square of its Frobenius norm
 * @param mostMixed the principal angle furthest from 0 and π/2, or null when all are one of these
 * @param offsetViolation ‖(Id − Π_G)(A₀ − Π_T𝓛A₀)‖
 * @param offsetNorm ‖A₀‖, the scale of that violation
 * @param largestSingular σ_max(L), 0 without coefficients
 * @param smallestSingular σ_min(L), ∞ without coefficients
 * @param leak ‖(Id − Π_T𝓔)LLᵀΠ_G‖, not yet divided by ‖LLᵀ‖
 * @param violations such as an empty 𝓔
 */
record Compatibility(
    long dimension,
    long admissible,
    long invariant,
    long equivariant,
    double commutator,
    double commutatorSquared,
    @Nullable PrincipalAngle mostMixed,
    double offsetViolation,
    double offsetNorm,
    double largestSingular,
    double smallestSingular,
    double leak,
    List<String> violations) {

  boolean compatible() {
    return mostMixed == null && offsetViolation <= PrincipalAngle.TOLERANCE * offsetNorm;
  }

  Compatibility withOffset(AffineOffset offset, double norm) {
    List<String> found =
        offset.nearest() == null
            ? List.of(
                "no admissible layer is equivariant: the admissible space and H_G are %.3g apart"
                    .formatted(offset.distance()))
            : List.of();
    return new Compatibility(
        dimension,
        admissible,
        invariant,
        equivariant,
        commutator,
        commutatorSquared,
        mostMixed,
        offset.violation(),
        norm,
        largestSingular,
        smallestSingular,
        leak,
        found);
  }

  /** The table's row of the direct sum of {@code layers}. */
  static GeometryRow row(@Nullable String layer, List<Compatibility> layers) {
    double largest = layers.stream().mapToDouble(Compatibility::largestSingular).max().orElse(0);
    double smallest =
        layers.stream()
            .mapToDouble(Compatibility::smallestSingular)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    double leak =
        largest == 0
            ? 0
            : layers.stream().mapToDouble(Compatibility::leak).max().orElse(0)
                / (largest * largest);
    return new GeometryRow(
        layer,
        layers.stream().mapToLong(Compatibility::dimension).sum(),
        layers.stream().mapToLong(Compatibility::admissible).sum(),
        layers.stream().mapToLong(Compatibility::invariant).sum(),
        layers.stream().mapToLong(Compatibility::equivariant).sum(),
        layers.stream().mapToDouble(Compatibility::commutator).max().orElse(0),
        Math.sqrt(sum(layers.stream().mapToDouble(Compatibility::commutatorSquared).toArray())),
        largestMixedAngle(layers),
        Math.sqrt(
            sum(layers.stream().mapToDouble(l -> l.offsetViolation * l.offsetViolation).toArray())),
        layers.stream().allMatch(Compatibility::compatible),
        unitary(largest, smallest),
        leak,
        leak <= PrincipalAngle.TOLERANCE,
        largest == 0 ? 1 : largest / smallest,
        layers.stream().flatMap(each -> each.violations.stream()).toList());
  }

  /** One λ with LᵀL = λ·Id, relative to λ. */
  private static boolean unitary(double largest, double smallest) {
    return largest == 0
        || largest * largest - smallest * smallest <= PrincipalAngle.TOLERANCE * largest * largest;
  }

  private static double largestMixedAngle(List<Compatibility> layers) {
    PrincipalAngle most = null;
    for (Compatibility layer : layers) {
      if (layer.mostMixed != null) {
        most = most == null ? layer.mostMixed : PrincipalAngle.moreMixed(most, layer.mostMixed);
      }
    }
    return most == null ? 0 : most.radians();
  }

  /** In order; a stream's sum may compensate differently from one JDK to the next. */
  private static double sum(double[] terms) {
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    return sum;
  }
}
