package org.equisweep.training;

import org.equisweep.geometry.LayerGeometry;
import org.equisweep.network.Coefficients;
import org.equisweep.network.Network;

/**
 * Norms of a gradient in layer space, over all layers, accumulated in double: of v = Π_T∇f =
 * L(LᵀL)⁻¹ Lᵀ∇f with T = T𝓛, or T𝓔 for a point of 𝓔, without any LLᵀ.
 *
 * @param total ‖v‖_F
 * @param tangent ‖Π_T𝓔 v‖_F
 * @param normal ‖v − Π_T𝓔 v‖_F; 0 for a point of 𝓔, where v is tangent by definition
 */
record GradientNorms(double total, double tangent, double normal) {

  /**
   * @param gradient Lᵀ∇f in the coefficients of {@code point}
   */
  static GradientNorms of(Point point, Coefficients gradient, Scratch scratch) {
    double total = 0;
    double tangent = 0;
    double normal = 0;
    boolean equivariant = point.space() == Network.Space.EQUIVARIANT;
    for (int layer = 0; layer < point.layers().size(); layer++) {
      LayerGeometry geometry = point.layers().get(layer);
      double[] v = direction(point, gradient, layer, scratch);
      total += geometry.squaredNorm(v);
      if (!equivariant) {
        double[] projected = projectTangent(geometry, v, scratch);
        tangent += geometry.squaredNorm(projected);
        normal += geometry.squaredDistance(v, projected);
      }
    }
    return equivariant
        ? new GradientNorms(Math.sqrt(total), Math.sqrt(total), 0)
        : new GradientNorms(Math.sqrt(total), Math.sqrt(tangent), Math.sqrt(normal));
  }

  /** ‖v‖_F alone. */
  static double total(Point point, Coefficients gradient, Scratch scratch) {
    double total = 0;
    for (int layer = 0; layer < point.layers().size(); layer++) {
      double[] v = direction(point, gradient, layer, scratch);
      total += point.layers().get(layer).squaredNorm(v);
    }
    return Math.sqrt(total);
  }

  private static double[] direction(
      Point point, Coefficients gradient, int layer, Scratch scratch) {
    double[] g = scratch.array(Scratch.Use.COEFFICIENTS, gradient.size(layer));
    gradient.read(layer, g);
    double[] v = scratch.array(Scratch.Use.LAYER, point.layers().get(layer).shape().size());
    point.parametrisation(layer).projectedGradient(g, v);
    return v;
  }

  private static double[] projectTangent(LayerGeometry geometry, double[] v, Scratch scratch) {
    double[] projected = scratch.array(Scratch.Use.PROJECTED, v.length);
    System.arraycopy(v, 0, projected, 0, v.length);
    geometry.projectTangent(projected);
    return projected;
  }

  static double squaredNorm(double[] a) {
    double sum = 0;
    for (double entry : a) {
      sum += entry * entry;
    }
    return sum;
  }

  static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
