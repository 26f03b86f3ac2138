package org.equisweep.stability;

import java.util.Arrays;

/** Functions with known stationary points. */
interface Analytic extends Objective {

  /** ½(x − m)ᵀH(x − m) with H = diag(λ) turned by a reflection: no eigenvector is an axis. */
  record Quadratic(double[] lambda, double[] centre) implements Analytic {
    @Override
    public int dimension() {
      return lambda.length;
    }

    @Override
    public double value(double[] x) {
      return gradient(x, new double[x.length]);
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      double[] offset = new double[x.length];
      Vectors.along(x, -1, centre, offset);
      hessian(x).apply(offset, gradient);
      return 0.5 * Vectors.dot(offset, gradient);
    }

    /** The k-th eigenvector: e_k reflected. */
    double[] eigenvector(int k) {
      double[] v = new double[lambda.length];
      v[k] = 1;
      reflect(v);
      return v;
    }

    private static void reflect(double[] v) {
      double sum = 0;
      for (double entry : v) {
        sum += entry;
      }
      for (int i = 0; i < v.length; i++) {
        v[i] -= 2 * sum / v.length;
      }
    }

    @Override
    public SymmetricOperator hessian(double[] x) {
      return of(
          lambda.length,
          (d, y) -> {
            System.arraycopy(d, 0, y, 0, d.length);
            reflect(y);
            for (int i = 0; i < y.length; i++) {
              y[i] *= lambda[i];
            }
            reflect(y);
          });
    }
  }

  /** Σ 100(x_{i+1} − x_i²)² + (1 − x_i)², its minimum at (1, …, 1). */
  record Rosenbrock(int dimension) implements Analytic {
    @Override
    public double value(double[] x) {
      return gradient(x, new double[x.length]);
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      Arrays.fill(gradient, 0);
      double sum = 0;
      for (int i = 0; i + 1 < x.length; i++) {
        double a = x[i + 1] - x[i] * x[i];
        double b = 1 - x[i];
        sum += 100 * a * a + b * b;
        gradient[i] += -400 * a * x[i] - 2 * b;
        gradient[i + 1] += 200 * a;
      }
      return sum;
    }

    @Override
    public SymmetricOperator hessian(double[] at) {
      double[] x = at.clone();
      return of(
          dimension,
          (d, y) -> {
            Arrays.fill(y, 0);
            for (int i = 0; i + 1 < x.length; i++) {
              y[i] += (1200 * x[i] * x[i] - 400 * x[i + 1] + 2) * d[i] - 400 * x[i] * d[i + 1];
              y[i + 1] += 200 * d[i + 1] - 400 * x[i] * d[i];
            }
          });
    }
  }

  /** ¼(x₀² − 1)² + ½Σ_{i≥1} xᵢ²: a saddle at 0 between minima at ±1. */
  record DoubleWell(int dimension) implements Analytic {
    @Override
    public double value(double[] x) {
      return gradient(x, new double[x.length]);
    }

    @Override
    public double gradient(double[] x, double[] gradient) {
      double a = x[0] * x[0] - 1;
      double sum = 0.25 * a * a;
      gradient[0] = a * x[0];
      for (int i = 1; i < x.length; i++) {
        sum += 0.5 * x[i] * x[i];
        gradient[i] = x[i];
      }
      return sum;
    }

    @Override
    public SymmetricOperator hessian(double[] at) {
      double curvature = 3 * at[0] * at[0] - 1;
      return of(
          dimension,
          (d, y) -> {
            System.arraycopy(d, 0, y, 0, d.length);
            y[0] = curvature * d[0];
          });
    }
  }

  /** y = Hx written into its second argument. */
  interface Product {
    void apply(double[] x, double[] y);
  }

  static SymmetricOperator of(int dimension, Product product) {
    return new SymmetricOperator() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public void apply(double[] x, double[] y) {
        product.apply(x, y);
      }
    };
  }
}
