package org.equisweep.flow;

import java.util.List;

/** A gradient flow whose solution is known. */
interface ClosedForm extends VectorField {
  double[] solution(double time);

  default double[] start() {
    return solution(0);
  }

  /** ‖y − solution(time)‖₂. */
  default double error(double[] y, double time) {
    double[] exact = solution(time);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (y[i] - exact[i]) * (y[i] - exact[i]);
    }
    return Math.sqrt(sum);
  }

  static List<ClosedForm> all() {
    return List.of(
        new Diagonal(0.5, 1, 2, -0.25), new Rotated(3, 0.4, 0.7), new Logistic(), new TwoLayers());
  }

  /** ẏᵢ = −λᵢ yᵢ, a quadratic potential in its eigenbasis, one direction of it unstable. */
  record Diagonal(double... lambda) implements ClosedForm {
    @Override
    public int dimension() {
      return lambda.length;
    }

    @Override
    public void evaluate(double[] y, double[] derivative) {
      for (int i = 0; i < y.length; i++) {
        derivative[i] = -lambda[i] * y[i];
      }
    }

    @Override
    public double[] solution(double time) {
      double[] y = new double[lambda.length];
      for (int i = 0; i < y.length; i++) {
        y[i] = (1 + 0.5 * i) * Math.exp(-lambda[i] * time);
      }
      return y;
    }

    @Override
    public String toString() {
      return "diagonal";
    }
  }

  /** ẏ = −Hy with H of eigenvalues a, b in axes turned by an angle. */
  record Rotated(double a, double b, double angle) implements ClosedForm {
    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public void evaluate(double[] y, double[] derivative) {
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      double p = a * (c * y[0] + s * y[1]);
      double q = b * (c * y[1] - s * y[0]);
      derivative[0] = -(c * p - s * q);
      derivative[1] = -(s * p + c * q);
    }

    @Override
    public double[] solution(double time) {
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      double p = 1.5 * Math.exp(-a * time);
      double q = -Math.exp(-b * time);
      return new double[] {c * p - s * q, s * p + c * q};
    }

    @Override
    public String toString() {
      return "rotated quadratic";
    }
  }

  /** ẏ = y(1 − y), the gradient flow of y³/3 − y²/2. */
  record Logistic() implements ClosedForm {
    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public void evaluate(double[] y, double[] derivative) {
      derivative[0] = y[0] * (1 - y[0]);
    }

    @Override
    public double[] solution(double time) {
      return new double[] {1 / (1 + 9 * Math.exp(-time))};
    }

    @Override
    public String toString() {
      return "logistic";
    }
  }

  /**
   * ½(s − w₂w₁)² from w₁ = w₂: u = w₂w₁ obeys u̇ = 2u(s − u), so u(t) = s / (1 + (s/u₀ −
   * 1)e^{−2st}) (Saxe, McClelland, Ganguli, arXiv:1312.6120, (6)–(8)). The conserved w₂² − w₁² is
   * 0.
   */
  record TwoLayers() implements ClosedForm {
    private static final double SIGNAL = 1.3;
    private static final double FIRST = 0.2;

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public void evaluate(double[] w, double[] derivative) {
      double residual = SIGNAL - w[1] * w[0];
      derivative[0] = w[1] * residual;
      derivative[1] = w[0] * residual;
    }

    @Override
    public double[] solution(double time) {
      double u = SIGNAL / (1 + (SIGNAL / FIRST - 1) * Math.exp(-2 * SIGNAL * time));
      return new double[] {Math.sqrt(u), Math.sqrt(u)};
    }

    @Override
    public String toString() {
      return "two linear layers";
    }
  }
}
