package org.equisweep.network;

import java.util.Collection;
import java.util.List;
import org.equisweep.geometry.GeometryRow;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.group.Group;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;

/** An architecture with a group acting on it: feature spaces, layer geometries, assumptions. */
public final class ArchitectureGeometry {
  /**
   * Propagates the feature spaces through the stages, reads masks and bases, builds each layer's
   * geometry and checks A1–A3. InvalidInput (key relative to the architecture, such as {@code
   * layers.2}) where shapes do not fit.
   */
  public static ArchitectureGeometry of(ArchitectureSpec architecture, GroupSpec group) {
    throw new UnsupportedOperationException();
  }

  /** Every space that occurs, input first. */
  public static Collection<SpaceSpec> spaces(ArchitectureSpec architecture) {
    throw new UnsupportedOperationException();
  }

  public ArchitectureSpec architecture() {
    throw new UnsupportedOperationException();
  }

  public Group group() {
    throw new UnsupportedOperationException();
  }

  /** Layer 1 … L. */
  public List<LayerGeometry> layers() {
    throw new UnsupportedOperationException();
  }

  /** What the last stage gives: the space and channels of logits and targets. */
  public ArchitectureSpec.Features output() {
    throw new UnsupportedOperationException();
  }

  /**
   * Violated assumptions, by name, each with the group element and the size; empty when all hold.
   */
  public List<Violation> violations() {
    throw new UnsupportedOperationException();
  }

  /** One row per layer, then the total. */
  public List<GeometryRow> rows() {
    throw new UnsupportedOperationException();
  }

  /**
   * A violated assumption.
   *
   * @param assumption A1, A2 or A3
   * @param stage such as {@code layers.4 average_pool}
   * @param element the group element that shows it
   * @param size the norm by which equality fails, on a unit-scale random probe
   */
  public record Violation(String assumption, String stage, String element, double size) {
    @Override
    public String toString() {
      return "%s at %s: ‖σ(ρx) − ρσ(x)‖ = %.3g for g = %s"
          .formatted(assumption, stage, size, element);
    }
  }
}
