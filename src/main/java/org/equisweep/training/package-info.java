/**
 * Flows, phases, batches, initializations, recording, stopping: trials trained side by side.
 *
 * <p>May use: network, data and what they may use.
 */
@NullMarked
package org.equisweep.training;

import org.jspecify.annotations.NullMarked;
