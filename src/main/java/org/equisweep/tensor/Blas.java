package org.equisweep.tensor;

import java.lang.ref.Reference;
import java.util.Objects;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_full;

/** Direct calls of OpenBLAS, on one thread. Nothing is allocated by a call. */
public final class Blas {
  private static final int ROW_MAJOR = 101;
  private static final int NO_TRANSPOSE = 111;
  private static final int TRANSPOSE = 112;

  private static final ThreadLocal<Arguments> ARGUMENTS = ThreadLocal.withInitial(Arguments::new);

  private Blas() {}

  /**
   * C = α op(A) op(B) + β C, row-major; op(A) is m×k, op(B) k×n, C m×n; leading dimensions in
   * elements. All three have one precision, to which α and β are rounded. C must not overlap A or
   * B. With β = 0 what C held does not matter, not even NaN.
   *
   * @throws IllegalArgumentException for mixed precisions, negative dimensions, a leading dimension
   *     shorter than its row
   * @throws IndexOutOfBoundsException when a matrix does not lie inside its tensor
   */
  public static void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double alpha,
      Tensor a,
      long offsetA,
      int leadingA,
      Tensor b,
      long offsetB,
      int leadingB,
      double beta,
      Tensor c,
      long offsetC,
      int leadingC) {
    if (m < 0 || n < 0 || k < 0) {
      throw new IllegalArgumentException(
          "m, n and k must not be negative, but are " + m + ", " + n + ", " + k);
    }
    Precision precision = c.precision();
    if (a.precision() != precision || b.precision() != precision) {
      throw new IllegalArgumentException(
          "A, B and C must have one precision, but A is "
              + a.precision()
              + ", B "
              + b.precision()
              + " and C "
              + precision);
    }
    checkMatrix("A", a, offsetA, transposeA ? k : m, transposeA ? m : k, leadingA);
    checkMatrix("B", b, offsetB, transposeB ? n : k, transposeB ? k : n, leadingB);
    checkMatrix("C", c, offsetC, m, n, leadingC);
    if (m == 0 || n == 0) {
      return;
    }
    WorkCount.add((long) m * n * k);
    int opA = transposeA ? TRANSPOSE : NO_TRANSPOSE;
    int opB = transposeB ? TRANSPOSE : NO_TRANSPOSE;
    int lda = Math.max(1, leadingA);
    int ldb = Math.max(1, leadingB);
    Arguments to = ARGUMENTS.get();
    long atA = a.address() + offsetA * precision.bytes();
    long atB = b.address() + offsetB * precision.bytes();
    long atC = c.address() + offsetC * precision.bytes();
    if (precision == Precision.FLOAT) {
      openblas_full.cblas_sgemm(
          ROW_MAJOR,
          opA,
          opB,
          m,
          n,
          k,
          (float) alpha,
          to.floatA.at(atA),
          lda,
          to.floatB.at(atB),
          ldb,
          (float) beta,
          to.floatC.at(atC),
          leadingC);
    } else {
      openblas_full.cblas_dgemm(
          ROW_MAJOR,
          opA,
          opB,
          m,
          n,
          k,
          alpha,
          to.doubleA.at(atA),
          lda,
          to.doubleB.at(atB),
          ldb,
          beta,
          to.doubleC.at(atC),
          leadingC);
    }
    Reference.reachabilityFence(a);
    Reference.reachabilityFence(b);
    Reference.reachabilityFence(c);
  }

  /**
   * B = Aᵀ, row-major: A is rows×columns, B columns×rows; leading dimensions in elements. B must
   * not overlap A.
   *
   * @throws IllegalArgumentException for mixed precisions, negative dimensions, a leading dimension
   *     shorter than its row
   * @throws IndexOutOfBoundsException when a matrix does not lie inside its tensor
   */
  public static void transpose(
      int rows,
      int columns,
      Tensor a,
      long offsetA,
      int leadingA,
      Tensor b,
      long offsetB,
      int leadingB) {
    Precision precision = b.precision();
    if (rows < 0 || columns < 0 || a.precision() != precision) {
      throw new IllegalArgumentException(
          "A and B must have one precision and no negative dimensions, but are "
              + a.precision()
              + " and "
              + precision
              + ", "
              + rows
              + "×"
              + columns);
    }
    checkMatrix("A", a, offsetA, rows, columns, leadingA);
    checkMatrix("B", b, offsetB, columns, rows, leadingB);
    if (rows == 0 || columns == 0) {
      return;
    }
    Arguments to = ARGUMENTS.get();
    long atA = a.address() + offsetA * precision.bytes();
    long atB = b.address() + offsetB * precision.bytes();
    if (precision == Precision.FLOAT) {
      openblas_full.cblas_somatcopy(
          ROW_MAJOR,
          TRANSPOSE,
          rows,
          columns,
          1,
          to.floatA.at(atA),
          leadingA,
          to.floatB.at(atB),
          leadingB);
    } else {
      openblas_full.cblas_domatcopy(
          ROW_MAJOR,
          TRANSPOSE,
          rows,
          columns,
          1,
          to.doubleA.at(atA),
          leadingA,
          to.doubleB.at(atB),
          leadingB);
    }
    Reference.reachabilityFence(a);
    Reference.reachabilityFence(b);
  }

  private static void checkMatrix(
      String name, Tensor tensor, long offset, int rows, int columns, int leading) {
    tensor.checkOpen();
    if (leading < columns) {
      throw new IllegalArgumentException(
          "The leading dimension of "
              + name
              + " must be at least its row of "
              + columns
              + " elements, but is "
              + leading);
    }
    long size = rows == 0 || columns == 0 ? 0 : (rows - 1L) * leading + columns;
    Objects.checkFromIndexSize(offset, size, tensor.length());
  }

  /** One thread's pointers, moved for every call. */
  private static final class Arguments {
    final MovableFloats floatA = new MovableFloats();
    final MovableFloats floatB = new MovableFloats();
    final MovableFloats floatC = new MovableFloats();
    final MovableDoubles doubleA = new MovableDoubles();
    final MovableDoubles doubleB = new MovableDoubles();
    final MovableDoubles doubleC = new MovableDoubles();
  }

  private static final class MovableFloats extends FloatPointer {
    MovableFloats at(long where) {
      address = where;
      return this;
    }
  }

  private static final class MovableDoubles extends DoublePointer {
    MovableDoubles at(long where) {
      address = where;
      return this;
    }
  }
}
