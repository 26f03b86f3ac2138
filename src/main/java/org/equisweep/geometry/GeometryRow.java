package org.equisweep.geometry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The geometry table's quantities for one layer, or in total ({@code layer} null); see
 * docs/mathematics.
 */
public record GeometryRow(
    @Nullable String layer,
    long dimension,
    long admissibleDimension,
    long invariantDimension,
    long equivariantDimension,
    double commutatorNorm,
    double commutatorNormFrobenius,
    double largestMixedAngle,
    double offsetViolation,
    boolean compatible,
    boolean unitary,
    double parametrisationLeak,
    boolean keepsEquivariant,
    double conditionNumber,
    List<String> violations) {
  public GeometryRow {
    violations = List.copyOf(violations);
  }

  /** The same quantities as those of a layer with a name. */
  public GeometryRow ofLayer(String name) {
    return with(name, violations);
  }

  /** With further violated assumptions. */
  public GeometryRow alsoViolating(List<String> further) {
    List<String> all = new ArrayList<>(violations);
    all.addAll(further);
    return with(layer, all);
  }

  private GeometryRow with(@Nullable String newLayer, List<String> newViolations) {
    return new GeometryRow(
        newLayer,
        dimension,
        admissibleDimension,
        invariantDimension,
        equivariantDimension,
        commutatorNorm,
        commutatorNormFrobenius,
        largestMixedAngle,
        offsetViolation,
        compatible,
        unitary,
        parametrisationLeak,
        keepsEquivariant,
        conditionNumber,
        newViolations);
  }
}
