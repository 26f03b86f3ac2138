package org.equisweep.tensor;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Objects;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * A flat off-heap array of one precision. ND4J owns the memory; the first element lies on a 64-byte
 * boundary.
 *
 * <p>{@link #close} frees the memory at once; a tensor that is dropped without it is freed by ND4J
 * some time after it became unreachable. After {@code close} every use, closing again included, is
 * an {@link IllegalStateException}. A tensor may be read by several threads at once, but whoever
 * closes it must know that no other thread still uses it.
 *
 * <p>An index or a range outside the tensor is an {@link IndexOutOfBoundsException}.
 */
public final class Tensor implements AutoCloseable {
  /** Floats that are converted at once. */
  private static final int CHUNK = 1024;

  private static final long LARGEST_BYTES = Integer.MAX_VALUE - 2L * NativeMemory.ALIGNMENT;

  private final Precision precision;
  private final int length;
  private final NativeMemory owner;
  private final ByteBuffer bytes;
  private final @Nullable FloatBuffer floats;
  private final @Nullable DoubleBuffer doubles;
  private final Object lanes;
  private volatile boolean closed;

  private Tensor(Precision precision, int length, NativeMemory owner) {
    this.precision = precision;
    this.length = length;
    this.owner = owner;
    bytes = owner.bytes().order(ByteOrder.nativeOrder());
    floats = precision == Precision.FLOAT ? bytes.asFloatBuffer() : null;
    doubles = precision == Precision.DOUBLE ? bytes.asDoubleBuffer() : null;
    lanes = LaneAccess.memory(bytes);
  }

  /**
   * A new tensor of zeros.
   *
   * @param length elements; at most 2 GiB in all
   * @throws IllegalArgumentException for a negative length or more than 2 GiB
   * @throws OutOfMemoryError with what was asked, the limit and the flag that sets it
   */
  public static Tensor zeros(Precision precision, long length) {
    Objects.requireNonNull(precision, "precision");
    if (length < 0 || length > LARGEST_BYTES / precision.bytes()) {
      throw new IllegalArgumentException(
          "A tensor must have 0 to "
              + LARGEST_BYTES / precision.bytes()
              + " elements of type "
              + precision.label()
              + " (2 GiB), but "
              + length
              + " were asked: work in smaller tiles");
    }
    Numerics.initialise();
    NativeMemory owner = NativeMemory.allocate(precision, (int) length);
    Tensor tensor = new Tensor(precision, (int) length, owner);
    tensor.fill(0, length, 0);
    return tensor;
  }

  /** Native memory that a tensor of so many elements takes, with what aligns it. */
  public static long bytes(Precision precision, long length) {
    return NativeMemory.bytes(precision, length);
  }

  /** A new tensor with these values, rounded to {@code precision}. */
  public static Tensor of(Precision precision, double... values) {
    Tensor tensor = zeros(precision, values.length);
    tensor.copyFrom(values, 0, 0, values.length);
    return tensor;
  }

  public Precision precision() {
    return precision;
  }

  public long length() {
    return length;
  }

  public double get(long index) {
    checkOpen();
    int i = (int) Objects.checkIndex(index, (long) length);
    double value = floats != null ? floats.get(i) : Objects.requireNonNull(doubles).get(i);
    Reference.reachabilityFence(this);
    return value;
  }

  /** this[index] = value, rounded to this precision. */
  public void set(long index, double value) {
    checkOpen();
    int i = (int) Objects.checkIndex(index, (long) length);
    if (floats != null) {
      floats.put(i, (float) value);
    } else {
      Objects.requireNonNull(doubles).put(i, value);
    }
    Reference.reachabilityFence(this);
  }

  /** this[offset + i] = source[sourceOffset + i], rounded to this precision. */
  public void copyFrom(double[] source, int sourceOffset, long offset, int count) {
    Objects.checkFromIndexSize(sourceOffset, count, source.length);
    int at = checkRange(offset, count);
    if (doubles != null) {
      doubles.put(at, source, sourceOffset, count);
    } else {
      FloatBuffer target = Objects.requireNonNull(floats);
      float[] some = new float[Math.min(count, CHUNK)];
      for (int from = 0; from < count; from += some.length) {
        int length = Math.min(some.length, count - from);
        for (int i = 0; i < length; i++) {
          some[i] = (float) source[sourceOffset + from + i];
        }
        target.put(at + from, some, 0, length);
      }
    }
    Reference.reachabilityFence(this);
  }

  /** target[targetOffset + i] = this[offset + i]. */
  public void copyTo(long offset, double[] target, int targetOffset, int count) {
    Objects.checkFromIndexSize(targetOffset, count, target.length);
    int at = checkRange(offset, count);
    if (doubles != null) {
      doubles.get(at, target, targetOffset, count);
    } else {
      FloatBuffer source = Objects.requireNonNull(floats);
      float[] some = new float[Math.min(count, CHUNK)];
      for (int from = 0; from < count; from += some.length) {
        int length = Math.min(some.length, count - from);
        source.get(at + from, some, 0, length);
        for (int i = 0; i < length; i++) {
          target[targetOffset + from + i] = some[i];
        }
      }
    }
    Reference.reachabilityFence(this);
  }

  /** target[i] = this[offset + i], of floats; the caller keeps this tensor reachable. */
  void copyTo(int offset, float[] target, int count) {
    Objects.requireNonNull(floats).get(offset, target, 0, count);
  }

  /** target[i] = this[offset + i], of doubles; the caller keeps this tensor reachable. */
  void copyTo(int offset, double[] target, int count) {
    Objects.requireNonNull(doubles).get(offset, target, 0, count);
  }

  /** this[offset + i·stride] = source[sourceOffset + i], rounded to this precision. */
  public void copyFrom(double[] source, int sourceOffset, long offset, int stride, int count) {
    if (stride == 1) {
      copyFrom(source, sourceOffset, offset, count);
      return;
    }
    Objects.checkFromIndexSize(sourceOffset, count, source.length);
    int at = checkStrided(offset, stride, count);
    for (int i = 0; i < count; i++) {
      put(at + i * stride, source[sourceOffset + i]);
    }
    Reference.reachabilityFence(this);
  }

  /** target[targetOffset + i] = this[offset + i·stride]. */
  public void copyTo(long offset, int stride, double[] target, int targetOffset, int count) {
    if (stride == 1) {
      copyTo(offset, target, targetOffset, count);
      return;
    }
    Objects.checkFromIndexSize(targetOffset, count, target.length);
    int at = checkStrided(offset, stride, count);
    for (int i = 0; i < count; i++) {
      target[targetOffset + i] = at(at + i * stride);
    }
    Reference.reachabilityFence(this);
  }

  /**
   * this[offset + i] = source[sourceOffset + i], converted where the precisions differ. Ranges of
   * one tensor may overlap.
   */
  public void copyFrom(Tensor source, long sourceOffset, long offset, long count) {
    int from = source.checkRange(sourceOffset, count);
    int to = checkRange(offset, count);
    int n = (int) count;
    if (source.precision == precision) {
      int size = precision.bytes();
      // absolute bulk put behaves as if through a temporary copy only for equal buffers' overlaps
      bytes.put(to * size, source.bytes, from * size, n * size);
    } else if (floats != null) {
      DoubleBuffer values = Objects.requireNonNull(source.doubles);
      for (int i = 0; i < n; i++) {
        floats.put(to + i, (float) values.get(from + i));
      }
    } else {
      FloatBuffer values = Objects.requireNonNull(source.floats);
      DoubleBuffer target = Objects.requireNonNull(doubles);
      for (int i = 0; i < n; i++) {
        target.put(to + i, values.get(from + i));
      }
    }
    Reference.reachabilityFence(source);
    Reference.reachabilityFence(this);
  }

  /** this[offset … offset + count − 1] = value, rounded to this precision. */
  public void fill(long offset, long count, double value) {
    int at = checkRange(offset, count);
    int end = at + (int) count;
    int i = at;
    if (floats != null) {
      FloatVector all = FloatLanes.all((float) value);
      for (; i <= end - FloatLanes.LENGTH; i += FloatLanes.LENGTH) {
        FloatLanes.store(all, lanes, i);
      }
    } else {
      DoubleVector all = DoubleLanes.all(value);
      for (; i <= end - DoubleLanes.LENGTH; i += DoubleLanes.LENGTH) {
        DoubleLanes.store(all, lanes, i);
      }
    }
    for (; i < end; i++) {
      put(i, value);
    }
    Reference.reachabilityFence(this);
  }

  public boolean isClosed() {
    return closed;
  }

  /**
   * Frees the memory.
   *
   * @throws IllegalStateException when closed before: whoever does that does not know who owns it
   */
  @Override
  public void close() {
    checkOpen();
    closed = true;
    owner.free();
  }

  @Override
  public String toString() {
    return "Tensor(" + precision.label() + ", " + length + (closed ? ", closed)" : ")");
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException(
          "A tensor must be open to be used, but this one of " + length + " elements was closed");
    }
  }

  /** Open, and offset … offset + count − 1 inside; the offset as an int. */
  int checkRange(long offset, long count) {
    checkOpen();
    return (int) Objects.checkFromIndexSize(offset, count, (long) length);
  }

  private int checkStrided(long offset, int stride, int count) {
    if (stride < 1) {
      throw new IllegalArgumentException("A stride must be at least 1, but is " + stride);
    }
    return checkRange(offset, count == 0 ? 0 : (count - 1L) * stride + 1);
  }

  /** {@link #get} without checks; the caller keeps this tensor reachable. */
  double at(int index) {
    return precision == Precision.FLOAT
        ? bytes.getFloat(index * Float.BYTES)
        : bytes.getDouble(index * Double.BYTES);
  }

  /** {@link #set} without checks; the caller keeps this tensor reachable. */
  void put(int index, double value) {
    if (precision == Precision.FLOAT) {
      bytes.putFloat(index * Float.BYTES, (float) value);
    } else {
      bytes.putDouble(index * Double.BYTES, value);
    }
  }

  /** All elements; the caller keeps this tensor reachable while it uses the view. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** What {@link LaneAccess} reads and writes vectors through. */
  Object lanes() {
    return lanes;
  }

  /** Address of the first element. */
  long address() {
    return owner.address();
  }
}
