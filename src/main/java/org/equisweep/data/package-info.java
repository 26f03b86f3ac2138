/**
 * Dataset generators and readers, and the group's action on examples and targets.
 *
 * <p>May use: group and what it may use.
 */
@NullMarked
package org.equisweep.data;

import org.jspecify.annotations.NullMarked;
