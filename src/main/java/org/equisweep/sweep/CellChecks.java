package org.equisweep.sweep;

/** What must hold across the definitions of a cell. */
final class CellChecks {
  void check(CellBinder.Parts parts) {}
}
