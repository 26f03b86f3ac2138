package org.equisweep.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The JDK's unmodifiable collections, which have neither fields to set nor constructors. */
final class CollectionSerializers {
  private CollectionSerializers() {}

  static void register(Kryo kryo) {
    Lists lists = new Lists();
    List<Integer> some = new ArrayList<>(List.of(1, 2, 3));
    for (List<Integer> list :
        List.of(
            List.<Integer>of(),
            List.of(1),
            List.of(1, 2, 3),
            List.of(1, 2, 3).subList(0, 2),
            Collections.unmodifiableList(some),
            Collections.unmodifiableList(new java.util.LinkedList<>(some)),
            Collections.<Integer>emptyList(),
            Collections.singletonList(1),
            Arrays.asList(1, 2),
            some.subList(0, 2))) {
      kryo.register(list.getClass(), lists);
    }
    Maps maps = new Maps();
    for (Map<Integer, Integer> map :
        List.of(
            Map.<Integer, Integer>of(),
            Map.of(1, 1),
            Map.of(1, 1, 2, 2),
            Collections.unmodifiableMap(new HashMap<Integer, Integer>()),
            Collections.<Integer, Integer>emptyMap())) {
      kryo.register(map.getClass(), maps);
    }
    SortedMaps sortedMaps = new SortedMaps();
    kryo.register(Collections.unmodifiableSortedMap(new TreeMap<>()).getClass(), sortedMaps);
    Sets sets = new Sets();
    for (Set<Integer> set :
        List.of(
            Set.<Integer>of(),
            Set.of(1),
            Set.of(1, 2, 3),
            Collections.unmodifiableSet(new java.util.HashSet<Integer>()))) {
      kryo.register(set.getClass(), sets);
    }
  }

  private static void writeAll(Kryo kryo, Output output, Collection<?> elements) {
    output.writeInt(elements.size(), true);
    for (Object element : elements) {
      kryo.writeClassAndObject(output, element);
    }
  }

  private static List<Object> readAll(Kryo kryo, Input input) {
    int size = input.readInt(true);
    List<Object> elements = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      elements.add(kryo.readClassAndObject(input));
    }
    return elements;
  }

  private static void writeEntries(Kryo kryo, Output output, Map<?, ?> map) {
    output.writeInt(map.size(), true);
    map.forEach(
        (key, value) -> {
          kryo.writeClassAndObject(output, key);
          kryo.writeClassAndObject(output, value);
        });
  }

  private static void readEntries(Kryo kryo, Input input, Map<Object, Object> into) {
    int size = input.readInt(true);
    for (int i = 0; i < size; i++) {
      Object key = kryo.readClassAndObject(input);
      into.put(key, kryo.readClassAndObject(input));
    }
  }

  private static final class Lists extends Serializer<List<?>> {
    Lists() {
      super(true, true);
    }

    @Override
    public void write(Kryo kryo, Output output, List<?> list) {
      writeAll(kryo, output, list);
    }

    @Override
    public List<?> read(Kryo kryo, Input input, Class<List<?>> type) {
      return Collections.unmodifiableList(readAll(kryo, input));
    }
  }

  private static final class Maps extends Serializer<Map<?, ?>> {
    Maps() {
      super(true, true);
    }

    @Override
    public void write(Kryo kryo, Output output, Map<?, ?> map) {
      writeEntries(kryo, output, map);
    }

    @Override
    public Map<?, ?> read(Kryo kryo, Input input, Class<Map<?, ?>> type) {
      Map<Object, Object> map = new HashMap<>();
      readEntries(kryo, input, map);
      return Collections.unmodifiableMap(map);
    }
  }

  private static final class SortedMaps extends Serializer<java.util.SortedMap<?, ?>> {
    SortedMaps() {
      super(true, true);
    }

    @Override
    public void write(Kryo kryo, Output output, java.util.SortedMap<?, ?> map) {
      writeEntries(kryo, output, map);
    }

    @Override
    public java.util.SortedMap<?, ?> read(
        Kryo kryo, Input input, Class<java.util.SortedMap<?, ?>> type) {
      TreeMap<Object, Object> map = new TreeMap<>();
      readEntries(kryo, input, map);
      return Collections.unmodifiableSortedMap(map);
    }
  }

  private static final class Sets extends Serializer<Set<?>> {
    Sets() {
      super(true, true);
    }

    @Override
    public void write(Kryo kryo, Output output, Set<?> set) {
      writeAll(kryo, output, set);
    }

    @Override
    public Set<?> read(Kryo kryo, Input input, Class<Set<?>> type) {
      return Collections.unmodifiableSet(new java.util.HashSet<>(readAll(kryo, input)));
    }
  }
}
