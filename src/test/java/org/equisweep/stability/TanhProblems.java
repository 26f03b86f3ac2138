package org.equisweep.stability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.network.ArchitectureSpec.Tanh;
import org.equisweep.stability.Problem.Expected;

/**
 * Φ(x) = tanh(A·x) from n points to a number, squared error. H_G is spanned by the vector of ones,
 * so the equivariant model sees Σx alone. Every input is 1 + v with Σv = 0, so on 𝓔 every example
 * has the same output τ, best at the mean of the targets: e_i = τ − y_i sum to 0, and with φ′ = 1 −
 * τ², φ″ = −2τ(1 − τ²)
 *
 * <pre>
 *   λ on T𝓔:                    2n φ′²
 *   λ on an irreducible part V of N𝓔: 2/N · Σ_i ‖P_V v_i‖² / dim V · (φ′² + e_i φ″)
 * </pre>
 *
 * the latter since orbit means of (b·gv)² are ‖b‖²‖P_V v‖² / dim V by Schur's lemma, where V occurs
 * once. An example that breaks the symmetry (v ≠ 0) and lies far below the mean, e_i φ″ ≪ 0, pulls
 * the augmented model off 𝓔: what the sum cannot tell apart, the parts may.
 */
final class TanhProblems {
  /** τ. */
  private static final double OUTPUT = 0.6;

  private static final double SLOPE = 1 - OUTPUT * OUTPUT;
  private static final double BEND = -2 * OUTPUT * SLOPE;

  private TanhProblems() {}

  /** v and how far its target lies below τ: e = τ − y. */
  private record Example(double[] v, double below) {}

  static List<Problem> all() {
    GroupSpec z2 = new GroupSpec.Cyclic(2);
    GroupSpec c4 = new GroupSpec.Cyclic(4);
    double[] zero2 = {0, 0};
    double[] odd2 = {0.8, -0.8};
    // φ′² + eφ″ = 0 at e = φ′ / 2τ
    double critical = SLOPE / (2 * OUTPUT);
    List<Problem> all = new ArrayList<>();
    Problem unstable = nodes("tanh-z2-unstable", z2, "unstable-normal", pair(odd2, zero2, 1));
    all.add(unstable);
    all.add(nodes("tanh-z2-stable", z2, "stable", pair(odd2, zero2, 0.3)));
    all.add(nodes("tanh-z2-degenerate", z2, "degenerate", pair(odd2, zero2, critical)));
    double rate = unstable.expected().escapeRate();
    all.add(unstable.penalised("tanh-z2-penalty-too-small", 0.9 * rate, "unstable-normal"));
    all.add(unstable.penalised("tanh-z2-penalty-restores", 1.1 * rate, "stable"));
    all.add(
        nodes(
            "tanh-s3-double-eigenvalue",
            new GroupSpec.Symmetric(3),
            "unstable-normal",
            pair(new double[] {1, 0.2, -1.2}, new double[3], 1)));
    all.add(
        nodes(
            "tanh-s4-triple-eigenvalue",
            new GroupSpec.Symmetric(4),
            "unstable-normal",
            pair(new double[] {1, 0.5, -0.3, -1.2}, new double[4], 0.9)));
    all.add(
        nodes(
            "tanh-d4-unstable",
            new GroupSpec.Dihedral(4),
            "unstable-normal",
            pair(new double[] {0.4, -0.7, 0.9, -0.6}, new double[4], 0.8)));
    double[] twice = {0.9, 0.3, -0.9, -0.3};
    double[] alternating = {0.7, -0.7, 0.7, -0.7};
    List<Example> inPlane =
        List.of(
            new Example(twice, 1),
            new Example(alternating, -0.4),
            new Example(new double[4], -0.6));
    all.add(nodes("tanh-c4-unstable-in-a-plane", c4, "unstable-normal", inPlane));
    List<Example> alternatingly =
        List.of(
            new Example(twice, -0.4),
            new Example(alternating, 1),
            new Example(new double[4], -0.6));
    all.add(nodes("tanh-c4-unstable-alternatingly", c4, "unstable-normal", alternatingly));
    all.add(turned(c4, twice));
    return all;
  }

  private static List<Example> pair(double[] v, double[] zero, double below) {
    return List.of(new Example(v, below), new Example(zero, -below));
  }

  private static Problem nodes(
      String name, GroupSpec group, String verdict, List<Example> examples) {
    return problem(name, group, new SpaceSpec.Nodes(), verdict, examples, false, 0);
  }

  /**
   * Quarter turns of a 2×2 grid, with nothing in the direction of alternating signs: the four
   * pixels in row-major order turn as 0 → 2 → 3 → 1.
   */
  private static Problem turned(GroupSpec c4, double[] v) {
    double[] onGrid = {v[0], v[3], v[1], v[2]};
    return problem(
        "tanh-c4-grid",
        c4,
        new SpaceSpec.Grid(2, 2),
        "unstable-normal",
        List.of(new Example(onGrid, 1), new Example(new double[4], -1)),
        true,
        1);
  }

  private static Problem problem(
      String name,
      GroupSpec group,
      SpaceSpec space,
      String verdict,
      List<Example> examples,
      boolean grid,
      int unexcited) {
    int n = examples.get(0).v().length;
    double[][] inputs = new double[examples.size()][n];
    double[][] targets = new double[examples.size()][1];
    for (int i = 0; i < inputs.length; i++) {
      for (int j = 0; j < n; j++) {
        inputs[i][j] = 1 + examples.get(i).v()[j];
      }
      targets[i][0] = OUTPUT - examples.get(i).below();
    }
    double[] a = new double[n];
    Arrays.fill(a, 0.5 * Math.log((1 + OUTPUT) / (1 - OUTPUT)) / n);
    ArchitectureSpec architecture =
        new ArchitectureSpec(
            new Features(space, 1),
            List.of(new Linear(new SpaceSpec.Scalar(), 1, new Admissible.Full()), new Tanh()),
            new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1));
    double[] tangent = {2 * n * SLOPE * SLOPE};
    return new Problem(
        name,
        group,
        architecture,
        inputs,
        targets,
        List.of(a),
        0,
        new Expected(verdict, tangent, normal(group, examples, n, grid), unexcited));
  }

  private static double[] normal(GroupSpec group, List<Example> examples, int n, boolean grid) {
    double[] normal = new double[n - 1];
    boolean twoParts = n == 4 && !(group instanceof GroupSpec.Symmetric);
    for (Example example : examples) {
      double curvature = 2.0 / examples.size() * (SLOPE * SLOPE + example.below() * BEND);
      double[] v = example.v();
      double square = Vectors.dot(v, v);
      double alternating = twoParts ? alternating(v, grid) : 0;
      for (int k = 0; k < n - 1; k++) {
        if (!twoParts) {
          normal[k] += curvature * square / (n - 1);
        } else {
          normal[k] += curvature * (k == 0 ? alternating : (square - alternating) / 2);
        }
      }
    }
    return normal;
  }

  /**
   * Opposite points of the cycle are 0, 2 and 1, 3; on the grid in row-major order 0, 3 and 1, 2.
   */
  private static double alternating(double[] v, boolean grid) {
    double sum = grid ? v[0] - v[1] - v[2] + v[3] : v[0] - v[1] + v[2] - v[3];
    return sum * sum / 4;
  }
}
