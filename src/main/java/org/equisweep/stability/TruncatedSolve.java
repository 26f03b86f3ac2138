package org.equisweep.stability;

import java.util.Arrays;

/**
 * Steihaug's conjugate gradients: an approximate minimiser of gᵀp + ½ pᵀHp over ‖p‖ ≤ Δ. Ends
 * inside when the residual is small, on the boundary when p grows past it or meets a direction of
 * negative curvature.
 *
 * <p>T. Steihaug, SIAM J. Numer. Anal. 20 (1983) 626–637; Nocedal, Wright, <i>Numerical
 * Optimization</i>, 2nd ed., Algorithm 7.2.
 */
final class TruncatedSolve {
  private static final double ROUNDING = 16 * Math.ulp(1.0);

  private final double[] step;
  private final double[] residual;
  private final double[] direction;
  private final double[] product;
  private boolean negativeCurvature;
  private boolean onBoundary;
  private int products;

  TruncatedSolve(int dimension) {
    step = new double[dimension];
    residual = new double[dimension];
    direction = new double[dimension];
    product = new double[dimension];
  }

  /** The step p of the last solve. */
  double[] step() {
    return step;
  }

  /** Whether the last solve met dᵀHd ≤ 0. */
  boolean negativeCurvature() {
    return negativeCurvature;
  }

  boolean onBoundary() {
    return onBoundary;
  }

  /** Products with H of all solves. */
  int products() {
    return products;
  }

  /**
   * Solves; the forcing term is min(½, √‖g‖)·‖g‖, for superlinear convergence.
   *
   * @return the model's decrease −(gᵀp + ½ pᵀHp)
   */
  double solve(SymmetricOperator hessian, double[] gradient, double radius, int mostProducts) {
    Arrays.fill(step, 0);
    System.arraycopy(gradient, 0, residual, 0, gradient.length);
    Vectors.scale(-1, gradient, direction);
    negativeCurvature = false;
    onBoundary = false;
    double norm = Vectors.norm(gradient);
    double enough = Math.min(0.5, Math.sqrt(norm)) * norm;
    double square = norm * norm;
    for (int k = 0; k < mostProducts; k++) {
      hessian.apply(direction, product);
      products++;
      double curvature = Vectors.dot(direction, product);
      double length = Vectors.dot(direction, direction);
      // a curvature within the rounding of a product is none
      if (curvature <= ROUNDING * Vectors.norm(product) * Math.sqrt(length)) {
        negativeCurvature = curvature < 0;
        if (!negativeCurvature && k > 0) {
          return decrease(gradient);
        }
        return toBoundary(gradient, radius);
      }
      double alpha = square / curvature;
      if (normAfter(alpha) >= radius) {
        return toBoundary(gradient, radius);
      }
      Vectors.add(alpha, direction, step);
      Vectors.add(alpha, product, residual);
      double next = Vectors.dot(residual, residual);
      if (Math.sqrt(next) <= enough) {
        return decrease(gradient);
      }
      double beta = next / square;
      for (int i = 0; i < direction.length; i++) {
        direction[i] = beta * direction[i] - residual[i];
      }
      square = next;
    }
    return decrease(gradient);
  }

  private double normAfter(double alpha) {
    double sum = 0;
    for (int i = 0; i < step.length; i++) {
      double entry = step[i] + alpha * direction[i];
      sum += entry * entry;
    }
    return Math.sqrt(sum);
  }

  /** p + τd with ‖p + τd‖ = Δ, τ ≥ 0; the product Hd is at hand. */
  private double toBoundary(double[] gradient, double radius) {
    onBoundary = true;
    double dd = Vectors.dot(direction, direction);
    double pd = Vectors.dot(step, direction);
    double pp = Vectors.dot(step, step);
    double tau = (Math.sqrt(pd * pd + dd * (radius * radius - pp)) - pd) / dd;
    Vectors.add(tau, direction, step);
    Vectors.add(tau, product, residual);
    return decrease(gradient);
  }

  /** −(gᵀp + ½ pᵀHp) with Hp = residual − g. */
  private double decrease(double[] gradient) {
    return -0.5 * (Vectors.dot(gradient, step) + Vectors.dot(residual, step));
  }
}
