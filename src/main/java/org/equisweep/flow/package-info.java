/**
 * Ordinary differential equations ẏ = f(y) integrated to a stated error: an eighth-order
 * Runge–Kutta method for smooth flows, a stabilised second-order one for stiff ones; dense output
 * and events. Knows nothing of networks.
 *
 * <p>May use: problem.
 */
@NullMarked
package org.equisweep.flow;

import org.jspecify.annotations.NullMarked;
