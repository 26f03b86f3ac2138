package org.equisweep.flow;

import java.util.List;
import java.util.OptionalInt;

/** A field whose evaluations are counted, and what every integration asks before it begins. */
final class Evaluations {
  private final VectorField field;
  private long count;

  Evaluations(VectorField field) {
    this.field = field;
  }

  void evaluate(double[] state, double[] derivative) {
    count++;
    field.evaluate(state, derivative);
  }

  long count() {
    return count;
  }

  static void requireProblem(VectorField field, double[] state, double start, double end) {
    if (state.length != field.dimension()) {
      throw new IllegalArgumentException(
          "a state must have %d entries, got %d".formatted(field.dimension(), state.length));
    }
    if (!(end > start) || !Double.isFinite(start) || !Double.isFinite(end)) {
      throw new IllegalArgumentException(
          "an integration must end after it starts, got %s to %s".formatted(start, end));
    }
  }

  static void requireTolerance(double tolerance) {
    if (!(tolerance > 0) || Double.isInfinite(tolerance)) {
      throw new IllegalArgumentException("tolerance must be above 0, got " + tolerance);
    }
  }

  /** The first event that is not above 0. */
  static OptionalInt reached(List<Event> events, double[] state, double[] derivative) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).value(state, derivative) <= 0) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
