package org.equisweep.stability;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.SymmetricEigen;
import org.jspecify.annotations.Nullable;

/**
 * Counts the flat directions of T𝓔 or N𝓔 that have a reason: {@link FlatCandidates} and what the
 * data do not span. A candidate counts where it lies in T𝓛 and the Hessian takes it to 0.
 */
final class ExplainedFlats {
  /** Entries of all candidates together that are looked at. */
  private static final long MOST_ENTRIES = 1L << 24;

  private static final double INSIDE = 1e-9;
  private static final double INDEPENDENT = 1e-9;
  private static final int PROBES = 4;

  private final SplitCoordinates coordinates;
  private final ArchitectureGeometry geometry;
  private final List<double[][]> candidates;
  private final @Nullable DataSpan span;

  /** Candidates that lie in T𝓛, in coordinates. */
  private final List<double[]> inside = new ArrayList<>();

  /**
   * @param span of the data; null where it is not known
   */
  ExplainedFlats(
      ArchitectureGeometry geometry,
      SplitCoordinates coordinates,
      List<double[]> point,
      @Nullable DataSpan span) {
    this.geometry = geometry;
    this.coordinates = coordinates;
    this.span = span;
    long limit = MOST_ENTRIES / coordinates.dimension();
    this.candidates =
        new ArrayList<>(
            new FlatCandidates(geometry.architecture(), geometry.layers(), point).all(limit));
    addUnexcited(limit);
    keepInside();
  }

  /** Those of the data span one by one, where they are few. */
  private void addUnexcited(long limit) {
    if (span == null || leavesOutUnexcited()) {
      return;
    }
    int units =
        geometry.layers().get(0).shape().channelsOut()
            * geometry.layers().get(0).shape().positionsOut();
    if ((long) units * span.missing() + candidates.size() > limit) {
      return;
    }
    for (int unit = 0; unit < units; unit++) {
      for (int k = 0; k < span.missing(); k++) {
        double[][] direction = new double[geometry.layers().size()][];
        direction[0] = span.direction(geometry.layers().get(0), unit, k);
        candidates.add(direction);
      }
    }
  }

  /** Whether the unexcited directions are a subspace of their own, too large to be listed. */
  private boolean leavesOutUnexcited() {
    return span != null
        && span.missing() > 0
        && DataSpan.isWhole(geometry)
        && coordinates.dimension() >= 2 * EigenSolver.DENSE;
  }

  /** Combinations of candidates within T𝓛: those that the projection on it leaves as they are. */
  private void keepInside() {
    int count = candidates.size();
    if (count == 0) {
      return;
    }
    double[][] projected = new double[count][];
    double[] lost = new double[count * count];
    double[][][] rest = new double[count][][];
    for (int k = 0; k < count; k++) {
      projected[k] = coordinates.projectLayers(candidates.get(k));
      rest[k] = coordinates.lost(candidates.get(k), projected[k]);
    }
    boolean any = false;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        lost[i * count + j] = SplitCoordinates.dot(rest[i], rest[j]);
        lost[j * count + i] = lost[i * count + j];
      }
      double size = Vectors.dot(projected[i], projected[i]) + lost[i * count + i];
      any |= lost[i * count + i] > INSIDE * INSIDE * size;
    }
    if (!any) {
      inside.addAll(List.of(projected));
      return;
    }
    SymmetricEigen eigen = SymmetricEigen.of(lost, count);
    for (int k = 0; k < count; k++) {
      if (eigen.value(k) <= INSIDE * INSIDE * Math.max(1, eigen.value(count - 1))) {
        double[] combined = new double[coordinates.dimension()];
        double[] weights = eigen.vector(k);
        for (int j = 0; j < count; j++) {
          Vectors.add(weights[j], projected[j], combined);
        }
        inside.add(combined);
      }
    }
  }

  /**
   * The dimension of what is explained and listed, in a range of coordinates.
   *
   * @param hessian compressed to them
   * @param zero ‖Hu‖ below which a unit vector is flat
   */
  int count(Compression hessian, int from, double zero) {
    int size = hessian.dimension();
    List<double[]> units = new ArrayList<>();
    for (double[] candidate : inside) {
      double[] part = new double[size];
      System.arraycopy(candidate, from, part, 0, size);
      double norm = Vectors.norm(part);
      if (norm > INDEPENDENT * Math.max(Vectors.norm(candidate), Double.MIN_NORMAL)) {
        Vectors.scale(1 / norm, part, part);
        units.add(part);
      }
    }
    double[][] x = units.toArray(double[][]::new);
    double[][] products = new double[x.length][size];
    hessian.applyAll(x, products);
    List<double[]> flat = new ArrayList<>();
    for (int k = 0; k < x.length; k++) {
      if (Vectors.norm(products[k]) <= zero) {
        flat.add(x[k]);
      }
    }
    return rank(flat);
  }

  private static int rank(List<double[]> vectors) {
    List<double[]> basis = new ArrayList<>();
    for (double[] v : vectors) {
      double[] rest = v.clone();
      for (int pass = 0; pass < 2; pass++) {
        for (double[] other : basis) {
          Vectors.add(-Vectors.dot(other, rest), other, rest);
        }
      }
      double norm = Vectors.norm(rest);
      if (norm > 1e-7) {
        Vectors.scale(1 / norm, rest, rest);
        basis.add(rest);
      }
    }
    return basis.size();
  }

  /**
   * The complement of the unexcited directions in a range of coordinates, where they are too many
   * to be listed and the Hessian takes random ones to 0; null otherwise.
   */
  @Nullable Subspace excited(Compression hessian, int from, double zero) {
    if (!leavesOutUnexcited()) {
      return null;
    }
    Excited excited = new Excited(hessian, from);
    return excited.isFlatOutside(zero) ? excited : null;
  }

  /** Directions of T𝓔 or N𝓔 that move the first layer within the data span alone. */
  private final class Excited implements Subspace {
    private final Compression hessian;
    private final int from;
    private final int size;
    private final int dimension;

    Excited(Compression hessian, int from) {
      this.hessian = hessian;
      this.from = from;
      this.size = hessian.dimension();
      this.dimension = size - unexcited();
    }

    private int unexcited() {
      int units =
          geometry.layers().get(0).shape().channelsOut()
              * geometry.layers().get(0).shape().positionsOut();
      int all = Math.multiplyExact(units, present(span).missing());
      int tangent = coordinates.unexcitedTangent(present(span));
      return from == 0 ? tangent : all - tangent;
    }

    boolean isFlatOutside(double zero) {
      for (int probe = 0; probe < PROBES; probe++) {
        double[] x = random(size, probe);
        double[] seen = x.clone();
        project(seen);
        Vectors.add(-1, seen, x);
        double norm = Vectors.norm(x);
        double[] product = new double[size];
        hessian.apply(x, product);
        if (Vectors.norm(product) > zero * norm) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int dimension() {
      return dimension;
    }

    @Override
    public void project(double[] x) {
      double[] whole = hessian.lift(x);
      coordinates.projectFirst(whole, present(span));
      System.arraycopy(whole, from, x, 0, size);
    }
  }

  private static double[] random(int length, int index) {
    RandomStream stream = RandomStream.of(0, "flat", index);
    double[] x = new double[length];
    for (int i = 0; i < length; i++) {
      x[i] = stream.nextNormal();
    }
    return x;
  }

  private static DataSpan present(@Nullable DataSpan value) {
    if (value == null) {
      throw new IllegalStateException("the data span is not known");
    }
    return value;
  }
}
