package org.equisweep.stability;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.group.Element;

/**
 * One row of an isotypic component of T𝓛: what transforms like the first basis vector of its
 * irreducible representation D, the range of P = (d/|G|) Σ_g D₁₁(g) ρ̄(g) (Serre, Linear
 * Representations of Finite Groups, 2.7). An operator that commutes with the group has each of its
 * eigenvalues on the component d times, and once on the row. Where D is a rotation of the plane of
 * a cyclic group, the row is the whole component, and eigenvalues are double on it.
 *
 * <p>P is a product of commuting factors Σ w_g ρ̄(g) + w.
 */
final class IsotypicRow {
  private final String name;
  private final int degree;
  private final boolean isWhole;
  private final List<Factor> factors;

  private IsotypicRow(String name, int degree, boolean isWhole, List<Factor> factors) {
    this.name = name;
    this.degree = degree;
    this.isWhole = isWhole;
    this.factors = List.copyOf(factors);
  }

  /** Makes the action of an element. */
  interface Actions {
    InducedAction of(Element g);
  }

  private record Term(InducedAction action, double weight) {}

  private record Factor(List<Term> terms, double identity) {
    void apply(double[] x, double[] image, double[] sum) {
      Vectors.scale(identity, x, sum);
      for (Term term : terms) {
        term.action.apply(x, image);
        Vectors.add(term.weight, image, sum);
      }
      System.arraycopy(sum, 0, x, 0, x.length);
    }
  }

  /** Rows of C_n, whose elements are r⁰ … rⁿ⁻¹; all but that of frequency 0, which is H_G. */
  static List<IsotypicRow> cyclic(List<Element> elements, Actions actions) {
    int n = elements.size();
    List<IsotypicRow> rows = new ArrayList<>();
    for (int k = 1; 2 * k <= n; k++) {
      boolean isPlane = 2 * k < n;
      List<Term> terms = new ArrayList<>();
      for (int j = 0; j < n; j++) {
        double weight = (isPlane ? 2.0 : 1.0) / n * turning(k, j, n);
        terms.add(new Term(actions.of(elements.get(j)), weight));
      }
      rows.add(
          new IsotypicRow(
              "frequency " + k, isPlane ? 2 : 1, isPlane, List.of(new Factor(terms, 0))));
    }
    return rows;
  }

  /** Rows of D_n, whose elements are r⁰ … rⁿ⁻¹, then the same times s; all but that of H_G. */
  static List<IsotypicRow> dihedral(List<Element> elements, Actions actions) {
    int n = elements.size() / 2;
    List<IsotypicRow> rows = new ArrayList<>();
    rows.add(dihedral("A2", 0, 1, -1, elements, actions));
    for (int k = 1; 2 * k <= n; k++) {
      if (2 * k < n) {
        rows.add(dihedral("E" + k, k, 2, 1, elements, actions));
      } else {
        rows.add(dihedral("B1", k, 1, 1, elements, actions));
        rows.add(dihedral("B2", k, 1, -1, elements, actions));
      }
    }
    return rows;
  }

  /** D₁₁(rʲ) = cos 2πjk/n and D₁₁(rʲs) = ± that. */
  private static IsotypicRow dihedral(
      String name, int k, int degree, int reflected, List<Element> elements, Actions actions) {
    int n = elements.size() / 2;
    List<Term> terms = new ArrayList<>();
    for (int j = 0; j < 2 * n; j++) {
      double weight = degree * turning(k, j % n, n) / (2 * n) * (j < n ? 1 : reflected);
      terms.add(new Term(actions.of(elements.get(j)), weight));
    }
    return new IsotypicRow(name, degree, false, List.of(new Factor(terms, 0)));
  }

  private static double turning(int k, int j, int n) {
    return Math.cos(2 * Math.PI * ((long) k * j % n) / n);
  }

  /**
   * The row of a partition of n that belongs to the standard tableau filled row by row: the common
   * eigenspace of the Jucys–Murphy elements X_k = Σ_{i<k} (i k), whose eigenvalues are the contents
   * of the boxes (Okounkov, Vershik, 1996). Once X₂ … X_{k−1} are settled, X_k has only those of
   * the boxes that can be added.
   *
   * @param transpositions [i][k] for i &lt; k
   */
  static IsotypicRow symmetric(
      List<Integer> partition, Element[][] transpositions, Actions actions) {
    List<Factor> factors = new ArrayList<>();
    List<Integer> shape = new ArrayList<>();
    int k = 0;
    for (int row = 0; row < partition.size(); row++) {
      shape.add(0);
      for (int column = 0; column < partition.get(row); column++, k++) {
        for (int other : addable(shape, row, column)) {
          factors.add(without(other, column - row, k, transpositions, actions));
        }
        shape.set(row, column + 1);
      }
    }
    return new IsotypicRow(
        Partitions.name(partition), Partitions.degree(partition), false, factors);
  }

  /** Contents of the boxes other than that at a place that the shape can grow by. */
  private static List<Integer> addable(List<Integer> shape, int row, int column) {
    List<Integer> contents = new ArrayList<>();
    int rows = shape.get(shape.size() - 1) == 0 ? shape.size() - 1 : shape.size();
    for (int r = 0; r <= rows; r++) {
      int length = r < rows ? shape.get(r) : 0;
      boolean fits = r == 0 || shape.get(r - 1) > length;
      if (fits && !(r == row && length == column)) {
        contents.add(length - r);
      }
    }
    return contents;
  }

  /** (X_k − other)/(content − other). */
  private static Factor without(
      int other, int content, int k, Element[][] transpositions, Actions actions) {
    double scale = 1.0 / (content - other);
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      terms.add(new Term(actions.of(transpositions[i][k]), scale));
    }
    return new Factor(terms, -other * scale);
  }

  /** As {@link IsotypicComponents#name} has it. */
  String name() {
    return name;
  }

  /** d: how often each eigenvalue occurs on the component. */
  int degree() {
    return degree;
  }

  /** How many rows the component has, this one among them, each with the same eigenvalues. */
  int copies() {
    return isWhole ? 1 : degree;
  }

  /** x ← Px, in coordinates of 𝓛. */
  void project(double[] x) {
    double[] image = new double[x.length];
    double[] sum = new double[x.length];
    for (Factor factor : factors) {
      factor.apply(x, image, sum);
    }
  }
}
