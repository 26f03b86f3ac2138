package org.equisweep.training;

/** What the curvature at a point of 𝓔 says about it. */
public enum Verdict {
  /** No negative eigenvalue, and whatever is flat is explained. */
  STABLE("stable"),
  /** A negative eigenvalue on T𝓔: not even a minimum of the equivariant model. */
  UNSTABLE_WITHIN("unstable-within-E"),
  /** None on T𝓔, a negative one on N𝓔: stable for the equivariant, unstable for the augmented. */
  UNSTABLE_NORMAL("unstable-normal"),
  /** None negative, but a flat direction that nothing explains: undecided. */
  DEGENERATE("degenerate"),
  /** The gradient is too large for the curvature to decide anything. */
  NOT_STATIONARY("not-stationary");

  private final String label;

  Verdict(String label) {
    this.label = label;
  }

  /** As in the trials table. */
  public String label() {
    return label;
  }
}
