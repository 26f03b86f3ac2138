package org.equisweep.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Writes a record's components in order and reads it by its canonical constructor, so that what
 * arrives has been validated. Kryo 4 itself sets fields, which the JDK forbids for records.
 */
final class RecordSerializer<T extends Record> extends Serializer<T> {
  private final Constructor<T> constructor;
  private final Class<?>[] types;
  private final Method[] accessors;

  RecordSerializer(Class<T> type) {
    super(true, true);
    RecordComponent[] components = type.getRecordComponents();
    types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " has no canonical constructor", e);
    }
    constructor.setAccessible(true);
    for (Method accessor : accessors) {
      accessor.setAccessible(true);
    }
  }

  @Override
  public void write(Kryo kryo, Output output, T value) {
    for (int i = 0; i < types.length; i++) {
      Object component = component(value, i);
      if (types[i].isPrimitive()) {
        kryo.writeObject(output, component);
      } else {
        kryo.writeClassAndObject(output, component);
      }
    }
  }

  private Object component(T value, int i) {
    try {
      return accessors[i].invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new KryoException("cannot read " + accessors[i], e);
    }
  }

  @Override
  public T read(Kryo kryo, Input input, Class<T> type) {
    Object[] values = new Object[types.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          types[i].isPrimitive()
              ? kryo.readObject(input, Boxes.of(types[i]))
              : kryo.readClassAndObject(input);
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new KryoException("cannot make " + type, e);
    }
  }

  private static final class Boxes {
    private Boxes() {}

    static Class<?> of(Class<?> primitive) {
      return java.lang.invoke.MethodType.methodType(primitive).wrap().returnType();
    }
  }
}
