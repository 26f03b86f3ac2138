package org.equisweep.training;

import java.util.List;
import java.util.Set;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * A(0) of a seed: drawn or read; where the admissible space is not all of Hom, projected on it;
 * then projected on 𝓔 if asked; then perturbed. A function of the initialization, the geometry and
 * the seed alone, so that all strategies of a seed begin alike.
 *
 * <p>Layer i draws from stream (seed, {@code initialization/layer_i}, 0), entry by entry in the
 * order (c_out, c_in, n_out, n_in); with {@code constant_over_positions} once per channel pair.
 */
public final class FirstPoint {
  static final String PURPOSE = "initialization/";

  private final InitializationSpec spec;
  private final List<LayerGeometry> layers;
  private final List<String> names;
  private final double @Nullable [] @Nullable [] read;

  /** Reads the weights file if there is one; InvalidInput when it does not fit. */
  public FirstPoint(InitializationSpec spec, ArchitectureGeometry geometry) {
    this.spec = spec;
    this.layers = geometry.layers();
    this.names = geometry.architecture().layerNames();
    this.read =
        spec.draw() instanceof InitializationSpec.File file
            ? WeightsFile.read(file.file(), layers, names)
            : null;
    requireKnownLayers();
  }

  /** A₁ … A_L, each in canonical order; the caller's own. */
  double[][] layers(long seed) {
    double[][] point = new double[layers.size()][];
    for (int layer = 0; layer < point.length; layer++) {
      point[layer] = layer(layer, seed);
      if (spec.projectOnEquivariant()) {
        layers.get(layer).projectEquivariant(point[layer]);
      }
    }
    Perturbation.apply(spec.perturb(), layers, seed, point);
    return point;
  }

  private double[] layer(int layer, long seed) {
    if (read != null) {
      return read[layer].clone();
    }
    LayerGeometry geometry = layers.get(layer);
    double[] a = new double[geometry.shape().size()];
    RandomStream stream = RandomStream.of(seed, PURPOSE + name(layer), 0);
    if (spec.draw() instanceof InitializationSpec.Gaussian gaussian) {
      double std = gaussian.std().getOrDefault(name(layer), scale(layer));
      boolean constant = gaussian.constantOverPositions().contains(name(layer));
      drawNormal(a, std, constant ? geometry.shape().spatial() : 1, stream);
    } else {
      InitializationSpec.Uniform uniform = (InitializationSpec.Uniform) spec.draw();
      InitializationSpec.Bound bound = uniform.bound().get(name(layer));
      if (bound instanceof InitializationSpec.Bound.ByOrbitSize bySize) {
        return OrbitDraw.draw(geometry, bySize.bounds(), name(layer), stream);
      }
      drawUniform(
          a,
          bound instanceof InitializationSpec.Bound.Entries entries
              ? entries.bound()
              : scale(layer),
          stream);
    }
    geometry.projectAdmissible(a);
    return a;
  }

  private static void drawNormal(double[] a, double std, int repeated, RandomStream stream) {
    for (int start = 0; start < a.length; start += repeated) {
      double value = std * stream.nextNormal();
      java.util.Arrays.fill(a, start, start + repeated, value);
    }
  }

  private static void drawUniform(double[] a, double bound, RandomStream stream) {
    for (int i = 0; i < a.length; i++) {
      a[i] = bound * (2 * stream.nextDouble() - 1);
    }
  }

  /** 1/√(c_in·n_in), the scale of layers that are not named; n_in counts taps in a convolution. */
  static double defaultScale(LayerGeometry geometry) {
    return 1 / Math.sqrt((double) geometry.shape().channelsIn() * geometry.inputsPerChannel());
  }

  private String name(int layer) {
    return names.get(layer);
  }

  /** 1/√(c_in·n_in), and 0 for a bias. */
  private double scale(int layer) {
    return name(layer).startsWith("bias_") ? 0 : defaultScale(layers.get(layer));
  }

  private void requireKnownLayers() {
    if (spec.draw() instanceof InitializationSpec.Gaussian gaussian) {
      requireKnown("std", gaussian.std().keySet());
      requireKnown("constant_over_positions", Set.copyOf(gaussian.constantOverPositions()));
    } else if (spec.draw() instanceof InitializationSpec.Uniform uniform) {
      requireKnown("bound", uniform.bound().keySet());
    }
  }

  private void requireKnown(String key, Set<String> given) {
    for (String name : given) {
      if (!names.contains(name)) {
        throw InvalidInput.of(
            key + " must name layers, " + names.get(0) + " … " + names.get(names.size() - 1),
            "got " + name,
            "count the linear layers from the input");
      }
    }
  }
}
