package org.equisweep.tensor;

/** What the bits of a result depend on besides the trial. */
public final class Numerics {
  private Numerics() {}

  /** For example {@code openblas-SkylakeX/vector-512/jdk-17}; loads the native libraries. */
  public static String describe() {
    throw new UnsupportedOperationException();
  }

  /** Sets one BLAS thread and verifies it; warns once when BLAS runs a fallback kernel. */
  public static void initialise() {
    throw new UnsupportedOperationException();
  }
}
