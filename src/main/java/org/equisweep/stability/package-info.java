/**
 * Curvature and stability: the Hessian of a trial's risk as a matrix-free operator on T𝓔 and N𝓔,
 * its extreme eigenpairs, and what they decide.
 *
 * <p>{@link org.equisweep.stability.Objective} is a twice differentiable function on ℝⁿ, {@link
 * org.equisweep.stability.SymmetricOperator} a symmetric map known by its products; solvers know
 * nothing else. {@link org.equisweep.stability.SplitCoordinates} are orthonormal coordinates of 𝓛
 * in which 𝓔 is a coordinate plane.
 *
 * <p>May use: training and what it may use.
 */
@NullMarked
package org.equisweep.stability;

import org.jspecify.annotations.NullMarked;
