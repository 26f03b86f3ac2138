package org.equisweep.stability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.stability.Problem.Expected;

/**
 * Other losses and non-linearities, and flat directions that have a reason. For two points, x₊ and
 * x₋ are the coordinates along (1, 1)/√2 and (1, −1)/√2.
 */
final class FlatProblems {
  private static final double ROOT = Math.sqrt(2);

  private FlatProblems() {}

  static List<Problem> all() {
    List<Problem> all = new ArrayList<>();
    all.add(deadUnit("dead-unit", "stable", 0.3, 0.2));
    all.add(deadUnit("dead-unit-unstable", "unstable-normal", 2.5, 1.5));
    all.add(softmax());
    all.add(logistic());
    all.add(leaky());
    all.add(notStationary());
    return all;
  }

  /**
   * w·tanh(ax₊ + bx₋) and a second unit whose weights vanish. Two examples at x₊ = 1 and two at x₊
   * = 2, in each pair the residuals ±e_s, so that Σe = Σex₊ = 0: the point is stationary, and the
   * dead unit's three weights see nothing to second order. With φ_s = tanh(as):
   *
   * <pre>
   *   on (a, w): Σ_s g_s g_sᵀ, g_s = (w·s·φ′_s, φ_s)
   *   on b:      ½ Σ_s d_s² ((wφ′_s)² + e_s wφ″_s), d_s the x₋ of the example with residual +e_s
   * </pre>
   */
  private static Problem deadUnit(String name, String verdict, double e1, double e2) {
    double a = 0.5;
    double w = 2;
    double[] d = {1.2, 0.7};
    double[] e = {e1, e2};
    double[][] inputs = new double[4][];
    double[][] targets = new double[4][];
    double aa = 0;
    double aw = 0;
    double ww = 0;
    double b = 0;
    for (int s = 1; s <= 2; s++) {
      double tanh = Math.tanh(a * s);
      double slope = 1 - tanh * tanh;
      inputs[2 * s - 2] = at(s, d[s - 1]);
      inputs[2 * s - 1] = at(s, 0);
      targets[2 * s - 2] = new double[] {w * tanh - e[s - 1]};
      targets[2 * s - 1] = new double[] {w * tanh + e[s - 1]};
      aa += w * s * slope * w * s * slope;
      aw += w * s * slope * tanh;
      ww += tanh * tanh;
      double bend = -2 * tanh * slope;
      b += 0.5 * d[s - 1] * d[s - 1] * (w * slope * w * slope + e[s - 1] * w * bend);
    }
    double root = Math.hypot((aa - ww) / 2, aw);
    double[] tangent = {(aa + ww) / 2 - root, (aa + ww) / 2 + root, 0, 0};
    return new Problem(
        name,
        new GroupSpec.Cyclic(2),
        network(Loss.Kind.MEAN_SQUARED_ERROR, scalars(2), new Tanh(), scalars(1)),
        inputs,
        targets,
        List.of(new double[] {a / ROOT, a / ROOT, 0, 0}, new double[] {w, 0}),
        0,
        new Expected(verdict, tangent, new double[] {b, 0}, 3));
  }

  /**
   * Two classes by softmax, three examples of one and one of the other, all at x₊ = 1:
   * probabilities ¾ and ¼. The Hessian is E[p₁p₂xxᵀ] ⊗ [[1, −1], [−1, 1]]; adding one vector to
   * both rows of A shifts the logits together, which changes nothing.
   */
  private static Problem softmax() {
    double logit = Math.log(3) / 2;
    double[][] inputs = {at(1, 2), at(1, 0), at(1, 1), at(1, -1)};
    double[][] targets = {{1, 0}, {1, 0}, {1, 0}, {0, 1}};
    double product = 3.0 / 16;
    return new Problem(
        "softmax-shift",
        new GroupSpec.Cyclic(2),
        network(Loss.Kind.SOFTMAX_CROSS_ENTROPY, scalars(2)),
        inputs,
        targets,
        List.of(new double[] {logit / ROOT, logit / ROOT, -logit / ROOT, -logit / ROOT}),
        0,
        new Expected(
            "stable",
            new double[] {0, 2 * product},
            new double[] {0, 2 * product * (4 + 0 + 1 + 1) / 4},
            2));
  }

  /** One logit from three points, one example in four is true; inputs 1 + v, Σv = 0. */
  private static Problem logistic() {
    double[][] v = {{1, 0, -1}, {0.5, 0.5, -1}, {0, 0, 0}, {-1, 2, -1}};
    double[][] inputs = new double[4][3];
    double square = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 3; j++) {
        inputs[i][j] = 1 + v[i][j];
      }
      square += Vectors.dot(v[i], v[i]) / 4;
    }
    double weight = -Math.log(3) / 3;
    double variance = 3.0 / 16;
    double across = variance * square / 2;
    return new Problem(
        "logistic-s3",
        new GroupSpec.Symmetric(3),
        network(Loss.Kind.BINARY_CROSS_ENTROPY, scalars(1)),
        inputs,
        new double[][] {{1}, {0}, {0}, {0}},
        List.of(new double[] {weight, weight, weight}),
        0,
        new Expected("stable", new double[] {3 * variance}, new double[] {across, across}, 0));
  }

  /**
   * Leaky ReLU between two layers that fit y = wa·x₊, on its upper side for every example: as the
   * linear chain, flat along the rescaling a ↦ ra, w ↦ w/r. The nearest kink is at ax₊ = 0.
   */
  private static Problem leaky() {
    double a = 0.8;
    double w = 1.5;
    double[][] inputs = {at(1, 2), at(3, 0)};
    return new Problem(
        "rescaling-leaky-relu",
        new GroupSpec.Cyclic(2),
        network(Loss.Kind.MEAN_SQUARED_ERROR, scalars(1), new LeakyRelu(0.01), scalars(1)),
        inputs,
        new double[][] {{a * w}, {3 * a * w}},
        List.of(new double[] {a / ROOT, a / ROOT}, new double[] {w}),
        0,
        new Expected(
            "stable", new double[] {0, 10 * (a * a + w * w)}, new double[] {4 * w * w}, 1));
  }

  /** The softmax problem away from its minimum. */
  private static Problem notStationary() {
    Problem softmax = softmax();
    double[] moved = softmax.layers().get(0).clone();
    moved[0] += 0.1;
    moved[1] += 0.1;
    return new Problem(
        "not-stationary",
        softmax.group(),
        softmax.architecture(),
        softmax.inputs(),
        softmax.targets(),
        List.of(moved),
        0,
        new Expected("not-stationary", new double[0], new double[0], 0));
  }

  private static double[] at(double plus, double minus) {
    return new double[] {(plus + minus) / ROOT, (plus - minus) / ROOT};
  }

  private static Linear scalars(int channels) {
    return new Linear(new SpaceSpec.Scalar(), channels, new Admissible.Full());
  }

  private static ArchitectureSpec network(Loss.Kind loss, Stage... stages) {
    return new ArchitectureSpec(
        new Features(new SpaceSpec.Nodes(), 1), Arrays.asList(stages), new Loss(loss, false, 1));
  }
}
