package org.equisweep.tensor;

import java.util.Locale;
import java.util.Set;
import jdk.incubator.vector.DoubleVector;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.openblas.global.openblas_full;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the bits of a result depend on besides the trial. */
public final class Numerics {
  private static final Logger LOG = LoggerFactory.getLogger(Numerics.class);

  /** By this OpenBLAS is told which kernel to take. */
  private static final String KERNEL_VARIABLE = "OPENBLAS_CORETYPE";

  /** Kernels of the SSE years, or none for the processor at all, lower case. */
  private static final Set<String> FALLBACKS =
      Set.of(
          "generic",
          "katmai",
          "coppermine",
          "northwood",
          "prescott",
          "banias",
          "atom",
          "core2",
          "penryn",
          "dunnington",
          "nehalem",
          "athlon",
          "opteron",
          "opteron_sse3",
          "barcelona",
          "bobcat",
          "armv8");

  private static final Set<String> NARROW = Set.of("sandybridge", "haswell", "zen", "excavator");
  private static final int WIDE_BITS = 512;

  private Numerics() {}

  /** What to warn of; empty where the kernel is one for the processor. */
  static String fallback(String kernel, int vectorBits, @Nullable String told) {
    String name = kernel.toLowerCase(Locale.ROOT);
    String because = told == null ? "" : ", as " + KERNEL_VARIABLE + "=" + told + " says";
    if (FALLBACKS.contains(name)) {
      return "OpenBLAS runs its fallback kernel "
          + kernel
          + because
          + ": matrix products are several times slower than this processor allows";
    }
    if (told != null && NARROW.contains(name) && vectorBits >= WIDE_BITS) {
      return "OpenBLAS runs its kernel "
          + kernel
          + because
          + ", on a processor with "
          + vectorBits
          + "-bit vectors: results are right, matrix products could be faster without the variable";
    }
    return "";
  }

  /**
   * BLAS kernel, width of the vectors and major version of the JDK, for example {@code
   * openblas-SkylakeX/vector-512/jdk-17}; loads the native libraries.
   */
  public static String describe() {
    initialise();
    return "openblas-"
        + Started.KERNEL
        + "/vector-"
        + vectorBits()
        + "/jdk-"
        + Runtime.version().feature();
  }

  /** Sets one BLAS thread and verifies it; warns once when BLAS runs a fallback kernel. */
  public static void initialise() {
    if (Started.KERNEL.isEmpty()) {
      throw new IllegalStateException("OpenBLAS must name its kernel, but it did not");
    }
  }

  static int vectorBits() {
    return DoubleVector.SPECIES_PREFERRED.vectorBitSize();
  }

  /** Its initialisation is the start; the JVM runs it once. */
  private static final class Started {
    static final String KERNEL = start();

    private static String start() {
      // ND4J sets its own thread count while it starts, so it goes first
      Nd4j.getExecutioner();
      openblas_full.openblas_set_num_threads(1);
      int threads = openblas_full.openblas_get_num_threads();
      if (threads != 1) {
        throw new IllegalStateException(
            "OpenBLAS must run on 1 thread, but it reports "
                + threads
                + " after being told: results would depend on the machine");
      }
      String kernel;
      try (BytePointer name = openblas_full.openblas_get_corename()) {
        kernel = name.getString();
      }
      String fallback = fallback(kernel, vectorBits(), System.getenv(KERNEL_VARIABLE));
      if (!fallback.isEmpty()) {
        LOG.warn("{}", fallback);
      }
      return kernel;
    }
  }
}
