package org.equisweep.geometry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The geometry table's quantities for one layer, or in total ({@code layer} null); see
 * docs/mathematics.
 */
public record GeometryRow(
    @Nullable Integer layer,
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
    List<String> violations) {}
