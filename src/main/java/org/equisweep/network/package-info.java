/**
 * Architecture descriptions with a group acting on them, compiled to step plans that run forward
 * and backward for one lane at a time.
 *
 * <p>{@link org.equisweep.network.ArchitectureSpec} says what the network is. {@link
 * org.equisweep.network.ArchitectureGeometry} propagates the feature spaces through it, gives each
 * layer its geometry and checks the standing assumptions by running the very steps. {@link
 * org.equisweep.network.Network} compiles it once: every stage becomes a step that knows its slots
 * in an arena whose size and sharing are settled then, every linear layer takes the {@link
 * org.equisweep.network.LinearForm} of least counted work, and nothing is allocated in a call. How
 * a layer's coefficients lie follows its form and is hidden behind {@link
 * org.equisweep.network.Coefficients}.
 *
 * <p>A new kind of stage is a record in the description, a case in the propagation of features and
 * a step; a new way to execute a linear layer is a form with its counts, a step and a layout.
 *
 * <p>May use: geometry and what it may use.
 */
@NullMarked
package org.equisweep.network;

import org.jspecify.annotations.NullMarked;
