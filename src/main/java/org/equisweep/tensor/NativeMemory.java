package org.equisweep.tensor;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A block of memory of an ND4J buffer, aligned. Holds the buffer, so the memory lives as long as
 * this object is reachable and {@link #free} was not called.
 */
final class NativeMemory {
  /** A cache line, and the widest vector. */
  static final int ALIGNMENT = 64;

  private final DataBuffer buffer;
  private final long address;
  private final ByteBuffer bytes;
  private boolean freed;

  private NativeMemory(DataBuffer buffer, int size) {
    this.buffer = buffer;
    long start = buffer.pointer().address();
    int skip = (int) (Math.floorMod(-start, (long) ALIGNMENT));
    address = start + skip;
    bytes = new BytePointer(new View(address)).capacity(size).asByteBuffer();
  }

  /** Memory for so many elements, not initialised. */
  static NativeMemory allocate(Precision precision, int length) {
    int padded = length + ALIGNMENT / precision.bytes();
    DataType type = precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
    return new NativeMemory(
        Nd4j.createBuffer(type, padded, false), Math.multiplyExact(length, precision.bytes()));
  }

  ByteBuffer bytes() {
    return bytes;
  }

  long address() {
    return address;
  }

  synchronized void free() {
    if (!freed) {
      freed = true;
      buffer.close();
    }
  }

  /** A pointer that owns nothing. */
  private static final class View extends Pointer {
    View(long address) {
      this.address = address;
    }
  }
}
