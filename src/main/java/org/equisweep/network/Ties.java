package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.geometry.AdmissibleSpaces;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.LayerShape;
import org.equisweep.geometry.LayerSpace;
import org.equisweep.problem.InvalidInput;

/** Layers whose entries are tied to each other. */
final class Ties {
  /** So many basis layers of that size are decided by dense linear algebra. */
  private static final int MOST_SYMMETRIC = 64;

  private Ties() {}

  /** One cyclic shift for each k, of norm 1; channels are free. */
  static LayerGeometry circulant(LayerSpace space) {
    LayerShape shape = space.shape();
    requireSquare("circulant", shape.positionsOut(), shape.positionsIn(), "positions");
    int n = shape.positionsIn();
    List<double[]> shifts = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      double[] shift = new double[n * n];
      for (int p = 0; p < n; p++) {
        shift[p * n + (p + k) % n] = 1 / Math.sqrt(n);
      }
      shifts.add(shift);
    }
    return AdmissibleSpaces.factored(space, shifts);
  }

  /** One layer for each pair of features, (e_a e_bᵀ + e_b e_aᵀ)/√2 or e_a e_aᵀ. */
  static LayerGeometry symmetric(LayerSpace space) {
    LayerShape shape = space.shape();
    requireSquare("symmetric", shape.positionsOut(), shape.positionsIn(), "positions");
    requireSquare("symmetric", shape.channelsOut(), shape.channelsIn(), "channels");
    int features = shape.channelsIn() * shape.positionsIn();
    if (features > MOST_SYMMETRIC) {
      throw InvalidInput.of(
          "a symmetric layer must have at most %d features".formatted(MOST_SYMMETRIC),
          "got " + features,
          "take fewer channels or a smaller space");
    }
    List<double[]> basis = new ArrayList<>();
    for (int a = 0; a < features; a++) {
      for (int b = a; b < features; b++) {
        double[] layer = new double[shape.size()];
        double entry = a == b ? 1 : Math.sqrt(0.5);
        layer[entry(shape, a, b)] = entry;
        layer[entry(shape, b, a)] = entry;
        basis.add(layer);
      }
    }
    return AdmissibleSpaces.basis(space, basis, null);
  }

  /** Canonical index of row a and column b, both (channel, position). */
  private static int entry(LayerShape shape, int a, int b) {
    int n = shape.positionsIn();
    return ((a / n * shape.channelsIn() + b / n) * n + a % n) * n + b % n;
  }

  private static void requireSquare(String kind, int out, int in, String what) {
    if (out != in) {
      throw InvalidInput.of(
          "a %s layer must give as many %s as it takes".formatted(kind, what),
          "it takes %d and gives %d".formatted(in, out),
          "change 'to' or 'channels'");
    }
  }
}
