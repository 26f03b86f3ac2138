package org.equisweep.network;

/**
 * Exact reductions of work: the same mathematics in fewer operations, equal to the plain plan to
 * rounding. All are on; they can be switched off to test each against the plain plan, and are no
 * user's business.
 *
 * @param dataSpan layer 1 works in coordinates of what the data and their orbits span
 * @param keptTiles what is the same in every epoch is gathered once and kept
 */
public record Reductions(boolean dataSpan, boolean keptTiles) {
  /** Every reduction. */
  public static Reductions all() {
    return new Reductions(true, true);
  }

  /** The plain plan. */
  public static Reductions none() {
    return new Reductions(false, false);
  }
}
