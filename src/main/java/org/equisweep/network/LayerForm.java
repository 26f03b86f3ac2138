package org.equisweep.network;

import java.util.Comparator;
import java.util.List;
import org.equisweep.tensor.ShiftedProducts;

/**
 * How one layer is executed, and what the alternatives would cost in one {@code lossAndGradient} of
 * the most examples a call may have. A pure function of shapes, so that bits never depend on a
 * timing.
 *
 * @param layer 1 … L
 * @param chosen the cheapest, or the one asked for
 * @param considered every form the layer's parametrisation allows, with its counts
 */
public record LayerForm(int layer, LinearForm chosen, List<Counts> considered) {
  public LayerForm {
    considered = List.copyOf(considered);
  }

  /**
   * Work of forward and backward in one call.
   *
   * @param multiplyAdds in GEMM
   * @param sparseMultiplyAdds in sums of vectors
   * @param vectors how many vectors these sums read
   * @param bytes written and read beyond the layer's input and output: gathered arrays, matrices
   */
  public record Counts(
      LinearForm form, long multiplyAdds, long sparseMultiplyAdds, long vectors, long bytes) {
    // fitted to StepBenchmark's forced forms, float and double, on AVX-512
    /** A multiply–add outside GEMM takes about as long as so many inside. */
    private static final double SPARSE_WEIGHT = 8;

    /** The same for the start of a vector. */
    private static final double VECTOR_WEIGHT = 500;

    /** The same for a byte to or from the second-level cache or memory. */
    private static final double BYTE_WEIGHT = 2;

    /** In multiply–adds of GEMM. */
    public double cost() {
      return multiplyAdds
          + SPARSE_WEIGHT * sparseMultiplyAdds
          + VECTOR_WEIGHT * vectors
          + BYTE_WEIGHT * bytes;
    }
  }

  /** Of the form that is executed. */
  public Counts chosenCounts() {
    return considered.stream()
        .filter(counts -> counts.form() == chosen)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(chosen + " is not among those considered"));
  }

  /** The first of the cheapest. */
  static LinearForm cheapest(List<Counts> considered) {
    return cheapestCounts(considered).form();
  }

  /** Its counts. */
  static Counts cheapestCounts(List<Counts> considered) {
    return considered.stream()
        .min(Comparator.comparingDouble(Counts::cost))
        .orElseThrow(() -> new IllegalArgumentException("no form is possible"));
  }

  /**
   * What counting needs to know of a layer and a call.
   *
   * @param operators K; 0 where the layer is not factored
   * @param entries non-zero entries of all S_k, or of a general basis
   * @param examples n
   * @param bytes of a number
   * @param inputGradient whether the gradient with respect to the input is wanted
   */
  record Size(
      LinearShape shape,
      int operators,
      long entries,
      int examples,
      int bytes,
      boolean inputGradient) {
    /** Products of three matrices, or two: forward, coefficients, input. */
    private int products() {
      return inputGradient ? 3 : 2;
    }

    Counts dense() {
      return new Counts(LinearForm.DENSE, products() * shape.size() * examples, 0, 0, 0);
    }

    Counts features(int rows, int rank, int carried) {
      long multiplyAdds = products() * (long) rows * rank * carried * examples;
      long read = products() * (long) rank * carried * examples * bytes;
      return new Counts(LinearForm.FEATURES, multiplyAdds, 0, 0, read);
    }

    Counts general() {
      return new Counts(
          LinearForm.GENERAL,
          products() * shape.size() * examples,
          2 * entries,
          2 * entries,
          (products() + 3L) * shape.size() * bytes);
    }

    Counts spaceFirst() {
      long gathered = (long) operators * shape.channelsIn() * shape.positionsOut() * examples;
      int passes = products() - 1;
      long vectors = passes * entries * shape.channelsIn();
      return new Counts(
          LinearForm.SPACE_FIRST,
          products() * gathered * shape.channelsOut(),
          vectors * examples,
          vectors,
          (inputGradient ? 5 : 3) * gathered * bytes);
    }

    /**
     * Blocks of so many columns are copied and multiplied; sums beyond the copies are those of the
     * base.
     */
    Counts shifted(ShiftedOperators shifted) {
      long entries = shifted.shifts().entries();
      long in = roundedUp(shape.channelsIn(), ShiftedProducts.ROWS);
      long out = roundedUp(shape.channelsOut(), ShiftedProducts.ROWS);
      long wide = roundedUp(shape.channelsOut(), ShiftedProducts.SLAB);
      long pieces = entries * (1 + (examples - 1) / ShiftedProducts.SLAB);
      long copied = 2 * shape.channelsIn() + (inputGradient ? shape.channelsOut() : 0);
      long sums = (products() - 1) * shifted.baseEntries() * shape.channelsIn();
      return new Counts(
          LinearForm.SHIFTED,
          entries * examples * in * (out + wide + (inputGradient ? out : 0)),
          sums * examples,
          sums + pieces * copied,
          entries * examples * copied * bytes);
    }

    private static long roundedUp(int count, int multiple) {
      return (count + multiple - 1L) / multiple * multiple;
    }

    Counts channelsFirst() {
      long mixed = (long) operators * shape.channelsOut() * shape.positionsIn() * examples;
      long vectors = 2 * entries * shape.channelsOut();
      return new Counts(
          LinearForm.CHANNELS_FIRST,
          products() * mixed * shape.channelsIn(),
          vectors * examples,
          vectors,
          (inputGradient ? 5 : 4) * mixed * bytes);
    }

    Counts assembled() {
      long vectors = 2 * entries * shape.channelsOut();
      long transposed =
          shape.channelsIn() == 1 || shape.positionsIn() == 1
              ? 0
              : (long) shape.channelsIn() * shape.positionsIn() * examples;
      return new Counts(
          LinearForm.ASSEMBLED,
          products() * shape.size() * examples,
          vectors * shape.channelsIn(),
          vectors,
          ((products() + 3L) * shape.size() + (products() + 1L) * transposed) * bytes);
    }
  }
}
