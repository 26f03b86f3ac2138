package org.equisweep.stability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.SymmetricEigen;
import org.jspecify.annotations.Nullable;

/**
 * Thick-restart Lanczos (Wu, Simon, 2000) in blocks with full reorthogonalisation, twice in each
 * expansion. A basis grows by the images of its last block; when it is full, the lowest and highest
 * Ritz vectors stay. Residuals that are given are computed, not estimated.
 *
 * <p>A block Krylov space holds no more copies of an eigenvalue than the block has vectors. So what
 * has converged is locked and the search begins anew with other vectors, orthogonal to it, until
 * the lowest that it settles on is above all of the wanted ones: multiple eigenvalues come out with
 * their multiplicities. Starting vectors are of a fixed stream, so that the bits depend on the
 * operator alone.
 */
final class BlockLanczos {
  private static final int WIDTH = 6;
  private static final int LEAST_BASIS = 48;

  /** Relative to ‖H‖: how well a value is known that is not itself wanted. */
  private static final double ROUGH = 1e-4;

  /** A direction of which the basis leaves less than this fraction is dropped. */
  private static final double INDEPENDENT = 1e-8;

  private final SymmetricOperator operator;
  private final @Nullable Subspace subspace;
  private final EigenSolver wanted;
  private final int n;
  private final int dimension;
  private final List<double[]> lockedVectors = new ArrayList<>();
  private final List<Double> lockedValues = new ArrayList<>();
  private final List<Double> lockedResiduals = new ArrayList<>();
  private double highest = Double.NEGATIVE_INFINITY;
  private double lowest = Double.POSITIVE_INFINITY;
  private int products;
  private int runs;

  /**
   * @param subspace invariant under the operator, within which to look; null for everything
   */
  BlockLanczos(SymmetricOperator operator, @Nullable Subspace subspace, EigenSolver wanted) {
    this.operator = operator;
    this.subspace = subspace;
    this.wanted = wanted;
    this.n = operator.dimension();
    this.dimension = subspace == null ? n : subspace.dimension();
  }

  Eigenpairs lowest() {
    if (dimension == 0) {
      return Eigenpairs.none();
    }
    int count = Math.min(wanted.count(), dimension);
    boolean converged = true;
    boolean more = true;
    while (more && converged && lockedValues.size() < dimension) {
      double bound = lockedValues.size() < count ? Double.POSITIVE_INFINITY : kthValue(count);
      int missing = Math.max(2, count - lockedValues.size());
      Run run = new Run(missing);
      converged = run.converges(bound);
      more = run.lock(bound);
    }
    return result(count, converged);
  }

  private double kthValue(int k) {
    return lockedValues.stream().sorted().skip(k - 1).findFirst().orElseThrow();
  }

  private double norm() {
    return Math.max(Math.abs(highest), Math.abs(lowest));
  }

  private Eigenpairs result(int count, boolean converged) {
    int[] order =
        IntStream.range(0, lockedValues.size())
            .boxed()
            .sorted((i, j) -> Double.compare(lockedValues.get(i), lockedValues.get(j)))
            .limit(count)
            .mapToInt(i -> i)
            .toArray();
    return new Eigenpairs(
        dimension,
        Arrays.stream(order).mapToDouble(lockedValues::get).toArray(),
        Arrays.stream(order).mapToObj(lockedVectors::get).toArray(double[][]::new),
        Arrays.stream(order).mapToDouble(lockedResiduals::get).toArray(),
        highest,
        norm(),
        converged,
        products);
  }

  /** Vectors of this length orthonormal to what is locked, to the basis and to each other. */
  private double[][] independent(KrylovBasis basis, List<double[]> candidates) {
    double[][] x = candidates.toArray(double[][]::new);
    List<double[]> kept = new ArrayList<>();
    double[] before = Arrays.stream(x).mapToDouble(Vectors::norm).toArray();
    for (int pass = 0; pass < 2; pass++) {
      basis.orthogonalise(x);
    }
    for (int k = 0; k < x.length; k++) {
      for (int pass = 0; pass < 2; pass++) {
        for (double[] other : kept) {
          Vectors.add(-Vectors.dot(other, x[k]), other, x[k]);
        }
      }
      double norm = Vectors.norm(x[k]);
      if (norm > INDEPENDENT * before[k] && norm > 0) {
        Vectors.scale(1 / norm, x[k], x[k]);
        kept.add(x[k]);
      }
    }
    return kept.toArray(double[][]::new);
  }

  private void project(double[] v) {
    if (subspace != null) {
      subspace.project(v);
    }
  }

  private List<double[]> random(int count) {
    List<double[]> vectors = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      RandomStream stream = RandomStream.of(0, "eigenvectors", 1000L * runs + k);
      double[] v = new double[n];
      for (int i = 0; i < n; i++) {
        v[i] = stream.nextNormal();
      }
      project(v);
      vectors.add(v);
    }
    runs++;
    return vectors;
  }

  /** One search in the complement of what is locked. */
  private final class Run {
    private final int missing;
    private final int capacity;
    private double[] values = {};
    private double[][] vectors = {};
    private double[] residuals = {};

    /**
     * @param missing how many are looked for
     */
    Run(int missing) {
      this.missing = Math.min(missing, dimension - lockedVectors.size());
      this.capacity =
          Math.min(
              dimension - lockedVectors.size(),
              Math.max(LEAST_BASIS, 2 * this.missing + 6 * WIDTH));
    }

    /**
     * Whether the search came to its end within the products allowed.
     *
     * @param bound nothing above it is of interest
     */
    boolean converges(double bound) {
      try (KrylovBasis basis = new KrylovBasis(n, capacity, missing + 1 + WIDTH, lockedVectors)) {
        double[][] next = independent(basis, random(Math.min(WIDTH, capacity)));
        while (true) {
          next = independent(basis, grow(basis, next));
          Ritz ritz = new Ritz(basis, next);
          boolean exhausted = next.length == 0 && basis.size() == dimension - lockedVectors.size();
          if (exhausted || ritz.converged() || ritz.isAbove(bound)) {
            ritz.keep();
            return true;
          }
          if (products >= wanted.mostProducts()) {
            ritz.keep();
            return false;
          }
          if (next.length == 0 || ritz.misled()) {
            next = independent(basis, elsewhere(basis, ritz));
          }
          if (basis.room() < next.length) {
            ritz.restart();
            // what rounding let in is taken out again before it grows
            next = independent(basis, projected(next));
          }
        }
      }
    }

    /** Adds vectors; their images, which span the next block with them. */
    private List<double[]> grow(KrylovBasis basis, double[][] next) {
      double[][] images = new double[next.length][n];
      operator.applyAll(next, images);
      products += next.length;
      for (int k = 0; k < next.length; k++) {
        basis.add(next[k], images[k]);
      }
      return List.of(images);
    }

    /** Where the Krylov space has ended: the residuals that are left, or anything. */
    private List<double[]> elsewhere(KrylovBasis basis, Ritz ritz) {
      if (ritz.misled()) {
        return ritz.unfinished();
      }
      return random(Math.min(WIDTH, dimension - lockedVectors.size() - basis.size()));
    }

    private List<double[]> projected(double[][] vectors) {
      for (double[] v : vectors) {
        project(v);
      }
      return List.of(vectors);
    }

    /**
     * Locks the pairs found below a bound; whether another search is needed: after any that found
     * something.
     */
    boolean lock(double bound) {
      boolean found = false;
      for (int k = 0; k < values.length; k++) {
        if (values[k] < bound) {
          lockedVectors.add(vectors[k]);
          lockedValues.add(values[k]);
          lockedResiduals.add(residuals[k]);
          found = true;
        }
      }
      return found;
    }

    /**
     * Ritz pairs of a basis V. As HV lies in the span of V and of the next block N, the residual of
     * Vy is ‖NᵀHVy‖; computed ones confirm it at last.
     */
    private final class Ritz {
      private final KrylovBasis basis;
      private final SymmetricEigen eigen;
      private final int lows;
      private final double allowed;
      private final double[][] outside;
      private final List<double[]> unfinished = new ArrayList<>();
      private double @Nullable [] computed;
      private final boolean converged;

      Ritz(KrylovBasis basis, double[][] next) {
        this.basis = basis;
        this.eigen = SymmetricEigen.of(basis.projected(), basis.size());
        this.lows = Math.min(missing, basis.size());
        highest = Math.max(highest, eigen.value(eigen.size() - 1));
        lowest = Math.min(lowest, eigen.value(0));
        allowed = wanted.tolerance() * norm();
        outside = basis.outside(next);
        // the norm only scales tolerances
        boolean all =
            basis.size() >= Math.min(missing, capacity)
                && estimate(eigen.size() - 1) <= ROUGH * norm();
        for (int k = 0; all && k < lows; k++) {
          all = estimate(k) <= allowed;
        }
        converged = all && isConfirmed();
      }

      private double estimate(int k) {
        double[] y = eigen.vector(k);
        double square = 0;
        for (double[] row : outside) {
          double entry = Vectors.dot(row, y);
          square += entry * entry;
        }
        return Math.sqrt(square);
      }

      private boolean isConfirmed() {
        double[][] remainders = remainders();
        computed = new double[lows];
        for (int k = 0; k < lows; k++) {
          computed[k] = Vectors.norm(remainders[k]);
          if (computed[k] > allowed) {
            unfinished.add(remainders[k]);
          }
        }
        return unfinished.isEmpty();
      }

      private double[][] remainders() {
        double[][] y = new double[lows][];
        double[] theta = new double[lows];
        for (int k = 0; k < lows; k++) {
          y[k] = eigen.vector(k);
          theta[k] = eigen.value(k);
        }
        return basis.residuals(y, theta);
      }

      boolean converged() {
        return converged;
      }

      /** Whether residuals are larger than the Krylov space says: rounding has spoilt it. */
      boolean misled() {
        return !unfinished.isEmpty();
      }

      List<double[]> unfinished() {
        return unfinished.subList(0, Math.min(WIDTH, unfinished.size()));
      }

      /** Whether nothing below a bound will be found: the lowest is settled, and above it. */
      boolean isAbove(double bound) {
        double error = estimate(0);
        return error <= ROUGH * norm() && eigen.value(0) - error > bound;
      }

      /** Makes room. */
      void restart() {
        int low = Math.min(eigen.size() - 1, Math.max(missing + WIDTH, capacity / 2 - 4));
        int high = Math.min(2, Math.max(0, capacity - WIDTH - low));
        double[][] kept = new double[low + high][];
        for (int k = 0; k < kept.length; k++) {
          kept[k] = eigen.vector(k < low ? k : eigen.size() - 1 - (k - low));
        }
        basis.restart(kept);
      }

      void keep() {
        if (computed == null) {
          isConfirmed();
        }
        values = new double[lows];
        vectors = new double[lows][];
        residuals = computed;
        for (int k = 0; k < lows; k++) {
          values[k] = eigen.value(k);
          vectors[k] = basis.combine(eigen.vector(k));
        }
      }
    }
  }
}
