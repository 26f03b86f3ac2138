package org.equisweep.sweep;

import java.util.List;

/** The very same objects in the same order; for caches of what was made of them. */
final class IdentityKey {
  private final List<Object> parts;
  private final int hash;

  IdentityKey(List<Object> parts) {
    this.parts = List.copyOf(parts);
    int mixed = 1;
    for (Object part : this.parts) {
      mixed = 31 * mixed + System.identityHashCode(part);
    }
    hash = mixed;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // that is what this key is for
  public boolean equals(Object other) {
    if (!(other instanceof IdentityKey key) || key.parts.size() != parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) != key.parts.get(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
