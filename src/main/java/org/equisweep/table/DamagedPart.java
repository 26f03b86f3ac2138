package org.equisweep.table;

/** A part file is not what its record says. */
final class DamagedPart extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedPart(String message) {
    super(message);
  }
}
