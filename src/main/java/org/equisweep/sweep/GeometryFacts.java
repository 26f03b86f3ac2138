package org.equisweep.sweep;

import java.math.BigInteger;
import org.equisweep.group.Group;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec.Features;

/** What the checks of a sweep need to know of a group acting on an architecture. */
final class GeometryFacts {
  private final ArchitectureGeometry geometry;
  private final NetworkCounts networks;

  GeometryFacts(ArchitectureGeometry geometry) {
    this.geometry = geometry;
    this.networks = new NetworkCounts(geometry);
  }

  ArchitectureGeometry geometry() {
    return geometry;
  }

  NetworkCounts networks() {
    return networks;
  }

  BigInteger order() {
    return geometry.group().order();
  }

  boolean isEnumerable() {
    return order().compareTo(BigInteger.valueOf(Group.ENUMERATION_LIMIT)) <= 0;
  }

  /** Features of an example. */
  int inputs() {
    return size(geometry.architecture().input());
  }

  /** Features of a target. */
  int outputs() {
    return size(geometry.output());
  }

  private int size(Features features) {
    int positions = geometry.group().representation(features.space()).dimension();
    return Math.multiplyExact(features.channels(), positions);
  }
}
