/**
 * Groups by generators, their permutation representations and the algebra of these, uniform
 * sampling, orbits.
 *
 * <p>An element is one permutation of the disjoint union of the base spaces in use (nodes, each
 * grid), so that it acts on all of them at once; a representation reads its own permutation off it.
 * Each family of groups knows its order, its listing and how to draw uniformly ({@code
 * ActingGroup}); {@code StabilizerChain} answers for groups known by generators, and for
 * membership.
 *
 * <p>May use: tensor and what it may use.
 */
@NullMarked
package org.equisweep.group;

import org.jspecify.annotations.NullMarked;
