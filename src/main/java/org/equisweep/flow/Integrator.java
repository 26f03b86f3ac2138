package org.equisweep.flow;

import java.util.List;

/**
 * A method for ẏ = f(y) that chooses its own steps: the estimated error of each, in the Euclidean
 * norm, is at most the tolerance. In a flow that nowhere expands the error at the end is at most
 * the sum of these. Deterministic; one object serves one integration at a time.
 */
public sealed interface Integrator permits DormandPrince, Chebyshev {
  /** p: an error of O(hᵖ) at a fixed time with steps of length h. */
  int order();

  /**
   * Integrates from {@code start} to {@code end}, or to the first event.
   *
   * @param state y(start), on return y at the end; of {@code field}'s dimension
   * @param end above {@code start}
   * @param events the first whose value falls to 0 ends it; one that is not above 0 at the start
   *     ends it there
   * @throws NotFiniteException when the solution cannot be continued in finite numbers
   */
  Integration integrate(
      VectorField field,
      double[] state,
      double start,
      double end,
      List<Event> events,
      StepObserver observer);

  /** The same without events and observer. */
  default Integration integrate(VectorField field, double[] state, double start, double end) {
    return integrate(field, state, start, end, List.of(), StepObserver.none());
  }
}
