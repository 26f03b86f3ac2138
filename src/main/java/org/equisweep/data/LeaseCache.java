package org.equisweep.data;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Native memory by key, once per JVM, for cohorts one after the other and side by side. What nobody
 * holds stays until it exceeds a limit; then the longest unused goes first. Thread-safe: a value is
 * made by one caller while the others wait.
 */
public final class LeaseCache<K, V extends LeaseCache.Held> {
  /** What is kept; closed when it is let go. */
  public interface Held extends AutoCloseable {
    /** Native memory it holds. */
    long bytes();

    @Override
    void close();
  }

  private final Map<K, Slot<V>> slots = new LinkedHashMap<>(16, 0.75f, true);
  private final long idleBytes;
  private final int mostEntries;

  /**
   * @param idleBytes how much unleased memory is kept
   * @param mostEntries how many entries are kept, leased ones apart
   */
  public LeaseCache(long idleBytes, int mostEntries) {
    this.idleBytes = idleBytes;
    this.mostEntries = mostEntries;
  }

  /** The value of a key, made at first need; to be released as often as it is leased. */
  public synchronized V lease(K key, Supplier<V> make) {
    Slot<V> slot = slots.get(key);
    if (slot == null) {
      slot = new Slot<>(make.get());
      slots.put(key, slot);
    }
    slot.leases++;
    return slot.value;
  }

  /** Ends a lease of a key. */
  public synchronized void release(K key) {
    Slot<V> slot = slots.get(key);
    if (slot == null || slot.leases == 0) {
      throw new IllegalStateException("released more often than leased: " + key);
    }
    slot.leases--;
    evictIdle(idleBytes);
  }

  /** Closes the longest unused until at most {@code keep} bytes that nobody holds are left. */
  public synchronized void evictIdle(long keep) {
    long idle = slots.values().stream().mapToLong(Slot::idleBytes).sum();
    Iterator<Slot<V>> oldestFirst = slots.values().iterator();
    while ((idle > keep || slots.size() > mostEntries) && oldestFirst.hasNext()) {
      Slot<V> slot = oldestFirst.next();
      if (slot.leases == 0) {
        idle -= slot.idleBytes();
        oldestFirst.remove();
        slot.value.close();
      }
    }
  }

  private static final class Slot<V extends Held> {
    final V value;
    int leases;

    Slot(V value) {
      this.value = value;
    }

    long idleBytes() {
      return leases == 0 ? value.bytes() : 0;
    }
  }
}
