package org.equisweep.statistics;

import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What is to be explained of a trial that finished, and what may explain it.
 *
 * @param labels target by target; null where it has no finite value
 * @param axes the value of every axis
 */
record FinishedTrial(@Nullable Double[] labels, long seed, @Nullable Object[] axes) {

  /** From a row of labels, the seed, and axes. */
  static FinishedTrial of(Row row, int targets) {
    @Nullable Double[] labels = new Double[targets];
    for (int i = 0; i < targets; i++) {
      labels[i] = row.isNullAt(i) ? null : row.getDouble(i);
    }
    @Nullable Object[] axes = new Object[row.length() - targets - 1];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = row.get(targets + 1 + i);
    }
    return new FinishedTrial(labels, row.getLong(targets), axes);
  }
}
