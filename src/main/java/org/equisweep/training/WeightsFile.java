package org.equisweep.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.equisweep.data.PlannedFile;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.LayerShape;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npz;
import org.jspecify.annotations.Nullable;

/**
 * A weights file: {@code layer_1} … {@code layer_L}, the admissible layers themselves, each (c_out,
 * c_in, n_out, n_in). Where {@code coefficients_i} stands beside {@code layer_i} it must give that
 * layer, and is taken in its place.
 */
public final class WeightsFile {
  /**
   * How far, against its norm, a layer may be from the admissible space: float32 rounding passes.
   */
  static final double TOLERANCE = 1e-6;

  private final String path;
  private final Map<String, NdArray> arrays;

  private WeightsFile(String path, Map<String, NdArray> arrays) {
    this.path = path;
    this.arrays = arrays;
  }

  /** A₁ … A_L in canonical order, on 𝓛. */
  static double[][] read(FileRef file, List<LayerGeometry> layers, List<String> names) {
    PlannedFile.requireUnchanged(file);
    WeightsFile weights = new WeightsFile(file.path(), Npz.read(file.path()));
    weights.requireNoOtherLayer(names);
    double[][] read = new double[layers.size()][];
    for (int layer = 0; layer < read.length; layer++) {
      read[layer] = weights.layer(names.get(layer), layers.get(layer));
    }
    return read;
  }

  private double[] layer(String name, LayerGeometry geometry) {
    NdArray array = arrays.get(name);
    if (array == null) {
      throw InvalidInput.of(
          "a weights file must hold every layer", path + " lacks " + name, "add the array " + name);
    }
    int[] expected = extents(name, geometry.shape());
    boolean withPosition =
        expected.length == 1 && Arrays.equals(array.shape(), new int[] {expected[0], 1});
    if (!Arrays.equals(array.shape(), expected) && !withPosition) {
      throw InvalidInput.of(
          "%s must have shape %s = %s"
              .formatted(name, Arrays.toString(expected), meaning(expected.length)),
          "in %s it has %s".formatted(path, Arrays.toString(array.shape())),
          "reshape it");
    }
    requireFinite(name, array);
    return onAdmissible(name, geometry, array.values().clone());
  }

  /**
   * How a layer stands in a weights file; a bias as (c_out), or (c_out, n_out); (c_out, 1) is read
   * too.
   */
  public static int[] extents(String name, LayerShape shape) {
    if (name.startsWith("bias_")) {
      return shape.positionsOut() == 1
          ? new int[] {shape.channelsOut()}
          : new int[] {shape.channelsOut(), shape.positionsOut()};
    }
    return new int[] {
      shape.channelsOut(), shape.channelsIn(), shape.positionsOut(), shape.positionsIn()
    };
  }

  private static String meaning(int rank) {
    return rank == 4
        ? "(c_out, c_in, n_out, n_in), of a convolution (c_out, c_in, height, width)"
        : rank == 2 ? "(c_out, n_out)" : "(c_out)";
  }

  private double[] onAdmissible(String name, LayerGeometry geometry, double[] given) {
    double[] a = given.clone();
    geometry.projectAdmissible(a);
    requireNear(a, given, name, "lie in the admissible space", "is off it by", "project it");
    String coefficients = name.replace("layer_", "coefficients_");
    double[] c =
        coefficients.equals(name) ? null : coefficients(coefficients, geometry.admissible());
    if (c != null) {
      geometry.admissible().layer(c, a);
      requireNear(
          a, given, coefficients, "give " + name, "misses it by", "leave the coefficients out");
    }
    return a;
  }

  private double @Nullable [] coefficients(String name, Parametrisation parametrisation) {
    NdArray array = arrays.get(name);
    if (array == null) {
      return null;
    }
    requireFinite(name, array);
    if (array.values().length != parametrisation.coefficients()) {
      throw InvalidInput.of(
          "%s must hold %d coefficients".formatted(name, parametrisation.coefficients()),
          "in %s it holds %d".formatted(path, array.values().length),
          "give one for each column of the parametrisation, or leave it out");
    }
    return array.values();
  }

  private void requireNear(
      double[] a, double[] given, String name, String must, String misses, String remedy) {
    double distance = Math.sqrt(GradientNorms.squaredDistance(a, given));
    double norm = Math.sqrt(GradientNorms.squaredNorm(given));
    if (!(distance <= TOLERANCE * norm)) {
      throw InvalidInput.of(
          "%s must %s within %.0e of its norm".formatted(name, must, TOLERANCE),
          "in %s it %s %.3g, its norm being %.3g".formatted(path, misses, distance, norm),
          remedy);
    }
  }

  private void requireFinite(String name, NdArray array) {
    for (int i = 0; i < array.values().length; i++) {
      if (!Double.isFinite(array.values()[i])) {
        throw InvalidInput.of(
            "weights must be finite",
            "%s of %s has %s at flat index %d".formatted(name, path, array.values()[i], i),
            "give numbers");
      }
    }
  }

  private void requireNoOtherLayer(List<String> names) {
    for (String name : arrays.keySet()) {
      if (name.matches("(layer|bias|coefficients)_\\d+")
          && !names.contains(name.replace("coefficients_", "layer_"))) {
        throw InvalidInput.of(
            "a weights file must fit the architecture, which has " + String.join(", ", names),
            path + " also holds " + name,
            "use the weights of this architecture");
      }
    }
  }
}
