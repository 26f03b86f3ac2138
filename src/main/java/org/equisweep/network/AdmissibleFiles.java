package org.equisweep.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equisweep.geometry.LayerShape;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npy;
import org.equisweep.tensor.Npz;
import org.jspecify.annotations.Nullable;

/** Reads masks and bases of admissible spaces, and checks that they are what a layer needs. */
final class AdmissibleFiles {
  private AdmissibleFiles() {}

  /**
   * Which entries are free: spatial (n_out, n_in), shared by all channel pairs, or canonical.
   *
   * @throws InvalidInput where the shape is neither, an entry is not 0 or 1, or all are 0
   */
  static boolean[] mask(FileRef file, LayerShape shape) {
    NdArray array = Npy.read(file.path());
    int[] spatial = {shape.positionsOut(), shape.positionsIn()};
    int[] full = canonical(shape);
    if (!Arrays.equals(array.shape(), spatial) && !Arrays.equals(array.shape(), full)) {
      throw InvalidInput.of(
          "a mask must have shape (n_out, n_in) = %s or (c_out, c_in, n_out, n_in) = %s"
              .formatted(text(spatial), text(full)),
          file.path() + " has " + text(array.shape()),
          "save a mask for this layer");
    }
    boolean[] free = new boolean[array.values().length];
    boolean any = false;
    for (int i = 0; i < free.length; i++) {
      double value = array.values()[i];
      if (value != 0 && value != 1) {
        throw InvalidInput.of(
            "a mask must hold only 0 and 1",
            "entry %d of %s is %s".formatted(i, file.path(), value),
            "save (array != 0)");
      }
      free[i] = value == 1;
      any |= free[i];
    }
    if (!any) {
      throw InvalidInput.of(
          "a mask must leave an entry free",
          file.path() + " is 0 everywhere",
          "set the free entries to 1");
    }
    return free;
  }

  /**
   * An affine space of layers as a file gives it.
   *
   * @param layers its basis, each layer in canonical order
   * @param offset a layer in canonical order, or null
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Basis(List<double[]> layers, double @Nullable [] offset) {}

  /**
   * {@code basis_i} (K, c_out, c_in, n_out, n_in) and, where the space is affine, {@code offset_i}.
   *
   * @param layer i, from 1
   * @throws InvalidInput where the basis is missing or empty, a shape is wrong, a number not finite
   */
  static Basis basis(FileRef file, int layer, LayerShape shape) {
    Map<String, NdArray> arrays = Npz.read(file.path());
    requireKnown(arrays.keySet(), file);
    String name = "basis_" + layer;
    NdArray basis = arrays.get(name);
    if (basis == null) {
      throw InvalidInput.of(
          "a basis for layer %d must be named %s".formatted(layer, name),
          file.path() + " holds " + arrays.keySet(),
          "save it with numpy.savez(path, %s=…)".formatted(name));
    }
    int[] full = canonical(shape);
    boolean fits =
        basis.rank() == 5
            && basis.shape()[0] > 0
            && Arrays.equals(Arrays.copyOfRange(basis.shape(), 1, 5), full);
    if (!fits) {
      throw InvalidInput.of(
          name
              + " must have shape (K, c_out, c_in, n_out, n_in) with K ≥ 1 and the last four "
              + text(full),
          file.path() + " has " + text(basis.shape()),
          "save a basis for this layer");
    }
    requireFinite(basis, name, file);
    String offsetName = "offset_" + layer;
    NdArray offset = arrays.get(offsetName);
    if (offset == null) {
      return new Basis(layers(basis), null);
    }
    if (!Arrays.equals(offset.shape(), full)) {
      throw InvalidInput.of(
          offsetName + " must have shape (c_out, c_in, n_out, n_in) = " + text(full),
          file.path() + " has " + text(offset.shape()),
          "save an offset for this layer");
    }
    requireFinite(offset, offsetName, file);
    return new Basis(layers(basis), offset.values());
  }

  /** A misspelt offset must not be taken for none. */
  private static void requireKnown(Set<String> names, FileRef file) {
    for (String name : names) {
      if (!name.matches("(basis|offset)_[1-9][0-9]*")) {
        throw InvalidInput.of(
            "the arrays of an admissible space must be named basis_i and offset_i",
            file.path() + " holds " + name,
            "rename it or leave it out");
      }
    }
  }

  /** The K slices. */
  private static List<double[]> layers(NdArray basis) {
    int count = basis.shape()[0];
    int size = basis.values().length / count;
    List<double[]> layers = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      layers.add(Arrays.copyOfRange(basis.values(), k * size, (k + 1) * size));
    }
    return layers;
  }

  private static void requireFinite(NdArray array, String name, FileRef file) {
    for (int i = 0; i < array.values().length; i++) {
      if (!Double.isFinite(array.values()[i])) {
        throw InvalidInput.of(
            name + " must be finite",
            "entry %d in %s is %s".formatted(i, file.path(), array.values()[i]),
            "save finite numbers");
      }
    }
  }

  private static int[] canonical(LayerShape shape) {
    return new int[] {
      shape.channelsOut(), shape.channelsIn(), shape.positionsOut(), shape.positionsIn()
    };
  }

  private static String text(int[] shape) {
    return Arrays.toString(shape).replace('[', '(').replace(']', ')');
  }
}
