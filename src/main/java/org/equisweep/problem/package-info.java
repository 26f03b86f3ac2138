/**
 * What is wrong with what the user gave, and where: one exception type in one form of words.
 *
 * <p>May use: nothing. Every other package may use it.
 */
@NullMarked
package org.equisweep.problem;

import org.jspecify.annotations.NullMarked;
