package org.equisweep.training;

import java.util.Map;
import java.util.stream.IntStream;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.RandomStream;

/**
 * Uniform coefficients on 𝓔 in the normalised orbit indicators, the range decided by the size of
 * the orbit; drawn in the order of the coefficients.
 */
final class OrbitDraw {
  private OrbitDraw() {}

  static double[] draw(
      LayerGeometry geometry, Map<Integer, Double> bounds, String name, RandomStream stream) {
    int[] sizes = geometry.orbitSizes();
    if (sizes == null) {
      throw InvalidInput.of(
          "bounds by orbit size need an equivariant space spanned by orbit indicators",
          "that of " + name + " is not",
          "give one number as its bound");
    }
    double[] c = new double[sizes.length];
    for (int i = 0; i < c.length; i++) {
      Double bound = bounds.get(sizes[i]);
      if (bound == null) {
        throw InvalidInput.of(
            "bound of %s must name every orbit size: %s"
                .formatted(name, IntStream.of(sizes).distinct().sorted().boxed().toList()),
            "%d is missing".formatted(sizes[i]),
            "add it");
      }
      c[i] = bound * (2 * stream.nextDouble() - 1);
    }
    double[] a = new double[geometry.shape().size()];
    geometry.equivariant().layer(c, a);
    return a;
  }
}
