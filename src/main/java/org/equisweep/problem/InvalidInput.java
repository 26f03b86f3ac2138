package org.equisweep.problem;

import org.jspecify.annotations.Nullable;

/**
 * Something the user gave cannot be used. The message has the house form: what must hold, what was
 * given, where, what to do. The command line prints it on one line and exits with 2.
 */
public final class InvalidInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String must;
  private final String given;
  private final String remedy;
  private final transient @Nullable Location location;

  private InvalidInput(String must, String given, String remedy, @Nullable Location location) {
    super(
        must + ", but " + given + (location == null ? "" : " (" + location + ")") + ": " + remedy);
    this.must = must;
    this.given = given;
    this.remedy = remedy;
    this.location = location;
  }

  /**
   * A problem whose place the caller does not know; see {@link #at}.
   *
   * @param must the invariant, such as {@code learning_rate must be a finite number above 0}
   * @param given what was found instead, such as {@code got -1.0}
   * @param remedy what to do, such as {@code give a step size like 1e-4}
   */
  public static InvalidInput of(String must, String given, String remedy) {
    return new InvalidInput(must, given, remedy, null);
  }

  /** The same problem with its place; a place already known (the more precise one) is kept. */
  public InvalidInput at(Location where) {
    if (location != null) {
      return this;
    }
    InvalidInput located = new InvalidInput(must, given, remedy, where);
    located.setStackTrace(getStackTrace());
    return located;
  }

  /** The same problem with another place, for who knows what a relative one stands for. */
  public InvalidInput movedTo(Location where) {
    return new InvalidInput(must, given, remedy, null).at(where);
  }

  public @Nullable Location location() {
    return location;
  }
}
