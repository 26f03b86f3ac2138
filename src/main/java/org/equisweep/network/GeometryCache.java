package org.equisweep.network;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.equisweep.group.GroupSpec;
import org.jspecify.annotations.Nullable;

/**
 * Geometries by architecture and group, once per JVM: load checks, pre-flight, the geometry table
 * and cohorts one after the other and side by side ask for the same ones. The longest unused go
 * first; all may go when memory is short.
 */
final class GeometryCache {
  static final int MOST = 64;

  private final Map<Key, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);

  /** Files in an architecture are part of it by their content. */
  private record Key(ArchitectureSpec architecture, GroupSpec group) {}

  /**
   * What is known of one key; made by whoever holds its monitor, while others wait for it alone.
   */
  private static final class Slot {
    private @Nullable SoftReference<ArchitectureGeometry> held;

    synchronized ArchitectureGeometry get(Supplier<ArchitectureGeometry> make) {
      ArchitectureGeometry geometry = held == null ? null : held.get();
      if (geometry == null) {
        geometry = make.get();
        held = new SoftReference<>(geometry);
      }
      return geometry;
    }
  }

  /** The geometry of a key, made at first need; what {@code make} throws is not remembered. */
  ArchitectureGeometry get(
      ArchitectureSpec architecture, GroupSpec group, Supplier<ArchitectureGeometry> make) {
    return slot(new Key(architecture, group)).get(make);
  }

  private synchronized Slot slot(Key key) {
    Slot slot = slots.computeIfAbsent(key, k -> new Slot());
    if (slots.size() > MOST) {
      slots.remove(slots.keySet().iterator().next());
    }
    return slot;
  }

  /** How many keys are remembered. */
  synchronized int size() {
    return slots.size();
  }
}
