package org.equisweep.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equisweep.geometry.Factored;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.Tap;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npy;
import org.equisweep.tensor.RandomStream;

/** Kernels over the window of a convolution: its support, bases from files, random bases. */
final class KernelTaps {
  /** Streams of random bases, continued by {@code layer_i}. */
  static final String PURPOSE = "parametrisation/";

  /** How far, against its length, a kernel may be from the admissible space: float32 rounding. */
  private static final double TOLERANCE = 1e-6;

  private final int kernel;
  private final boolean[] support;

  KernelTaps(Conv conv) {
    kernel = conv.kernel();
    support = new boolean[kernel * kernel];
    for (Tap tap : conv.support()) {
      support[tap.row() * kernel + tap.column()] = true;
    }
  }

  /** Which taps of the window, row by row, may differ from 0. */
  boolean[] support() {
    return support.clone();
  }

  /**
   * Gaussian combinations of the support's indicators, each normalised to length 1: the entries of
   * one after the other, on the support row by row, from stream (seed, {@value #PURPOSE}layer_i,
   * 0).
   *
   * @param number i, from 1
   */
  List<double[]> draw(int count, int number, long seed) {
    RandomStream stream = RandomStream.of(seed, PURPOSE + "layer_" + number, 0);
    List<double[]> kernels = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double[] combination = new double[support.length];
      double squares = 0;
      for (int tap = 0; tap < support.length; tap++) {
        combination[tap] = support[tap] ? stream.nextNormal() : 0;
        squares += combination[tap] * combination[tap];
      }
      double length = Math.sqrt(squares);
      Arrays.setAll(combination, tap -> combination[tap] / length);
      kernels.add(combination);
    }
    return kernels;
  }

  /**
   * The kernels of a file, an array (K, height, width).
   *
   * @throws InvalidInput where the shape is another, a number is not finite or lies off the support
   */
  List<double[]> read(FileRef file) {
    NdArray array = Npy.read(file.path());
    int[] shape = array.shape();
    if (shape.length != 3 || shape[0] < 1 || shape[1] != kernel || shape[2] != kernel) {
      throw InvalidInput.of(
          "a basis of taps must have shape (K, %d, %d)".formatted(kernel, kernel),
          file.path() + " has " + Arrays.toString(shape),
          "save one kernel after the other");
    }
    List<double[]> kernels = new ArrayList<>();
    for (int k = 0; k < shape[0]; k++) {
      int from = k * support.length;
      kernels.add(Arrays.copyOfRange(array.values(), from, from + support.length));
      requireOnSupport(kernels.get(k), k, file);
    }
    return kernels;
  }

  private void requireOnSupport(double[] taps, int k, FileRef file) {
    for (int tap = 0; tap < taps.length; tap++) {
      if (!Double.isFinite(taps[tap]) || (taps[tap] != 0 && !support[tap])) {
        throw InvalidInput.of(
            "a basis of taps must be finite, and 0 off the support",
            "kernel %d of %s has %s at [%d, %d]"
                .formatted(k, file.path(), taps[tap], tap / kernel, tap % kernel),
            "change the basis, or the support");
      }
    }
  }

  /**
   * Refuses kernels that parametrise another space than a given one.
   *
   * @throws InvalidInput where there are too few or too many, or one lies outside
   */
  static void requireSpan(List<double[]> kernels, Factored space) {
    if (kernels.size() != space.operators()) {
      throw InvalidInput.of(
          "a parametrisation must have one column for each dimension of the admissible filters",
          "there are %d columns for %d".formatted(kernels.size(), space.operators()),
          "give %d".formatted(space.operators()));
    }
    for (int k = 0; k < kernels.size(); k++) {
      double length = norm(kernels.get(k));
      double[] rest = space.residual(kernels.get(k));
      if (norm(rest) > TOLERANCE * length) {
        throw InvalidInput.of(
            "a parametrisation must span the admissible filters",
            "column %d is %.3g off them, its length being %.3g".formatted(k, norm(rest), length),
            "give a basis of the architecture's filters");
      }
    }
  }

  private static double norm(double[] a) {
    return Math.sqrt(Arrays.stream(a).map(x -> x * x).sum());
  }
}
