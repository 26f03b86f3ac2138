package org.equisweep.tensor;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A block of memory of an ND4J buffer, aligned. The memory lives until {@link #free}, or until some
 * time after this object became unreachable.
 *
 * <p>ND4J's native allocator knows no limit, so the sum of all blocks is held here to JavaCPP's,
 * {@code org.bytedeco.javacpp.maxbytes}.
 */
final class NativeMemory {
  /** A cache line, and the widest vector. */
  static final int ALIGNMENT = 64;

  private static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicLong HELD = new AtomicLong();
  private static final int WAITS_FOR_COLLECTOR = 5;
  private static final long WAIT_MILLIS = 50;

  private final long address;
  private final ByteBuffer bytes;
  private final Cleaner.Cleanable release;

  private NativeMemory(DataBuffer buffer, int size, long reserved) {
    release = CLEANER.register(this, new Release(buffer, reserved));
    long start = buffer.pointer().address();
    address = start + Math.floorMod(-start, (long) ALIGNMENT);
    bytes = new BytePointer(new View(address)).capacity(size).asByteBuffer();
  }

  /** What so many elements take. */
  static long bytes(Precision precision, long length) {
    return length * precision.bytes() + ALIGNMENT;
  }

  /** Memory for so many elements, not initialised. */
  static NativeMemory allocate(Precision precision, int length) {
    long reserved = bytes(precision, length);
    int padded = Math.toIntExact(reserved / precision.bytes());
    reserve(reserved);
    DataBuffer buffer;
    try {
      DataType type = precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
      buffer = Nd4j.createBuffer(type, padded, false);
    } catch (RuntimeException | OutOfMemoryError e) {
      HELD.addAndGet(-reserved);
      OutOfMemoryError refused =
          new OutOfMemoryError(
              "A tensor of " + reserved + " bytes off the heap was refused by the system");
      refused.initCause(e);
      throw refused;
    }
    return new NativeMemory(buffer, length * precision.bytes(), reserved);
  }

  /** Bytes of all blocks not yet freed. */
  static long held() {
    return HELD.get();
  }

  ByteBuffer bytes() {
    return bytes;
  }

  long address() {
    return address;
  }

  /** Frees the memory; again does nothing. */
  void free() {
    release.clean();
  }

  private static void reserve(long size) {
    long limit = Pointer.maxBytes();
    for (int wait = 0; !fits(size, limit); wait++) {
      if (wait == WAITS_FOR_COLLECTOR) {
        throw new OutOfMemoryError(
            "A tensor of "
                + size
                + " bytes must fit off the heap, but "
                + HELD.get()
                + " of "
                + limit
                + " bytes are taken: raise -Dorg.bytedeco.javacpp.maxbytes or work in smaller"
                + " tiles");
      }
      collect();
    }
  }

  private static boolean fits(long size, long limit) {
    if (HELD.addAndGet(size) <= limit || limit <= 0) {
      return true;
    }
    HELD.addAndGet(-size);
    return false;
  }

  /** Gives dropped tensors a chance, before memory is refused. */
  private static void collect() {
    System.gc();
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs once. Holds the buffer, not the block, so that the block can become unreachable. */
  private record Release(DataBuffer buffer, long reserved) implements Runnable {
    @Override
    public void run() {
      buffer.close();
      HELD.addAndGet(-reserved);
    }
  }

  /** A pointer that owns nothing. */
  private static final class View extends Pointer {
    View(long address) {
      this.address = address;
    }
  }
}
