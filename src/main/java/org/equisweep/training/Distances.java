package org.equisweep.training;

import org.equisweep.geometry.LayerGeometry;

/**
 * Where a point lies in layer space, in the norms of H accumulated in double.
 *
 * @param norm ‖A‖
 * @param toEquivariant ‖A − Π_𝓔A‖
 * @param travelled ‖A − A(0)‖
 * @param toEquivariantByLayer the same for each layer
 * @param travelledByLayer the same for each layer
 */
record Distances(
    double norm,
    double toEquivariant,
    double travelled,
    double[] toEquivariantByLayer,
    double[] travelledByLayer) {

  static Distances of(Point point, Point first, Scratch scratch) {
    int layers = point.layers().size();
    double norm = 0;
    double[] toEquivariant = new double[layers];
    double[] travelled = new double[layers];
    for (int layer = 0; layer < layers; layer++) {
      LayerGeometry geometry = point.layers().get(layer);
      int size = geometry.shape().size();
      double[] a = scratch.array(Scratch.Use.LAYER, size);
      point.layer(layer, a);
      norm += geometry.squaredNorm(a);
      double[] other = scratch.array(Scratch.Use.PROJECTED, size);
      System.arraycopy(a, 0, other, 0, size);
      geometry.projectEquivariant(other);
      toEquivariant[layer] = geometry.squaredDistance(a, other);
      first.layer(layer, other);
      travelled[layer] = geometry.squaredDistance(a, other);
    }
    return new Distances(
        Math.sqrt(norm),
        rootOfSum(toEquivariant),
        rootOfSum(travelled),
        roots(toEquivariant),
        roots(travelled));
  }

  private static double rootOfSum(double[] squares) {
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.sqrt(sum);
  }

  private static double[] roots(double[] squares) {
    double[] roots = new double[squares.length];
    for (int i = 0; i < squares.length; i++) {
      roots[i] = Math.sqrt(squares[i]);
    }
    return roots;
  }
}
