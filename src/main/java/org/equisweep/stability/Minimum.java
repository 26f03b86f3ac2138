package org.equisweep.stability;

/**
 * Where a descent ended.
 *
 * @param point the last iterate
 * @param value f there
 * @param gradientNorm ‖∇f‖₂ there
 * @param reached whether it is within the tolerance
 * @param iterations accepted
 * @param gradients evaluated
 * @param products with Hessians
 * @param alongNegativeCurvature whether a step followed a direction in which f curves downwards
 */
public record Minimum(
    double[] point,
    double value,
    double gradientNorm,
    boolean reached,
    int iterations,
    int gradients,
    int products,
    boolean alongNegativeCurvature) {}
