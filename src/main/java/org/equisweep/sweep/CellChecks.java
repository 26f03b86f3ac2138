package org.equisweep.sweep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.equisweep.group.Group;
import org.equisweep.group.GroupSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.Violation;
import org.equisweep.problem.InvalidInput;
import org.equisweep.problem.Location;
import org.equisweep.tensor.Precision;
import org.equisweep.training.InitializationSpec;
import org.equisweep.training.PhaseSpec;
import org.equisweep.training.RecordSpec;

/** What must hold across the definitions of a cell. */
final class CellChecks {
  private final Map<Acting, GeometryFacts> facts = new HashMap<>();
  private final Map<IdentityKey, DataShape> shapes = new HashMap<>();
  private final Set<IdentityKey> checked = new HashSet<>();

  private record Acting(GroupSpec group, ArchitectureSpec architecture) {}

  /** What is known of a cell that was found good. */
  record Known(GeometryFacts facts, DataShape data) {}

  Known check(CellBinder.Parts parts) {
    GeometryFacts known = facts(parts);
    requireAssumptions(parts, known);
    DataShape data =
        shapes.computeIfAbsent(
            new IdentityKey(List.of(parts.data(), known)),
            key -> DataShape.of(parts.data(), known.inputs(), known.outputs()));
    if (checked.add(checkedParts(parts))) {
      requireLayers(parts.initialization(), known);
      parts.phases().forEach(phase -> requireEnumerable(phase, known));
      parts.phases().forEach(phase -> requireAverageable(phase, known));
      parts.phases().forEach(phase -> requireDouble(phase, parts.precision().value()));
      requireEnumerableRisk(parts.record(), known);
    }
    return new Known(known, data);
  }

  private static IdentityKey checkedParts(CellBinder.Parts parts) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                parts.group(),
                parts.architecture(),
                parts.initialization(),
                parts.record(),
                parts.precision()));
    all.addAll(parts.phases());
    return new IdentityKey(all);
  }

  private GeometryFacts facts(CellBinder.Parts parts) {
    Acting acting = new Acting(parts.group().value(), parts.architecture().value());
    GeometryFacts known = facts.get(acting);
    if (known == null) {
      try {
        known = new GeometryFacts(ArchitectureGeometry.of(acting.architecture(), acting.group()));
      } catch (InvalidInput e) {
        throw placed(e, parts);
      }
      facts.put(acting, known);
    }
    return known;
  }

  /** The network's places are relative to the architecture; the group's have none. */
  private static InvalidInput placed(InvalidInput e, CellBinder.Parts parts) {
    Location relative = e.location();
    if (relative == null) {
      return e.at(parts.group().node().place().location());
    }
    String key = relative.key() == null ? "" : relative.key();
    return e.movedTo(deepest(parts.architecture().node(), key).place().location());
  }

  /** The node a relative key leads to, as far as it goes. */
  private static Node deepest(Node architecture, String key) {
    List<String> segments = Paths.segments(key);
    Node found = architecture;
    if (segments.size() > 1 && segments.get(0).equals("layers")) {
      found = ArchitectureBinding.stageNode(architecture, Integer.parseInt(segments.get(1)));
      segments = segments.subList(2, segments.size());
    }
    for (String segment : segments) {
      Node child = found.get(segment);
      if (child == null) {
        return found;
      }
      found = child;
    }
    return found;
  }

  private static void requireAssumptions(CellBinder.Parts parts, GeometryFacts known) {
    if (parts.allowViolations().value() || known.geometry().violations().isEmpty()) {
      return;
    }
    Violation first = known.geometry().violations().get(0);
    String stage = first.stage().replaceFirst(" .*", "");
    throw deepest(parts.architecture().node(), stage)
        .problem(
            "the network must satisfy the assumptions A1–A3 under group " + parts.label(Axes.GROUP),
            known.geometry().violations().stream()
                .map(Violation::toString)
                .collect(Collectors.joining("; ")),
            "take another layer or group, or set allow_violations: true");
  }

  private static void requireLayers(Bound<InitializationSpec> spec, GeometryFacts known) {
    for (String list : List.of("std", "bound", "constant_over_positions")) {
      Node named = spec.node().get(list);
      if (named instanceof Node.Mapping byLayer) {
        byLayer.entries().forEach((layer, at) -> requireLayer(layer, at, known));
      } else if (named instanceof Node.Sequence layers) {
        layers.items().forEach(at -> requireLayer(Values.text(at), at, known));
      }
    }
  }

  private static void requireLayer(String layer, Node at, GeometryFacts known) {
    List<String> names = known.geometry().architecture().layerNames();
    if (!names.contains(layer)) {
      throw at.problem(
          "a layer must be one of %s … %s of the architecture"
              .formatted(names.get(0), names.get(names.size() - 1)),
          "got '" + layer + "'",
          Nearest.remedy(layer, names));
    }
  }

  private static void requireEnumerable(Bound<PhaseSpec> phase, GeometryFacts known) {
    PhaseSpec.Orbit orbit = phase.value().orbit();
    boolean whole =
        orbit instanceof PhaseSpec.Orbit.Exact || orbit instanceof PhaseSpec.Orbit.Expanded;
    if (whole && !known.isEnumerable()) {
      throw phase
          .node()
          .at("orbit")
          .problem(
              "a whole orbit must have at most " + Group.ENUMERATION_LIMIT + " elements",
              "the group has " + known.order(),
              "sample it, like {samples: 25, per: example}");
    }
  }

  private static void requireAverageable(Bound<PhaseSpec> phase, GeometryFacts known) {
    BigInteger most = BigInteger.valueOf(PhaseSpec.MOST_AVERAGED);
    if (phase.value().flow() == PhaseSpec.Flow.AVERAGED && known.order().compareTo(most) > 0) {
      throw phase
          .node()
          .at("flow")
          .problem(
              "an averaged network must be over at most " + most + " elements",
              "the group has " + known.order(),
              "augment instead: flow: augmented with orbit: {samples: 25}");
    }
  }

  private static void requireDouble(Bound<PhaseSpec> phase, Precision precision) {
    if (phase.value().integration() != null && precision != Precision.DOUBLE) {
      throw phase
          .node()
          .at("integrate")
          .problem(
              "an integrated phase must be in double precision",
              "precision is " + precision.label(),
              "set precision: double, or descend");
    }
  }

  private static void requireEnumerableRisk(Bound<RecordSpec> record, GeometryFacts known) {
    if (record.value().augmentedRisk() instanceof RecordSpec.AugmentedRisk.Exact
        && !known.isEnumerable()) {
      throw record
          .node()
          .at("augmented_risk")
          .problem(
              "an exact augmented risk must be over at most "
                  + Group.ENUMERATION_LIMIT
                  + " elements",
              "the group has " + known.order(),
              "sample it, like {samples: 100}");
    }
  }
}
