package org.equisweep.tensor;

/**
 * Element kernels. In and out may be the same tensor at the same offset. Layout words: {@code
 * outer, axis, inner} mean an array [outer][axis][inner], inner contiguous.
 */
public final class Kernels {
  private Kernels() {}

  public static void leakyRelu(Tensor x, long xo, Tensor y, long yo, long n, double slope) {
    throw new UnsupportedOperationException();
  }

  /**
   * dx = dy where y &gt; 0, slope·dy elsewhere; y is the output (slope ≥ 0 keeps the sign), slope 0
   * is ReLU.
   */
  public static void leakyReluBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n, double slope) {
    throw new UnsupportedOperationException();
  }

  public static void tanh(Tensor x, long xo, Tensor y, long yo, long n) {
    throw new UnsupportedOperationException();
  }

  /** dx = dy (1 − y²). */
  public static void tanhBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n) {
    throw new UnsupportedOperationException();
  }

  public static void sigmoid(Tensor x, long xo, Tensor y, long yo, long n) {
    throw new UnsupportedOperationException();
  }

  /** dx = dy y (1 − y). */
  public static void sigmoidBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dx, long dxo, long n) {
    throw new UnsupportedOperationException();
  }

  /** y = (x − mean)·r over axis, r = 1/√(biased variance + ε) kept in inverse[outer·inner]. */
  public static void layerNorm(
      Tensor x,
      long xo,
      Tensor y,
      long yo,
      Tensor inverse,
      long ro,
      int outer,
      int axis,
      int inner,
      double epsilon) {
    throw new UnsupportedOperationException();
  }

  /** dx = r (dy − mean(dy) − y mean(dy·y)), means over axis. */
  public static void layerNormBackward(
      Tensor y,
      long yo,
      Tensor inverse,
      long ro,
      Tensor dy,
      long dyo,
      Tensor dx,
      long dxo,
      int outer,
      int axis,
      int inner) {
    throw new UnsupportedOperationException();
  }

  /**
   * y[p] (+)= Σ_j values[j] x[columns[j]], j from rowStart[p] to rowStart[p+1] in that order, where
   * x[q], y[p] are vectors of {@code inner} contiguous elements; values null means all 1.
   */
  public static void sparseApply(
      int rows,
      int[] rowStart,
      int[] columns,
      double[] values,
      Tensor x,
      long xo,
      Tensor y,
      long yo,
      int inner,
      boolean accumulate) {
    throw new UnsupportedOperationException();
  }

  /** y += α x. */
  public static void axpy(double alpha, Tensor x, long xo, Tensor y, long yo, long n) {
    throw new UnsupportedOperationException();
  }

  /** x *= α. */
  public static void scale(double alpha, Tensor x, long xo, long n) {
    throw new UnsupportedOperationException();
  }

  /** Σ x², accumulated in double in an order that depends on n alone. */
  public static double sumOfSquares(Tensor x, long xo, long n) {
    throw new UnsupportedOperationException();
  }

  /** Σ x·y, accumulated in double in an order that depends on n alone. */
  public static double dot(Tensor x, long xo, Tensor y, long yo, long n) {
    throw new UnsupportedOperationException();
  }

  /**
   * One batch column block from examples stored [example][feature]: y[image[f]·ld + column + i] =
   * x[rows[i]·features + f] for i &lt; count. image null is the identity.
   */
  public static void gatherExamples(
      Tensor x,
      int features,
      int[] rows,
      int rowsOffset,
      int count,
      int[] image,
      Tensor y,
      long yo,
      int ld,
      int column) {
    throw new UnsupportedOperationException();
  }

  /**
   * Σ over elements of max(z,0) − z·t + log(1+e^{−|z|}); dz = weight·(sigmoid(z) − t) unless dz is
   * null.
   */
  public static double binaryCrossEntropy(
      Tensor z, long zo, Tensor t, long to, Tensor dz, long dzo, long n, double weight) {
    throw new UnsupportedOperationException();
  }

  /**
   * Σ over columns of −Σ_axis t·log softmax(z) for [axis][inner]; dz = weight·∂/∂z unless dz is
   * null.
   */
  public static double softmaxCrossEntropy(
      Tensor z,
      long zo,
      Tensor t,
      long to,
      Tensor dz,
      long dzo,
      int axis,
      int inner,
      double weight) {
    throw new UnsupportedOperationException();
  }

  /** Softmax over axis of [axis][inner]. */
  public static void softmax(Tensor z, long zo, Tensor y, long yo, int axis, int inner) {
    throw new UnsupportedOperationException();
  }

  /** dz = y (dy − Σ_axis dy·y). */
  public static void softmaxBackward(
      Tensor y, long yo, Tensor dy, long dyo, Tensor dz, long dzo, int axis, int inner) {
    throw new UnsupportedOperationException();
  }

  /** Σ (z − t)²; dz = 2·weight·(z − t) unless dz is null. */
  public static double squaredError(
      Tensor z, long zo, Tensor t, long to, Tensor dz, long dzo, long n, double weight) {
    throw new UnsupportedOperationException();
  }
}
