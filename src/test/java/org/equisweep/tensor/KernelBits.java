package org.equisweep.tensor;

import java.util.List;

/**
 * Prints a hash of every kernel's results on fixed inputs. Run by {@link KernelBitsTest} in a JVM
 * that only interprets, and, warmed up, in the JVM of the tests.
 */
final class KernelBits {
  private static final List<int[]> SHAPES =
      List.of(
          new int[] {1, 1, 1},
          new int[] {3, 5, 7},
          new int[] {2, 3, 16},
          new int[] {5, 4, 33},
          new int[] {3, 6, 70});

  private KernelBits() {}

  public static void main(String[] arguments) {
    for (String line : hashes()) {
      System.out.println("bits " + line);
    }
  }

  /** One line for every kernel and precision. */
  static List<String> hashes() {
    return java.util.Arrays.stream(KernelCase.values())
        .flatMap(
            kernel ->
                java.util.Arrays.stream(Precision.values())
                    .map(precision -> kernel + " " + precision + " " + hash(kernel, precision)))
        .toList();
  }

  static long hash(KernelCase kernel, Precision precision) {
    long hash = 0;
    for (int[] shape : SHAPES) {
      for (double scale : new double[] {1, 30}) {
        try (KernelCase.Setting setting =
            new KernelCase.Setting(precision, shape[0], shape[1], shape[2], scale)) {
          setting.a.set(1, Double.NaN);
          setting.a.set(setting.n, 1e-310);
          if (kernel != KernelCase.GEMM) {
            kernel.run(setting);
          }
          hash = 31 * hash + Double.doubleToLongBits(setting.sum);
          for (Tensor tensor : List.of(setting.c, setting.d)) {
            for (double value : TensorTest.read(tensor)) {
              hash = 31 * hash + Double.doubleToLongBits(value);
            }
          }
        }
      }
    }
    return hash;
  }
}
