package org.equisweep.sweep;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.equisweep.storage.FileRef;
import org.equisweep.training.OptimiserSpec;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.TrialSettings;
import org.jspecify.annotations.Nullable;

/**
 * Settings as JSON that is equal iff they mean the same: keys sorted, numbers by value, files by
 * content, phase names left out. A quantity that is absent (null, an empty optional, one of {@link
 * #DEFAULTS}) is left out too, so that a later version may add components without changing the ids
 * of old trials.
 */
final class CanonicalForm {
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  /** What older versions always did, and had no component for. */
  private static final Set<Object> DEFAULTS = Set.of(new OptimiserSpec.Sgd());

  /** Cells share most of what they are made of: each such part is written once. */
  private final Map<Record, String> written = new IdentityHashMap<>();

  String of(TrialSettings settings) {
    return record(settings);
  }

  private String json(Object value) {
    if (value instanceof FileRef file) {
      return JsonText.quote("sha256:" + file.sha256());
    }
    if (value instanceof Record composite) {
      String known = written.get(composite);
      if (known == null) {
        known = record(composite);
        written.put(composite, known);
      }
      return known;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::json).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      TreeMap<String, String> sorted = new TreeMap<>();
      map.forEach((key, each) -> sorted.put(String.valueOf(key), json(each)));
      return object(sorted);
    }
    if (value instanceof Double number) {
      return Decimal.shortest(number);
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof String text) {
      return JsonText.quote(text);
    }
    if (value instanceof Enum<?> constant) {
      return JsonText.quote(constant.name().toLowerCase(Locale.ROOT));
    }
    throw new IllegalStateException("no canonical form for " + value.getClass());
  }

  private String record(Record composite) {
    TreeMap<String, String> sorted = new TreeMap<>();
    for (RecordComponent component : COMPONENTS.get(composite.getClass())) {
      boolean label = composite instanceof PhaseSpec && component.getName().equals("name");
      Object value = label ? null : present(read(composite, component));
      if (value != null) {
        sorted.put(component.getName(), json(value));
      }
    }
    if (composite.getClass().getInterfaces().length > 0) {
      sorted.put("kind", JsonText.quote(composite.getClass().getSimpleName()));
    }
    return object(sorted);
  }

  private static @Nullable Object present(@Nullable Object value) {
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? optional.getAsInt() : null;
    }
    if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? optional.getAsDouble() : null;
    }
    return value != null && DEFAULTS.contains(value) ? null : value;
  }

  private static @Nullable Object read(Record composite, RecordComponent component) {
    try {
      return component.getAccessor().invoke(composite);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static String object(Map<String, String> sorted) {
    List<String> entries = new ArrayList<>();
    sorted.forEach((key, value) -> entries.add(JsonText.quote(key) + ":" + value));
    return "{" + String.join(",", entries) + "}";
  }
}
