package org.equisweep.cli;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.equisweep.training.TrialSettings;
import org.jspecify.annotations.Nullable;

/** A trial's settings as paths and values, so that two can be set side by side. */
final class Settings {
  private final SortedMap<String, String> values = new TreeMap<>();

  private Settings() {}

  /** Such as {@code phases.0.learning_rate = 1.0E-4}, {@code group = Symmetric}. */
  static SortedMap<String, String> of(TrialSettings settings) {
    Settings all = new Settings();
    all.add("", settings);
    return all.values;
  }

  private void add(String path, @Nullable Object value) {
    if (value instanceof Record part) {
      if (!path.isEmpty()) {
        values.put(path, part.getClass().getSimpleName());
      }
      for (RecordComponent component : part.getClass().getRecordComponents()) {
        add(join(path, snake(component.getName())), component(part, component));
      }
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        add(join(path, Integer.toString(i)), list.get(i));
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> add(join(path, String.valueOf(key)), entry));
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(present -> add(path, present));
    } else if (value instanceof OptionalInt optional) {
      optional.ifPresent(present -> add(path, present));
    } else if (value instanceof OptionalDouble optional) {
      optional.ifPresent(present -> add(path, present));
    } else if (value != null) {
      values.put(path, String.valueOf(value));
    }
  }

  private static @Nullable Object component(Record part, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(part);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
