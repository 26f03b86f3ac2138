/**
 * Sweep files, axes, grids, trial identity, cohorts, plans. Pure Java, no Spark.
 *
 * <p>May use: stability and what it may use.
 */
@NullMarked
package org.equisweep.sweep;

import org.jspecify.annotations.NullMarked;
