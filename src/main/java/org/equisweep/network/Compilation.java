package org.equisweep.network;

import java.util.List;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.tensor.Precision;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is compiled with.
 *
 * @param space in whose coefficients
 * @param maxExamples the most examples of one call
 * @param forced the form of every linear layer that allows it; null for the cheapest
 * @param span what comes in place of the input of layer 1; null for the input itself
 */
record Compilation(
    Network.Space space,
    Precision precision,
    int maxExamples,
    @Nullable LinearForm forced,
    PlanKind kind,
    @Nullable InputSpan span) {
  Compilation {
    if (span != null && span.space() != space) {
      throw new IllegalArgumentException("the span was made for " + span.space());
    }
  }

  Plan plan(ArchitectureGeometry geometry) {
    NetworkCompiler compiler =
        new NetworkCompiler(
            geometry.stages(), geometry::dimension, precision, maxExamples, forced, kind, span);
    ArchitectureSpec architecture = geometry.architecture();
    return compiler.compile(
        architecture.input(), parametrisations(geometry.executed(), space), architecture.loss());
  }

  /** L of each layer, or E. */
  static List<Parametrisation> parametrisations(List<LayerGeometry> layers, Network.Space space) {
    return layers.stream()
        .map(layer -> space == Network.Space.ADMISSIBLE ? layer.admissible() : layer.equivariant())
        .toList();
  }
}
