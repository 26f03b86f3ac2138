/**
 * Layer spaces, admissible and equivariant subspaces as orthogonal projectors, compatibility.
 *
 * <p>A layer space is ℝ^{c_out×c_in} ⊗ ℝᵀ with a group that permutes the T spatial coordinates
 * ({@link org.equisweep.geometry.LayerSpace}): index pairs of a dense layer, taps of a kernel.
 * Everything about H_G comes from the orbits of these, which cost a pass per generator. Admissible
 * spaces spanned by coordinates are decided orbit by orbit, exactly ({@code MaskAnalysis}); others
 * by the K×K matrix M of inner products of invariant parts, on ℝᵀ where the channels factor out and
 * on the whole of H where they do not ({@code SpanAnalysis}, {@code AffineOffset}).
 *
 * <p>"0 or 1" is decided on sines and cosines of principal angles, up to 1e-8; vectors count as
 * dependent below a ratio of singular values of 1e-7. What is reported is the number as computed.
 *
 * <p>May use: group and what it may use.
 */
@NullMarked
package org.equisweep.geometry;

import org.jspecify.annotations.NullMarked;
