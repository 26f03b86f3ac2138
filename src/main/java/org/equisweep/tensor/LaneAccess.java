package org.equisweep.tensor;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors in and out of native memory, on every JDK from 17. The Vector API of 17 to 20 takes a
 * {@code ByteBuffer}, later ones a {@code MemorySegment}; one class file serves both through
 * constant method handles, which the JIT sees through. Each access checks its bounds.
 */
final class LaneAccess {
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final Class<?> MEMORY = memoryClass();

  private static final MethodHandle VIEW = view();
  private static final MethodHandle LOAD_FLOATS = load(FloatVector.class);
  private static final MethodHandle LOAD_DOUBLES = load(DoubleVector.class);
  private static final MethodHandle LOAD_INTS = load(IntVector.class);
  private static final MethodHandle STORE_FLOATS = store(FloatVector.class);
  private static final MethodHandle STORE_DOUBLES = store(DoubleVector.class);

  private LaneAccess() {}

  /** What the other methods take as memory. */
  static Object memory(ByteBuffer bytes) {
    try {
      return (Object) VIEW.invokeExact(bytes);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** The floats at {@code offset} bytes. */
  static FloatVector load(VectorSpecies<Float> species, Object memory, int offset) {
    try {
      return (FloatVector) LOAD_FLOATS.invokeExact(species, memory, offset, ORDER);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** The doubles at {@code offset} bytes. */
  static DoubleVector loadDoubles(VectorSpecies<Double> species, Object memory, int offset) {
    try {
      return (DoubleVector) LOAD_DOUBLES.invokeExact(species, memory, offset, ORDER);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** The ints at {@code offset} bytes. */
  static IntVector loadInts(VectorSpecies<Integer> species, Object memory, int offset) {
    try {
      return (IntVector) LOAD_INTS.invokeExact(species, memory, offset, ORDER);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static void store(FloatVector vector, Object memory, int offset) {
    try {
      STORE_FLOATS.invokeExact(vector, memory, offset, ORDER);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  static void store(DoubleVector vector, Object memory, int offset) {
    try {
      STORE_DOUBLES.invokeExact(vector, memory, offset, ORDER);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  private static Class<?> memoryClass() {
    try {
      FloatVector.class.getMethod(
          "fromByteBuffer", VectorSpecies.class, ByteBuffer.class, int.class, ByteOrder.class);
      return ByteBuffer.class;
    } catch (NoSuchMethodException e) {
      try {
        return Class.forName("java.lang.foreign.MemorySegment");
      } catch (ClassNotFoundException absent) {
        throw new IllegalStateException(
            "The Vector API must read a ByteBuffer or a MemorySegment, but this JDK's does neither",
            absent);
      }
    }
  }

  private static boolean isSegment() {
    return MEMORY != ByteBuffer.class;
  }

  private static MethodHandle view() {
    MethodType type = MethodType.methodType(Object.class, ByteBuffer.class);
    return find(
        lookup ->
            isSegment()
                ? lookup
                    .findStatic(
                        MEMORY,
                        "ofBuffer",
                        MethodType.methodType(MEMORY, Class.forName("java.nio.Buffer")))
                    .asType(type)
                : MethodHandles.identity(ByteBuffer.class).asType(type));
  }

  private static <V extends Vector<?>> MethodHandle load(Class<V> vector) {
    Class<?> offset = isSegment() ? long.class : int.class;
    return find(
        lookup ->
            lookup
                .findStatic(
                    vector,
                    isSegment() ? "fromMemorySegment" : "fromByteBuffer",
                    MethodType.methodType(
                        vector, VectorSpecies.class, MEMORY, offset, ByteOrder.class))
                .asType(
                    MethodType.methodType(
                        vector, VectorSpecies.class, Object.class, int.class, ByteOrder.class)));
  }

  private static <V extends Vector<?>> MethodHandle store(Class<V> vector) {
    Class<?> offset = isSegment() ? long.class : int.class;
    return find(
        lookup ->
            lookup
                .findVirtual(
                    vector,
                    isSegment() ? "intoMemorySegment" : "intoByteBuffer",
                    MethodType.methodType(void.class, MEMORY, offset, ByteOrder.class))
                .asType(
                    MethodType.methodType(
                        void.class, vector, Object.class, int.class, ByteOrder.class)));
  }

  private static MethodHandle find(Search search) {
    try {
      return search.in(MethodHandles.publicLookup());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "The Vector API must have its memory access methods, but " + e.getMessage(), e);
    }
  }

  private static RuntimeException rethrow(Throwable fault) {
    if (fault instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (fault instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(fault);
  }

  private interface Search {
    MethodHandle in(MethodHandles.Lookup lookup) throws ReflectiveOperationException;
  }
}
