package org.equisweep.group;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import org.equisweep.tensor.RandomStream;

/** A finite group acting on the spaces of an architecture. Immutable and thread-safe. */
public final class Group {
  /** The largest group whose elements are listed. */
  public static final int ENUMERATION_LIMIT = 1_000_000;

  /**
   * The group as it acts on {@code spaces}; an InvalidInput where it does not act on one of them.
   */
  public static Group create(GroupSpec spec, Collection<SpaceSpec> spaces) {
    throw new UnsupportedOperationException();
  }

  public GroupSpec spec() {
    throw new UnsupportedOperationException();
  }

  public BigInteger order() {
    throw new UnsupportedOperationException();
  }

  public Element identity() {
    throw new UnsupportedOperationException();
  }

  public List<Element> generators() {
    throw new UnsupportedOperationException();
  }

  /**
   * All elements: r^j for cyclic groups, lexicographic for products; InvalidInput above the limit.
   */
  public List<Element> elements() {
    throw new UnsupportedOperationException();
  }

  public boolean contains(Element g) {
    throw new UnsupportedOperationException();
  }

  /** Exactly uniform. */
  public Element sample(RandomStream stream) {
    throw new UnsupportedOperationException();
  }

  public Representation representation(SpaceSpec space) {
    throw new UnsupportedOperationException();
  }
}
