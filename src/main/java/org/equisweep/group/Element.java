package org.equisweep.group;

/** A group element. Opaque: ask a {@link Representation} how it acts. */
public interface Element {
  /** For messages, such as {@code (0 1 2)} or {@code r^2}. */
  String name();
}
