/**
 * The command line; the same main class for {@code spark-submit}.
 *
 * <p>May use: everything.
 */
@NullMarked
package org.equisweep.cli;

import org.jspecify.annotations.NullMarked;
