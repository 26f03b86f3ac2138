package org.equisweep.training;

import java.util.List;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.RandomStream;

/**
 * A displacement along N𝓔 = T𝓛 ⊖ T𝓔: independent normal entries of all layers, in order, from
 * stream (seed, {@value #PURPOSE}, 0), projected on T𝓛, less their part in T𝓔. Being isotropic in
 * N𝓔, it has a uniformly random direction once scaled to a given norm.
 */
final class Perturbation {
  static final String PURPOSE = "perturbation";

  /** A direction shorter than this times √dim H counts as nothing but rounding. */
  private static final double NO_DIRECTION = 1e-12;

  private Perturbation() {}

  static void apply(
      InitializationSpec.Perturb perturb, List<LayerGeometry> layers, long seed, double[][] point) {
    if (perturb instanceof InitializationSpec.Perturb.NormalNorm fixed) {
      double[][] direction = direction(layers, seed);
      add(point, direction, fixed.norm() / length(layers, direction));
    } else if (perturb instanceof InitializationSpec.Perturb.NormalPerEntry perEntry) {
      add(point, direction(layers, seed), perEntry.std());
    }
  }

  private static double[][] direction(List<LayerGeometry> layers, long seed) {
    RandomStream stream = RandomStream.of(seed, PURPOSE, 0);
    double[][] direction = new double[layers.size()][];
    for (int layer = 0; layer < direction.length; layer++) {
      LayerGeometry geometry = layers.get(layer);
      double[] entries = new double[geometry.shape().size()];
      for (int i = 0; i < entries.length; i++) {
        entries[i] = stream.nextNormal();
      }
      direction[layer] = normalPart(geometry, entries);
    }
    return direction;
  }

  private static double[] normalPart(LayerGeometry geometry, double[] entries) {
    geometry.admissible().projectTangent(entries);
    double[] tangent = entries.clone();
    geometry.projectTangent(tangent);
    for (int i = 0; i < entries.length; i++) {
      entries[i] -= tangent[i];
    }
    return entries;
  }

  private static double length(List<LayerGeometry> layers, double[][] direction) {
    double squares = 0;
    long dimension = 0;
    for (int layer = 0; layer < direction.length; layer++) {
      squares += layers.get(layer).squaredNorm(direction[layer]);
      dimension += direction[layer].length;
    }
    if (Math.sqrt(squares) < NO_DIRECTION * Math.sqrt(dimension)) {
      throw InvalidInput.of(
          "perturb: {normal: …} needs admissible directions that break the symmetry",
          "every admissible layer is equivariant here",
          "remove perturb, or choose a larger group or admissible space");
    }
    return Math.sqrt(squares);
  }

  private static void add(double[][] point, double[][] direction, double scale) {
    for (int layer = 0; layer < point.length; layer++) {
      for (int i = 0; i < point[layer].length; i++) {
        point[layer][i] += scale * direction[layer][i];
      }
    }
  }
}
