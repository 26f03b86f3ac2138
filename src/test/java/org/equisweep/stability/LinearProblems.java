package org.equisweep.stability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.group.GroupSpec;
import org.equisweep.group.SpaceSpec;
import org.equisweep.network.ArchitectureSpec;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.Features;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Loss;
import org.equisweep.stability.Problem.Expected;
import org.equisweep.storage.Storage;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npz;

/** Linear networks with squared error, whose Hessians are matrices one can write down. */
final class LinearProblems {
  private LinearProblems() {}

  static List<Problem> all(Path folder) {
    List<Problem> all = new ArrayList<>();
    all.add(hidden("linear-z2-unstable", 2, 2, 1, 1.5, 0.5, "unstable-normal", folder));
    all.add(hidden("linear-z2-stable", 2, 2, 1, 0.4, 2.5, "stable", folder));
    // c₊t₊² = c₋t₋²
    all.add(hidden("linear-z2-degenerate", 2, 2, 1, 0.5, 1, "degenerate", folder));
    all.add(hidden("linear-c4-unstable", 4, 1, 3, 2, 0.25, "unstable-normal", folder));
    all.add(regression("regression-s3", 3, 1.5, 0.4));
    all.add(regression("regression-s4", 4, 0.2, 2));
    all.add(regression("regression-unexcited", 3, 1.5, 0));
    all.add(chain());
    all.add(origin());
    return all;
  }

  /**
   * Two layers from n points to n points to n points in which the symmetric signal finds no
   * equivariant way. Let e₊ = 1/√n and e₋ the alternating vector. Admissible are A₁ = s·e₋e₋ᵀ +
   * r·e₋e₊ᵀ and A₂ = e₋e₋ᵀ + Q·e₊e₋ᵀ, affine in (s, r, Q): s alone keeps the symmetry. Inputs α·e₊
   * and β·e₋ with targets t₊ and t₋ times the input; c₊ = α²/2, c₋ = β²/2. Then
   *
   * <pre>
   *   R = 1/n · (c₊(Qr − t₊)² + c₋Q²s² + c₊r² + c₋(s − t₋)²)
   * </pre>
   *
   * with the strict equivariant minimum s = t₋. On N𝓔 the Hessian in (Q, r) is 2/n·[[c₋t₋²,
   * −c₊t₊], [−c₊t₊, c₊]]: indefinite iff c₊t₊² &gt; c₋t₋², a signal too strong to be given up.
   */
  private static Problem hidden(
      String name,
      int n,
      double alpha,
      double beta,
      double tPlus,
      double tMinus,
      String verdict,
      Path folder) {
    double[] plus = new double[n];
    double[] minus = new double[n];
    for (int i = 0; i < n; i++) {
      plus[i] = 1 / Math.sqrt(n);
      minus[i] = (i % 2 == 0 ? 1 : -1) / Math.sqrt(n);
    }
    Linear first = space(folder, name + "-1", n, null, outer(minus, minus), outer(minus, plus));
    Linear second = space(folder, name + "-2", n, outer(minus, minus), outer(plus, minus));
    double cPlus = alpha * alpha / 2;
    double cMinus = beta * beta / 2;
    double a = 2.0 / n * cMinus * tMinus * tMinus;
    double b = 2.0 / n * cPlus;
    double c = -2.0 / n * cPlus * tPlus;
    double root = Math.hypot((a - b) / 2, c);
    double[] normal = {(a + b) / 2 - root, (a + b) / 2 + root};
    return new Problem(
        name,
        new GroupSpec.Cyclic(n),
        new ArchitectureSpec(
            new Features(new SpaceSpec.Nodes(), 1), List.of(first, second), squaredError()),
        new double[][] {scaled(alpha, plus), scaled(beta, minus)},
        new double[][] {scaled(alpha * tPlus, plus), scaled(beta * tMinus, minus)},
        List.of(scaled(tMinus, outer(minus, minus)), outer(minus, minus)),
        0,
        new Expected(verdict, new double[] {2.0 / n * cMinus}, normal, 0));
  }

  /**
   * One dense layer from n points to n points under S_n: the Hessian is 2/n · Id ⊗ C with C the
   * orbit mean of xxᵀ: c₀ on the vector of ones, c₁ across it. Inputs 1·√c₀ and, if c₁ &gt; 0, one
   * more that makes the spectrum; targets Bx for an equivariant B, where the point stands. Of the
   * n² dimensions the two of T𝓔 are Id and 11ᵀ: on 11ᵀ/n the curvature is c₀, on the rest of Id
   * c₁.
   */
  private static Problem regression(String name, int n, double c0, double c1) {
    double[] ones = new double[n];
    double[] odd = new double[n];
    for (int i = 0; i < n; i++) {
      // two examples: C is the mean over them
      ones[i] = Math.sqrt(2 * c0 / n);
      odd[i] = i == 0 ? Math.sqrt(c1 * (n - 1)) : i == 1 ? -Math.sqrt(c1 * (n - 1)) : 0;
    }
    double[] b = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      b[i] = i % (n + 1) == 0 ? 1.5 : -0.25;
    }
    double[] tangent = {2.0 / n * c0, 2.0 / n * c1};
    double[] normal = new double[n * n - 2];
    for (int i = 0; i < normal.length; i++) {
      normal[i] = 2.0 / n * (i < n - 1 ? c0 : c1);
    }
    // where no input goes, nothing is curved
    int explained = c1 > 0 ? 0 : n * (n - 1);
    double[][] inputs = {ones, odd};
    double[][] targets = {product(b, ones), product(b, odd)};
    return new Problem(
        name,
        new GroupSpec.Symmetric(n),
        new ArchitectureSpec(
            new Features(new SpaceSpec.Nodes(), 1),
            List.of(new Linear(new SpaceSpec.Nodes(), 1, new Admissible.Full())),
            squaredError()),
        inputs,
        targets,
        List.of(b),
        0,
        new Expected("stable", tangent, normal, explained));
  }

  /**
   * w·(a·x) from two points under their exchange, y = t·x₊: fitted by wa = t. Moving a and w along
   * the hyperbola changes nothing, as the linear group between linear layers says. In (a, w) the
   * Hessian is 2c₊·(w, a)(w, a)ᵀ, across 𝓔 it is 2c₋w².
   */
  private static Problem chain() {
    double a = 0.8;
    double w = 1.5;
    double root = Math.sqrt(2);
    // inputs (x₊, x₋) = (1, 2) and (3, 0): c₊ = 5, c₋ = 2
    double[][] inputs = {{3 / root, -1 / root}, {3 / root, 3 / root}};
    double[][] targets = {{a * w}, {3 * a * w}};
    return new Problem(
        "chain-gauge",
        new GroupSpec.Cyclic(2),
        chainOfTwo(),
        inputs,
        targets,
        List.of(new double[] {a / root, a / root}, new double[] {w}),
        0,
        new Expected(
            "stable", new double[] {0, 2 * 5 * (a * a + w * w)}, new double[] {2 * 2 * w * w}, 1));
  }

  /** The same at the origin: −2c₊t·aw is a saddle within 𝓔, λ = ±2c₊t; nothing across it. */
  private static Problem origin() {
    Problem chain = chain();
    double slope = 2 * 5 * 0.8 * 1.5;
    return new Problem(
        "chain-origin",
        chain.group(),
        chain.architecture(),
        chain.inputs(),
        chain.targets(),
        List.of(new double[2], new double[1]),
        0,
        new Expected("unstable-within-E", new double[] {-slope, slope}, new double[] {0}, 1));
  }

  private static ArchitectureSpec chainOfTwo() {
    return new ArchitectureSpec(
        new Features(new SpaceSpec.Nodes(), 1),
        List.of(
            new Linear(new SpaceSpec.Scalar(), 1, new Admissible.Full()),
            new Linear(new SpaceSpec.Scalar(), 1, new Admissible.Full())),
        squaredError());
  }

  private static Loss squaredError() {
    return new Loss(Loss.Kind.MEAN_SQUARED_ERROR, false, 1);
  }

  /** offset + span(basis) of one-channel maps of n points, from a file. */
  private static Linear space(Path folder, String name, int n, double[] offset, double[]... basis) {
    double[] values = new double[basis.length * n * n];
    for (int k = 0; k < basis.length; k++) {
      System.arraycopy(basis[k], 0, values, k * n * n, n * n);
    }
    int layer = name.charAt(name.length() - 1) - '0';
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    arrays.put("basis_" + layer, new NdArray(new int[] {basis.length, 1, 1, n, n}, values));
    if (offset != null) {
      arrays.put("offset_" + layer, new NdArray(new int[] {1, 1, n, n}, offset));
    }
    String path = folder.resolve(name + ".npz").toString();
    Npz.write(path, arrays);
    return new Linear(new SpaceSpec.Nodes(), 1, new Admissible.Basis(Storage.reference(path)));
  }

  private static double[] outer(double[] u, double[] v) {
    double[] product = new double[u.length * v.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = u[i / v.length] * v[i % v.length];
    }
    return product;
  }

  private static double[] product(double[] matrix, double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < matrix.length; i++) {
      y[i / x.length] += matrix[i] * x[i % x.length];
    }
    return y;
  }

  private static double[] scaled(double factor, double[] v) {
    double[] scaled = new double[v.length];
    Vectors.scale(factor, v, scaled);
    return scaled;
  }
}
