/**
 * Sweep files, axes, grids, trial identity, cohorts, plans. Pure Java, no Spark.
 *
 * <p>May use: training and what it may use.
 */
@NullMarked
package org.equisweep.sweep;

import org.jspecify.annotations.NullMarked;
