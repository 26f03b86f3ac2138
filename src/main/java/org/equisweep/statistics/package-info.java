/**
 * Cells, comparisons and importance, with Spark SQL and MLlib.
 *
 * <p>May use: table and what it may use.
 */
@NullMarked
package org.equisweep.statistics;

import org.jspecify.annotations.NullMarked;
