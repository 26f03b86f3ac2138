package org.equisweep.stability;

import java.util.List;
import org.equisweep.group.Element;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.Representation;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.tensor.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * Names the isotypic component of T𝓛 that a direction lies in, where T𝓛 is G-invariant: for
 * cyclic groups {@code frequency k} (the plane that turns by k/n), for dihedral ones {@code A1, A2,
 * B1, B2, E1 …} in the usual notation, for symmetric ones the partition, such as {@code (3,1)}. The
 * part in a component is (d_χ/|G|) Σ_g χ(g)⟨v, ρ̄(g)v⟩ (Serre, Linear Representations of Finite
 * Groups, 2.6); for S_n the sum of all transpositions is a number on each component, the sum of its
 * contents.
 */
final class IsotypicComponents {
  /** How much of a direction may lie outside the component that names it. */
  private static final double PURE = 1e-6;

  private static final int MOST_ELEMENTS = 64;
  private static final double INVARIANT = 1e-9;

  private final ArchitectureGeometry geometry;
  private final SplitCoordinates coordinates;
  private final Kind kind;

  private enum Kind {
    CYCLIC,
    DIHEDRAL,
    SYMMETRIC,
    UNKNOWN
  }

  IsotypicComponents(ArchitectureGeometry geometry, SplitCoordinates coordinates) {
    this.geometry = geometry;
    this.coordinates = coordinates;
    this.kind = kind();
  }

  private Kind kind() {
    GroupSpec spec = geometry.group().spec();
    boolean few =
        geometry.group().order().bitLength() <= 16
            && geometry.group().order().intValueExact() <= MOST_ELEMENTS;
    Kind found = Kind.UNKNOWN;
    if (spec instanceof GroupSpec.Cyclic && few) {
      found = Kind.CYCLIC;
    } else if (spec instanceof GroupSpec.Dihedral && few) {
      found = Kind.DIHEDRAL;
    } else if (spec instanceof GroupSpec.Symmetric) {
      found = Kind.SYMMETRIC;
    }
    return found != Kind.UNKNOWN && isInvariant() ? found : Kind.UNKNOWN;
  }

  /** Whether generators keep T𝓛, and the architecture says how they act on its layers. */
  private boolean isInvariant() {
    double[] x = new double[coordinates.dimension()];
    RandomStream stream = RandomStream.of(0, "invariant", 0);
    for (int i = 0; i < x.length; i++) {
      x[i] = stream.nextNormal();
    }
    try {
      for (Element g : geometry.group().generators()) {
        if (Math.abs(Vectors.norm(image(g, x)) / Vectors.norm(x) - 1) > INVARIANT) {
          return false;
        }
      }
    } catch (IllegalStateException tapsAreNotPermuted) {
      return false;
    }
    return true;
  }

  private double[] image(Element g, double[] x) {
    double[] y = new double[x.length];
    new InducedAction(geometry, coordinates, g).apply(x, y);
    return y;
  }

  /**
   * The component's name; null where the direction is of several, or components have no names here.
   *
   * @param v of norm 1
   */
  @Nullable String name(double[] v) {
    return switch (kind) {
      case CYCLIC -> cyclic(products(v));
      case DIHEDRAL -> dihedral(products(v));
      case SYMMETRIC -> symmetric(v);
      case UNKNOWN -> null;
    };
  }

  /** A row of each component but that of 𝓔; none where components have no names. */
  List<IsotypicRow> rows() {
    IsotypicRow.Actions actions = g -> new InducedAction(geometry, coordinates, g);
    return switch (kind) {
      case CYCLIC -> IsotypicRow.cyclic(geometry.group().elements(), actions);
      case DIHEDRAL -> IsotypicRow.dihedral(geometry.group().elements(), actions);
      case SYMMETRIC -> symmetricRows(actions);
      case UNKNOWN -> List.of();
    };
  }

  private List<IsotypicRow> symmetricRows(IsotypicRow.Actions actions) {
    int n = ((GroupSpec.Symmetric) geometry.group().spec()).degree();
    Representation nodes = geometry.group().representation(new SpaceSpec.Nodes());
    Element[][] transpositions = new Element[n][n];
    for (Element g : Transpositions.of(geometry.group(), n)) {
      int[] image = nodes.permutation(g);
      for (int i = 0; i < n; i++) {
        if (image[i] > i) {
          transpositions[i][image[i]] = g;
        }
      }
    }
    return Partitions.shallow(n, largestTensorPower()).stream()
        .filter(partition -> partition.size() > 1)
        .map(partition -> IsotypicRow.symmetric(partition, transpositions, actions))
        .toList();
  }

  /** ⟨v, ρ̄(g)v⟩ over the elements in the group's order. */
  private double[] products(double[] v) {
    List<Element> elements = geometry.group().elements();
    double[] products = new double[elements.size()];
    for (int j = 0; j < products.length; j++) {
      products[j] = Vectors.dot(v, image(elements.get(j), v));
    }
    return products;
  }

  /** Elements are r⁰, r¹ …. */
  private static @Nullable String cyclic(double[] products) {
    int n = products.length;
    for (int k = 0; 2 * k <= n; k++) {
      double part = turning(products, n, k) / n * (k == 0 || 2 * k == n ? 1 : 2);
      if (part >= 1 - PURE) {
        return "frequency " + k;
      }
    }
    return null;
  }

  private static double turning(double[] products, int n, int k) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      sum += Math.cos(2 * Math.PI * k * j / n) * products[j];
    }
    return sum;
  }

  /** Elements are r⁰ … rⁿ⁻¹, then the same times s. */
  private static @Nullable String dihedral(double[] products) {
    int n = products.length / 2;
    for (int k = 0; 2 * k <= n; k++) {
      double turning = turning(products, n, k);
      if (k > 0 && 2 * k < n) {
        if (turning * 2 / n >= 1 - PURE) {
          return "E" + k;
        }
        continue;
      }
      double reflected = 0;
      for (int j = 0; j < n; j++) {
        reflected += (k > 0 && j % 2 == 1 ? -1 : 1) * products[n + j];
      }
      String letter = k == 0 ? "A" : "B";
      if ((turning + reflected) / (2 * n) >= 1 - PURE) {
        return letter + 1;
      }
      if ((turning - reflected) / (2 * n) >= 1 - PURE) {
        return letter + 2;
      }
    }
    return null;
  }

  private @Nullable String symmetric(double[] v) {
    int n = ((GroupSpec.Symmetric) geometry.group().spec()).degree();
    if (n < 2) {
      return "(1)";
    }
    double[] sum = new double[v.length];
    for (Element transposition : Transpositions.of(geometry.group(), n)) {
      Vectors.add(1, image(transposition, v), sum);
    }
    double content = Vectors.dot(v, sum);
    Vectors.add(-content, v, sum);
    if (Vectors.norm(sum) > Math.sqrt(PURE)) {
      return null;
    }
    return Partitions.withContent(n, (int) Math.rint(content), largestTensorPower());
  }

  /** The most points that a coordinate of a layer names: components have no more boxes below. */
  private int largestTensorPower() {
    int largest = 0;
    int n = ((GroupSpec.Symmetric) geometry.group().spec()).degree();
    for (int layer = 0; layer < coordinates.layers(); layer++) {
      int spatial = geometry.layers().get(layer).shape().spatial();
      largest = Math.max(largest, (int) Math.ceil(Math.log(spatial) / Math.log(n) - 1e-9));
    }
    return largest;
  }
}
