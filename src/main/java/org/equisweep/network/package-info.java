/**
 * Architecture descriptions compiled to step plans: forward and backward over lanes.
 *
 * <p>May use: geometry and what it may use.
 */
@NullMarked
package org.equisweep.network;

import org.jspecify.annotations.NullMarked;
