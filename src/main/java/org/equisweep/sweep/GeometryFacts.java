package org.equisweep.sweep;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.equisweep.geometry.GeometryRow;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.LayerShape;
import org.equisweep.group.Group;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.Violation;

/**
 * What a sweep needs to know of a group acting on an architecture; the geometry itself, which may
 * be large, is let go.
 *
 * @param rows of the geometry table: one per layer, then the total
 * @param inputs features of an example
 * @param outputs features of a target
 */
record GeometryFacts(
    BigInteger order,
    List<LayerShape> layers,
    List<GeometryRow> rows,
    List<Violation> violations,
    int inputs,
    int outputs) {

  static GeometryFacts of(ArchitectureGeometry geometry) {
    Group group = geometry.group();
    var input = geometry.architecture().input();
    var output = geometry.output();
    return new GeometryFacts(
        group.order(),
        geometry.layers().stream().map(LayerGeometry::shape).collect(Collectors.toList()),
        geometry.rows(),
        geometry.violations(),
        Math.multiplyExact(input.channels(), group.representation(input.space()).dimension()),
        Math.multiplyExact(output.channels(), group.representation(output.space()).dimension()));
  }

  boolean isEnumerable() {
    return order.compareTo(BigInteger.valueOf(Group.ENUMERATION_LIMIT)) <= 0;
  }

  PlannedGeometry planned(String group, String architecture) {
    return new PlannedGeometry(
        group,
        architecture,
        order,
        rows,
        violations.stream().map(Violation::toString).collect(Collectors.toList()));
  }
}
