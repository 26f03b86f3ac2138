package org.equisweep.stability;

import java.util.Arrays;
import org.equisweep.geometry.Coordinates;
import org.equisweep.geometry.Factored;
import org.equisweep.geometry.GeneralBasis;
import org.equisweep.geometry.LayerGeometry;
import org.equisweep.geometry.LayerShape;
import org.equisweep.geometry.Parametrisation;

/**
 * The coefficients c ∈ ℝ^dim T𝓛 of one layer in an orthonormal L, turned into coordinates (t, y)
 * of T𝓔 ⊕ N𝓔: t are the coefficients in E of T𝓔, y those in an orthonormal basis of the
 * complement. Where T𝓛 and T𝓔 are sums over channel pairs, one block serves all pairs. Immutable.
 */
final class LayerSplitting {
  private final BlockSplitting block;
  private final int copies;

  /** Where coefficient j of a copy lies: c of L, and t of E. */
  private final int[][] inAdmissible;

  private final int[][] inTangent;

  private LayerSplitting(BlockSplitting block, int[][] inAdmissible, int[][] inTangent) {
    this.block = block;
    this.copies = inAdmissible.length;
    this.inAdmissible = inAdmissible;
    this.inTangent = inTangent;
  }

  /**
   * @param geometry with an orthonormal L
   */
  static LayerSplitting of(LayerGeometry geometry) {
    Parametrisation admissible = geometry.admissible();
    if (geometry.equivariant() instanceof Factored tangent) {
      return factored(geometry.shape(), admissible, tangent);
    }
    GeneralBasis tangent = (GeneralBasis) geometry.equivariant();
    int size = admissible.coefficients();
    double[][] columns = new double[tangent.coefficients()][size];
    for (int k = 0; k < columns.length; k++) {
      admissible.adjoint(tangent.basis(k), columns[k]);
    }
    return new LayerSplitting(
        new BlockSplitting(size, columns),
        new int[][] {range(size)},
        new int[][] {range(columns.length)});
  }

  private static LayerSplitting factored(
      LayerShape shape, Parametrisation admissible, Factored tangent) {
    int pairs = shape.channelPairs();
    int size = admissible.coefficients() / pairs;
    double[][] columns = new double[tangent.operators()][size];
    for (int k = 0; k < columns.length; k++) {
      double[] operator = dense(tangent, k, shape.spatial());
      for (int j = 0; j < size; j++) {
        columns[k][j] = component(admissible, j, operator);
      }
    }
    int[][] inAdmissible = new int[pairs][];
    int[][] inTangent = new int[pairs][];
    for (int pair = 0; pair < pairs; pair++) {
      inAdmissible[pair] =
          admissible instanceof Coordinates
              ? shifted(range(size), pair * size)
              : channelsInside(shape, pair, size);
      inTangent[pair] = channelsInside(shape, pair, columns.length);
    }
    return new LayerSplitting(new BlockSplitting(size, columns), inAdmissible, inTangent);
  }

  /** ⟨the j-th basis vector of a channel pair, operator⟩. */
  private static double component(Parametrisation admissible, int j, double[] operator) {
    if (admissible instanceof Coordinates coordinates) {
      int[] indices = coordinates.indices();
      return operator[indices == null ? j : indices[j]];
    }
    Factored factored = (Factored) admissible;
    int[] support = factored.support(j);
    double[] values = factored.values(j);
    double sum = 0;
    for (int i = 0; i < support.length; i++) {
      sum += values[i] * operator[support[i]];
    }
    return sum;
  }

  private static double[] dense(Factored factored, int k, int length) {
    double[] dense = new double[length];
    int[] support = factored.support(k);
    double[] values = factored.values(k);
    for (int i = 0; i < support.length; i++) {
      dense[support[i]] = values[i];
    }
    return dense;
  }

  /** A factored layer's coefficients of one channel pair: the order is (c_out, k, c_in). */
  private static int[] channelsInside(LayerShape shape, int pair, int operators) {
    int[] at = new int[operators];
    int out = pair / shape.channelsIn();
    for (int k = 0; k < operators; k++) {
      at[k] = (out * operators + k) * shape.channelsIn() + pair % shape.channelsIn();
    }
    return at;
  }

  private static int[] range(int count) {
    int[] range = new int[count];
    Arrays.setAll(range, i -> i);
    return range;
  }

  private static int[] shifted(int[] values, int by) {
    Arrays.setAll(values, i -> values[i] + by);
    return values;
  }

  int tangent() {
    return copies * block.tangent();
  }

  int normal() {
    return copies * block.normal();
  }

  /** N𝓔 is so many equal blocks, one behind the other. */
  int copies() {
    return copies;
  }

  /** t into x[tangentAt …], y into x[normalAt …], of c. */
  void split(double[] c, double[] x, int tangentAt, int normalAt) {
    double[] part = new double[block.size()];
    for (int copy = 0; copy < copies; copy++) {
      for (int j = 0; j < part.length; j++) {
        part[j] = c[inAdmissible[copy][j]];
      }
      block.split(part);
      for (int j = 0; j < block.tangent(); j++) {
        x[tangentAt + inTangent[copy][j]] = block.sign(j) * part[block.pivot(j)];
      }
      int from = normalAt + copy * block.normal();
      for (int i = 0; i < block.normal(); i++) {
        x[from + i] = part[block.complement(i)];
      }
    }
  }

  /** The c of t and y. */
  void join(double[] x, int tangentAt, int normalAt, double[] c) {
    double[] part = new double[block.size()];
    for (int copy = 0; copy < copies; copy++) {
      for (int j = 0; j < block.tangent(); j++) {
        part[block.pivot(j)] = block.sign(j) * x[tangentAt + inTangent[copy][j]];
      }
      int from = normalAt + copy * block.normal();
      for (int i = 0; i < block.normal(); i++) {
        part[block.complement(i)] = x[from + i];
      }
      block.join(part);
      for (int j = 0; j < part.length; j++) {
        c[inAdmissible[copy][j]] = part[j];
      }
    }
  }
}
