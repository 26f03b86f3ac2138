package org.equisweep.tensor;

/** A flat off-heap array of one precision; see the room's contract. */
public final class Tensor implements AutoCloseable {
  public static Tensor zeros(Precision precision, long length) {
    throw new UnsupportedOperationException();
  }

  public Precision precision() {
    throw new UnsupportedOperationException();
  }

  public long length() {
    throw new UnsupportedOperationException();
  }

  public double get(long index) {
    throw new UnsupportedOperationException();
  }

  public void set(long index, double value) {
    throw new UnsupportedOperationException();
  }

  /** this[offset + i] = source[sourceOffset + i], rounded to this precision. */
  public void copyFrom(double[] source, int sourceOffset, long offset, int count) {
    throw new UnsupportedOperationException();
  }

  public void copyTo(long offset, double[] target, int targetOffset, int count) {
    throw new UnsupportedOperationException();
  }

  public void copyFrom(Tensor source, long sourceOffset, long offset, long count) {
    throw new UnsupportedOperationException();
  }

  public void fill(long offset, long count, double value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
