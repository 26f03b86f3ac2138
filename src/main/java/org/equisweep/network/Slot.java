package org.equisweep.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A piece of the workspace's arena with the span of plan time in which its content matters. Slots
 * whose spans do not meet may share memory. Time runs forward through the stages 0 … S − 1, the
 * loss at S, then backward; see {@link Timeline}.
 */
final class Slot {
  /** Slots begin at multiples of this many elements, a cache line of floats. */
  private static final long ALIGNMENT = 16;

  private final long elements;
  private int first;
  private int last;
  private long offset = -1;

  /** A slot of so many elements that is written at {@code first} and last read at {@code last}. */
  Slot(long elements, int first, int last) {
    if (elements < 1 || first > last) {
      throw new IllegalArgumentException(
          "a slot needs elements and a span, got %d over %d..%d".formatted(elements, first, last));
    }
    this.elements = elements;
    this.first = first;
    this.last = last;
  }

  /** Extends the span so that it contains {@code time}. */
  void keepAt(int time) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }

  long elements() {
    return elements;
  }

  /** Where it begins in the arena. */
  long offset() {
    if (offset < 0) {
      throw new IllegalStateException("the slot has not been placed");
    }
    return offset;
  }

  private boolean meets(Slot other) {
    return first <= other.last && other.first <= last;
  }

  private long end() {
    return offset + aligned(elements);
  }

  /**
   * Gives every slot the lowest offset at which it meets no slot already placed, largest first;
   * returns the elements of the arena.
   */
  static long place(List<Slot> slots) {
    List<Slot> order = new ArrayList<>(slots);
    order.sort(Comparator.comparingLong(Slot::elements).reversed());
    List<Slot> placed = new ArrayList<>();
    long total = 0;
    for (Slot slot : order) {
      slot.offset = lowestFit(slot, placed);
      placed.add(slot);
      placed.sort(Comparator.comparingLong(p -> p.offset));
      total = Math.max(total, slot.end());
    }
    return total;
  }

  private static long lowestFit(Slot slot, List<Slot> placedByOffset) {
    long candidate = 0;
    for (Slot other : placedByOffset) {
      if (slot.meets(other)) {
        if (candidate + aligned(slot.elements) <= other.offset) {
          break;
        }
        candidate = Math.max(candidate, other.end());
      }
    }
    return candidate;
  }

  private static long aligned(long elements) {
    return (elements + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
