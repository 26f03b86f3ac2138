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
 * expansion. A basis grows by the residuals of the wanted Ritz pairs, which span the next block of
 * the Krylov space; when it is full, the lowest and highest Ritz vectors stay. Residuals are
 * computed, not estimated.
 *
 * <p>A block Krylov space holds no more copies of an eigenvalue than the block has vectors. So what
 * has converged is locked and the search begins anew with other vectors, orthogonal to it, until it
 * finds nothing below the highest of the wanted ones: multiple eigenvalues come out with their
 * multiplicities. Starting vectors are of a fixed stream, so that the bits depend on the operator
 * alone.
 */
final class BlockLanczos {
  private static final int WIDTH = 6;
  private static final int LEAST_BASIS = 48;

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
      converged = run.converges();
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
      for (double[] v : x) {
        for (double[] locked : lockedVectors) {
          Vectors.add(-Vectors.dot(locked, v), locked, v);
        }
      }
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
              Math.max(LEAST_BASIS, 2 * this.missing + 5 * WIDTH));
    }

    boolean converges() {
      try (KrylovBasis basis = new KrylovBasis(n, capacity, missing + 1 + WIDTH)) {
        double[][] next = independent(basis, random(Math.min(WIDTH, capacity)));
        while (true) {
          grow(basis, next);
          Ritz ritz = new Ritz(basis);
          if (ritz.converged || products >= wanted.mostProducts()) {
            ritz.keep();
            return ritz.converged;
          }
          next = independent(basis, ritz.directions());
          if (next.length == 0) {
            next = independent(basis, random(Math.min(WIDTH, basis.room())));
          }
          if (next.length == 0) {
            ritz.keep();
            return true;
          }
        }
      }
    }

    private void grow(KrylovBasis basis, double[][] next) {
      double[][] image = new double[next.length][n];
      operator.applyAll(next, image);
      products += next.length;
      for (int k = 0; k < next.length; k++) {
        basis.add(next[k], image[k]);
      }
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

    /** Ritz pairs of a basis. */
    private final class Ritz {
      private final KrylovBasis basis;
      private final SymmetricEigen eigen;
      private final int lows;
      private final List<double[]> unfinished = new ArrayList<>();
      private final double[] residual;
      private final boolean converged;

      Ritz(KrylovBasis basis) {
        this.basis = basis;
        this.eigen = SymmetricEigen.of(basis.projected(), basis.size());
        this.lows = Math.min(missing, basis.size());
        highest = Math.max(highest, eigen.value(eigen.size() - 1));
        lowest = Math.min(lowest, eigen.value(0));
        double allowed = wanted.tolerance() * norm();
        this.residual = new double[lows];
        boolean all = basis.size() >= Math.min(missing, capacity);
        int last = eigen.size() - 1;
        double[][] remainders =
            residuals(IntStream.concat(IntStream.range(0, lows), IntStream.of(last)).toArray());
        for (int k = 0; k < lows; k++) {
          residual[k] = Vectors.norm(remainders[k]);
          if (residual[k] > allowed) {
            all = false;
            unfinished.add(remainders[k]);
          }
        }
        double[] top = remainders[lows];
        // the norm only scales tolerances
        if (Vectors.norm(top) > 1e-4 * norm()) {
          all = false;
          unfinished.add(top);
        }
        this.converged = all;
      }

      private double[][] residuals(int[] which) {
        double[][] y = new double[which.length][];
        double[] theta = new double[which.length];
        for (int k = 0; k < which.length; k++) {
          y[k] = eigen.vector(which[k]);
          theta[k] = eigen.value(which[k]);
        }
        return basis.residuals(y, theta);
      }

      /** What the basis grows by; makes room first. */
      List<double[]> directions() {
        int more = Math.max(0, Math.min(WIDTH - unfinished.size(), eigen.size() - 1 - lows));
        if (more > 0) {
          unfinished.addAll(List.of(residuals(IntStream.range(lows, lows + more).toArray())));
        }
        List<double[]> directions = unfinished.subList(0, Math.min(WIDTH, unfinished.size()));
        if (basis.room() < directions.size()) {
          restart();
          // what rounding let in is taken out again before it grows
          directions.forEach(BlockLanczos.this::project);
        }
        return directions.subList(0, Math.min(directions.size(), basis.room()));
      }

      private void restart() {
        int low = Math.min(eigen.size() - 1, Math.max(missing + WIDTH, capacity / 2));
        int high = Math.min(2, Math.max(0, capacity - WIDTH - low));
        double[][] kept = new double[low + high][];
        for (int k = 0; k < kept.length; k++) {
          kept[k] = eigen.vector(k < low ? k : eigen.size() - 1 - (k - low));
        }
        basis.restart(kept);
      }

      void keep() {
        values = new double[lows];
        vectors = new double[lows][];
        residuals = residual.clone();
        for (int k = 0; k < lows; k++) {
          values[k] = eigen.value(k);
          vectors[k] = basis.combine(eigen.vector(k));
        }
      }
    }
  }
}
