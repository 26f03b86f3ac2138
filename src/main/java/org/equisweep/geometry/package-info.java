/**
 * Layer spaces, admissible and equivariant subspaces as orthogonal projectors, compatibility.
 *
 * <p>May use: group and what it may use.
 */
@NullMarked
package org.equisweep.geometry;

import org.jspecify.annotations.NullMarked;
