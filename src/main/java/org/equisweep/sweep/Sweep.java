package org.equisweep.sweep;

import java.util.List;

/** A sweep file, read, checked and expanded. Immutable. */
public final class Sweep {
  /**
   * Reads and checks a sweep file completely; InvalidInput with file, line and key otherwise.
   *
   * @param path local path or Hadoop URI
   * @param sets {@code path=value} overrides in order
   */
  public static Sweep load(String path, List<String> sets) {
    throw new UnsupportedOperationException();
  }

  public String name() {
    throw new UnsupportedOperationException();
  }

  public String about() {
    throw new UnsupportedOperationException();
  }

  public List<Cell> cells() {
    throw new UnsupportedOperationException();
  }

  public List<Long> seeds() {
    throw new UnsupportedOperationException();
  }

  /** The id of (cell, seed); equal for equal settings and seed. */
  public String trialId(Cell cell, long seed) {
    throw new UnsupportedOperationException();
  }

  /** Every distinct trial in exactly one cohort, in execution order. */
  public List<Cohort> cohorts() {
    throw new UnsupportedOperationException();
  }

  /** The extra axes, in column order. */
  public List<String> axes() {
    throw new UnsupportedOperationException();
  }

  /** The file as run: overrides applied, paths absolute; loading it gives an equal sweep. */
  public String yaml() {
    throw new UnsupportedOperationException();
  }

  public Execution execution() {
    throw new UnsupportedOperationException();
  }
}
