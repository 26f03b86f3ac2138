package org.equisweep.training;

import java.util.Map;
import java.util.stream.IntStream;
import org.equisweep.geometry.Coordinates;
import org.equisweep.geometry.Factored;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.RandomStream;

/**
 * Uniform coefficients on 𝓔 in the normalised orbit indicators, the range decided by the size of
 * the orbit; drawn in the order of the coefficients.
 */
final class OrbitDraw {
  /** How far an entry may be from 1/√size for the basis to count as orbit indicators. */
  private static final double INDICATOR_TOLERANCE = 1e-12;

  private OrbitDraw() {}

  static double[] draw(
      LayerGeometry geometry, Map<Integer, Double> bounds, String name, RandomStream stream) {
    Parametrisation e = geometry.equivariant();
    int[] sizes = sizes(e, name);
    double[] c = new double[e.coefficients()];
    for (int i = 0; i < c.length; i++) {
      int size = sizes[i / geometry.shape().channelsIn() % sizes.length];
      Double bound = bounds.get(size);
      if (bound == null) {
        throw InvalidInput.of(
            "bound of %s must name every orbit size: %s"
                .formatted(name, IntStream.of(sizes).distinct().sorted().boxed().toList()),
            "%s is missing".formatted(size),
            "add it");
      }
      c[i] = bound * (2 * stream.nextDouble() - 1);
    }
    double[] a = new double[geometry.shape().size()];
    e.layer(c, a);
    return a;
  }

  private static int[] sizes(Parametrisation e, String name) {
    if (e instanceof Coordinates) {
      return new int[] {1};
    }
    if (e instanceof Factored factored) {
      int[] sizes = new int[factored.operators()];
      for (int k = 0; k < sizes.length; k++) {
        sizes[k] = factored.support(k).length;
        requireIndicator(factored.values(k), name);
      }
      return sizes;
    }
    throw notIndicators(name);
  }

  private static void requireIndicator(double[] values, String name) {
    for (double value : values) {
      if (Math.abs(value - 1 / Math.sqrt(values.length)) > INDICATOR_TOLERANCE) {
        throw notIndicators(name);
      }
    }
  }

  private static InvalidInput notIndicators(String name) {
    return InvalidInput.of(
        "bounds by orbit size need an equivariant space spanned by orbit indicators",
        "that of " + name + " is not",
        "give one number as its bound");
  }
}
