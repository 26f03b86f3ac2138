package org.equisweep.stability;

import org.equisweep.tensor.RandomStream;
import org.equisweep.tensor.SymmetricEigen;

/**
 * The fastest growing solution e^{σt}x of ẋ = −MHx, M = QᵀLLᵀQ positive definite: σ is the largest
 * eigenvalue of −LᵀHL. HM is symmetric in the inner product uᵀMw, so Lanczos' method in that inner
 * product, with full reorthogonalisation, finds HMu = −σu, and x = Mu. Memory: three arrays a step.
 *
 * <p>B. N. Parlett, <i>The Symmetric Eigenvalue Problem</i>, SIAM 1998, 15.11.
 *
 * @param rate σ
 * @param direction x, ‖x‖₂ = 1
 */
record FastestGrowth(double rate, double[] direction) {
  private static final int MOST_STEPS = 300;
  private static final double ACCURACY = 1e-8;

  /** So that no component is left out of the first vector. */
  private static final double NOISE = 1e-2;

  /**
   * @param near a guess at the direction
   */
  static FastestGrowth of(SymmetricOperator hessian, SymmetricOperator metric, double[] near) {
    return new Lanczos(hessian, metric, near).run();
  }

  private static final class Lanczos {
    private final SymmetricOperator hessian;
    private final SymmetricOperator metric;
    private final int most;

    /** u_k, M-orthonormal, and M u_k. */
    private final double[][] basis;

    private final double[][] images;
    private final double[] tridiagonal;
    private int steps;

    Lanczos(SymmetricOperator hessian, SymmetricOperator metric, double[] near) {
      this.hessian = hessian;
      this.metric = metric;
      int n = near.length;
      most = Math.min(MOST_STEPS, n);
      basis = new double[most + 1][];
      images = new double[most + 1][];
      tridiagonal = new double[most * most];
      double[] first = near.clone();
      double scale = NOISE * Math.max(Vectors.norm(near), Double.MIN_NORMAL) / Math.sqrt(n);
      RandomStream stream = RandomStream.of(0, "escape", 0);
      for (int i = 0; i < n; i++) {
        first[i] += scale * stream.nextNormal();
      }
      keep(0, first);
    }

    FastestGrowth run() {
      double before = Double.NaN;
      double scale = 0;
      while (steps < most) {
        double beta = extend();
        double[] values = SymmetricEigen.values(leading(), steps);
        scale = Math.max(scale, Math.max(Math.abs(values[0]), Math.abs(values[steps - 1])));
        boolean settled = Math.abs(values[0] - before) <= ACCURACY * ACCURACY * scale;
        if (beta <= Math.ulp(1.0) * scale || (settled && small(beta, scale))) {
          break;
        }
        before = values[0];
      }
      return result();
    }

    /** The k-th vector made M-orthogonal to those before it and normalised; its M-norm. */
    private double keep(int k, double[] u) {
      double[] image = new double[u.length];
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < k; j++) {
          Vectors.add(-Vectors.dot(images[j], u), basis[j], u);
        }
      }
      metric.apply(u, image);
      double norm = Math.sqrt(Math.max(0, Vectors.dot(u, image)));
      double inverse = norm > 0 ? 1 / norm : 0;
      Vectors.scale(inverse, u, u);
      Vectors.scale(inverse, image, image);
      basis[k] = u;
      images[k] = image;
      return norm;
    }

    /** One more step; the coupling to what is not yet in the basis. */
    private double extend() {
      int k = steps;
      double[] next = new double[basis[k].length];
      hessian.apply(images[k], next);
      tridiagonal[k * most + k] = Vectors.dot(next, images[k]);
      double beta = keep(k + 1, next);
      if (k + 1 < most) {
        tridiagonal[(k + 1) * most + k] = beta;
      }
      steps++;
      return beta;
    }

    private double[] leading() {
      double[] matrix = new double[steps * steps];
      for (int i = 0; i < steps; i++) {
        System.arraycopy(tridiagonal, i * most, matrix, i * steps, steps);
      }
      return matrix;
    }

    /** Whether the residual β|s_k| of the lowest Ritz pair is small. */
    private boolean small(double beta, double scale) {
      double[] s = SymmetricEigen.of(leading(), steps).vector(0);
      return beta * Math.abs(s[steps - 1]) <= ACCURACY * scale;
    }

    private FastestGrowth result() {
      SymmetricEigen ritz = SymmetricEigen.of(leading(), steps);
      double[] s = ritz.vector(0);
      double[] x = new double[basis[0].length];
      for (int k = 0; k < steps; k++) {
        Vectors.add(s[k], images[k], x);
      }
      Vectors.scale(1 / Vectors.norm(x), x, x);
      return new FastestGrowth(-ritz.value(0), x);
    }
  }
}
