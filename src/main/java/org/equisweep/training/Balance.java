package org.equisweep.training;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.geometry.LayerShape;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.network.ArchitectureGeometry;
import org.equisweep.network.ArchitectureSpec.Admissible;
import org.equisweep.network.ArchitectureSpec.AveragePool;
import org.equisweep.network.ArchitectureSpec.Conv;
import org.equisweep.network.ArchitectureSpec.LeakyRelu;
import org.equisweep.network.ArchitectureSpec.Linear;
import org.equisweep.network.ArchitectureSpec.Relu;
import org.equisweep.network.ArchitectureSpec.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What gradient flows conserve between neighbouring layers A, A′ of any risk of the network's
 * output.
 *
 * <ul>
 *   <li>A′ᵀA′ − AAᵀ, where both are all of Hom and nothing is between them (Arora, Cohen, Golowich,
 *       Hu, arXiv:1810.02281, (5); Saxe, McClelland, Ganguli, arXiv:1312.6120). On 𝓔 too: there
 *       Π_G∇R = ∇R^aug.
 *   <li>‖c′‖² − ‖c‖² of the coefficients, where the admissible spaces are linear and what is
 *       between is positively homogeneous (Du, Hu, Lee, arXiv:1806.00900, Theorem 2.1), for then
 *       ⟨A′, ∂R/∂A′⟩ = ⟨A, ∂R/∂A⟩ by Euler. For an orthonormal parametrisation these are the norms
 *       of the layers.
 * </ul>
 *
 * Descent with step η changes them by O(η) over a given time, a flow integrated to a tolerance by
 * the order of it. A penalty or weight decay acts on the layers one by one and breaks both laws.
 */
final class Balance {
  /** Hidden features above which A′ᵀA′ − AAᵀ is not formed. */
  private static final int MOST_FEATURES = 256;

  private final boolean holds;
  private final List<Integer> linear = new ArrayList<>();
  private final List<Integer> homogeneous = new ArrayList<>();

  /** The pairs of a network, by their first layers. */
  Balance(ArchitectureGeometry geometry, PhaseSpec phase) {
    holds = phase.penalty().isEmpty() && phase.weightDecay().isEmpty();
    boolean adjacent = false;
    boolean scales = false;
    int layer = -1;
    for (Stage stage : geometry.architecture().stages()) {
      if (stage instanceof Linear || stage instanceof Conv) {
        layer++;
        boolean full =
            stage instanceof Linear linearStage
                && linearStage.admissible() instanceof Admissible.Full;
        if (adjacent && full && features(geometry, layer) <= MOST_FEATURES) {
          linear.add(layer - 1);
        }
        if (scales && isLinear(geometry, layer - 1) && isLinear(geometry, layer)) {
          homogeneous.add(layer - 1);
        }
        adjacent = full;
        scales = true;
      } else {
        adjacent = false;
        scales &= isHomogeneous(stage);
      }
    }
  }

  private static boolean isHomogeneous(Stage stage) {
    return stage instanceof LeakyRelu || stage instanceof Relu || stage instanceof AveragePool;
  }

  private static int features(ArchitectureGeometry geometry, int layer) {
    return geometry.layers().get(layer).shape().channelsIn()
        * geometry.layers().get(layer).shape().positionsIn();
  }

  /** Whether A₀ = 0. */
  private static boolean isLinear(ArchitectureGeometry geometry, int layer) {
    Parametrisation admissible = geometry.layers().get(layer).admissible();
    double[] offset = new double[geometry.layers().get(layer).shape().size()];
    admissible.layer(new double[admissible.coefficients()], offset);
    return GradientNorms.squaredNorm(offset) == 0;
  }

  /** The largest ‖·‖_F of the change of A′ᵀA′ − AAᵀ; null where there is no such pair. */
  @Nullable Double drift(Point point, Point first) {
    if (!holds || linear.isEmpty()) {
      return null;
    }
    double largest = 0;
    for (int layer : linear) {
      double[] now = difference(point, layer);
      double[] then = difference(first, layer);
      largest = Math.max(largest, Math.sqrt(GradientNorms.squaredDistance(now, then)));
    }
    return largest;
  }

  /** The largest change of ‖c′‖² − ‖c‖²; null where there is no such pair. */
  @Nullable Double normDrift(Point point, Point first) {
    if (!holds || homogeneous.isEmpty()) {
      return null;
    }
    double largest = 0;
    for (int layer : homogeneous) {
      double now = square(point, layer + 1, point) - square(point, layer, point);
      double then = square(first, layer + 1, point) - square(first, layer, point);
      largest = Math.max(largest, Math.abs(now - then));
    }
    return largest;
  }

  /** ‖c‖² of a layer of {@code point}, in the parametrisation of {@code as}. */
  private static double square(Point point, int layer, Point as) {
    double[] a = new double[point.layers().get(layer).shape().size()];
    point.layer(layer, a);
    double[] c = new double[as.parametrisation(layer).coefficients()];
    as.parametrisation(layer).coefficientsOf(a, c);
    return GradientNorms.squaredNorm(c);
  }

  /** A′ᵀA′ − AAᵀ, row-major. */
  private static double[] difference(Point point, int layer) {
    double[] below = matrix(point, layer);
    double[] above = matrix(point, layer + 1);
    int n =
        point.layers().get(layer).shape().channelsOut()
            * point.layers().get(layer).shape().positionsOut();
    int in = below.length / n;
    int out = above.length / n;
    double[] difference = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < out; k++) {
          sum += above[k * n + i] * above[k * n + j];
        }
        for (int k = 0; k < in; k++) {
          sum -= below[i * in + k] * below[j * in + k];
        }
        difference[i * n + j] = sum;
        difference[j * n + i] = sum;
      }
    }
    return difference;
  }

  /** From (c_out, c_in, n_out, n_in) to (c_out·n_out)×(c_in·n_in). */
  private static double[] matrix(Point point, int layer) {
    LayerShape shape = point.layers().get(layer).shape();
    double[] a = new double[shape.size()];
    point.layer(layer, a);
    double[] matrix = new double[a.length];
    int columns = shape.channelsIn() * shape.positionsIn();
    int at = 0;
    for (int o = 0; o < shape.channelsOut(); o++) {
      for (int i = 0; i < shape.channelsIn(); i++) {
        for (int p = 0; p < shape.positionsOut(); p++) {
          int row = o * shape.positionsOut() + p;
          for (int q = 0; q < shape.positionsIn(); q++) {
            matrix[row * columns + i * shape.positionsIn() + q] = a[at++];
          }
        }
      }
    }
    return matrix;
  }
}
