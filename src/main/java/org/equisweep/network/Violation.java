package org.equisweep.network;

/**
 * A violated assumption.
 *
 * @param assumption which one
 * @param stage such as {@code layers.4 average_pool}
 * @param element the group element that shows it most, among the generators
 * @param size the Frobenius norm by which equality fails, on a unit-scale random probe
 */
public record Violation(Assumption assumption, String stage, String element, double size) {
  /** The standing assumptions of docs/mathematics. */
  public enum Assumption {
    /** Every ρᵢ(g) is orthogonal. */
    A1("‖ρᵀρ − I‖"),
    /** Every σᵢ commutes with the action. */
    A2("‖σ(ρx) − ρσ(x)‖"),
    /** The loss is invariant. */
    A3("|ℓ(ρz, ρy) − ℓ(z, y)|");

    private final String formula;

    Assumption(String formula) {
      this.formula = formula;
    }
  }

  @Override
  public String toString() {
    return "%s at %s: %s = %.3g for g = %s"
        .formatted(assumption, stage, assumption.formula, size, element);
  }
}
