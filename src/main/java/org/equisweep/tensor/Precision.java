package org.equisweep.tensor;

import java.util.Locale;

/** The number type of a trial's weights and activations. */
public enum Precision {
  FLOAT(4),
  DOUBLE(8);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }

  /** The name in sweep files and tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
