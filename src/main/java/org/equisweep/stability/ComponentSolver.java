package org.equisweep.stability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.equisweep.group.Element;
import org.equisweep.network.ArchitectureGeometry;
import org.jspecify.annotations.Nullable;

/**
 * Eigenpairs on N𝓔 of an operator that commutes with the group, component by component (F7): where
 * T𝓛 is G-invariant, N𝓔 is the sum of all isotypic components but one. On a row of a component,
 * of a d-th of its dimension, each eigenvalue stands for the d that the component has; their
 * eigenvectors are images under the group.
 */
final class ComponentSolver {
  /** An image of a vector that adds less than this to those before is in their span. */
  private static final double INDEPENDENT = 1e-6;

  private final SplitCoordinates coordinates;
  private final List<ComponentBasis> components;
  private final List<InducedAction> generators;

  private ComponentSolver(
      SplitCoordinates coordinates,
      List<ComponentBasis> components,
      List<InducedAction> generators) {
    this.coordinates = coordinates;
    this.components = List.copyOf(components);
    this.generators = List.copyOf(generators);
  }

  /** Null where components are not known, or their bases too large. */
  static @Nullable ComponentSolver of(
      ArchitectureGeometry geometry, SplitCoordinates coordinates, IsotypicComponents named) {
    List<ComponentBasis> components = new ArrayList<>();
    long covered = 0;
    for (IsotypicRow row : named.rows()) {
      ComponentBasis basis = ComponentBasis.of(coordinates, row);
      if (basis == null) {
        return null;
      }
      covered += (long) row.copies() * basis.dimension();
      if (basis.dimension() > 0) {
        components.add(basis);
      }
    }
    if (components.isEmpty() || covered != coordinates.normal()) {
      return null;
    }
    List<InducedAction> generators = new ArrayList<>();
    for (Element g : geometry.group().generators()) {
      generators.add(new InducedAction(geometry, coordinates, g));
    }
    return new ComponentSolver(coordinates, components, generators);
  }

  /** The components of N𝓔. */
  List<ComponentBasis> components() {
    return components;
  }

  /** An eigenvalue of a component, with eigenvectors in N𝓔. */
  private record Multiplet(double value, double residual, double[][] vectors) {}

  /**
   * All eigenpairs, where all components are small enough to be solved whole; else the lowest, at
   * least as many as wanted, and no eigenvalue without its multiplicity.
   *
   * @param normal on N𝓔, commuting with the group
   */
  Eigenpairs lowest(Compression normal, EigenSolver solver) {
    List<Multiplet> found = new ArrayList<>();
    double highest = Double.NEGATIVE_INFINITY;
    double norm = 0;
    boolean converged = true;
    boolean complete = true;
    int products = 0;
    for (ComponentBasis component : components) {
      Eigenpairs pairs = solver.lowest(component.compress(normal));
      highest = Math.max(highest, pairs.highest());
      norm = Math.max(norm, pairs.norm());
      converged &= pairs.converged();
      complete &= pairs.complete();
      products += pairs.products() + 1;
      double leak = leak(component, normal, pairs.vectors()[0]);
      for (int k = 0; k < pairs.size(); k++) {
        found.add(
            new Multiplet(
                pairs.values()[k],
                Math.hypot(pairs.residuals()[k], leak),
                images(component, pairs.vectors()[k])));
      }
    }
    found.sort(Comparator.comparingDouble(Multiplet::value));
    return merged(
        found, complete ? Integer.MAX_VALUE : solver.count(), highest, norm, converged, products);
  }

  /** ‖(I − BBᵀ)HBz‖: what commuting only up to rounding leaves. */
  private static double leak(ComponentBasis component, Compression normal, double[] z) {
    double[] product = new double[normal.dimension()];
    normal.apply(component.lift(z), product);
    double[] inside = new double[component.dimension()];
    component.coordinates(product, inside);
    return Vectors.distance(product, component.lift(inside));
  }

  /** Orthonormal, of the representation that Bz generates: as many as there are rows. */
  private double[][] images(ComponentBasis component, double[] z) {
    int count = component.row().copies();
    List<double[]> basis = new ArrayList<>();
    basis.add(component.lift(z));
    for (int next = 0; next < basis.size() && basis.size() < count; next++) {
      for (InducedAction generator : generators) {
        double[] image = image(generator, basis.get(next));
        for (int pass = 0; pass < 2; pass++) {
          for (double[] other : basis) {
            Vectors.add(-Vectors.dot(other, image), other, image);
          }
        }
        double norm = Vectors.norm(image);
        if (norm > INDEPENDENT && basis.size() < count) {
          Vectors.scale(1 / norm, image, image);
          basis.add(image);
        }
      }
    }
    return basis.toArray(double[][]::new);
  }

  private double[] image(InducedAction g, double[] y) {
    double[] x = new double[coordinates.dimension()];
    System.arraycopy(y, 0, x, coordinates.tangent(), y.length);
    double[] moved = new double[x.length];
    g.apply(x, moved);
    double[] image = new double[y.length];
    System.arraycopy(moved, coordinates.tangent(), image, 0, image.length);
    return image;
  }

  private Eigenpairs merged(
      List<Multiplet> found,
      int count,
      double highest,
      double norm,
      boolean converged,
      int products) {
    List<Multiplet> each = new ArrayList<>();
    List<double[]> vectors = new ArrayList<>();
    for (Multiplet multiplet : found) {
      if (each.size() >= count) {
        break;
      }
      for (double[] vector : multiplet.vectors()) {
        each.add(multiplet);
        vectors.add(vector);
      }
    }
    return new Eigenpairs(
        coordinates.normal(),
        each.stream().mapToDouble(Multiplet::value).toArray(),
        vectors.toArray(double[][]::new),
        each.stream().mapToDouble(Multiplet::residual).toArray(),
        highest,
        norm,
        converged,
        products);
  }
}
