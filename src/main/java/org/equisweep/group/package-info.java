/**
 * Groups by generators, their permutation representations and the algebra of these, uniform
 * sampling, orbits.
 *
 * <p>May use: tensor and what it may use.
 */
@NullMarked
package org.equisweep.group;

import org.jspecify.annotations.NullMarked;
