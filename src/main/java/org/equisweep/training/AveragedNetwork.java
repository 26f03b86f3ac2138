package org.equisweep.training;

import org.equisweep.data.Batch;
import org.equisweep.data.ElementImages;
import org.equisweep.network.Coefficients;
import org.equisweep.network.Network;
import org.equisweep.tensor.Kernels;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Φ̄(x) = |G|⁻¹ Σ_g ρ_L(g)⁻¹Φ(ρ₀(g)x) on logits: the network averaged over a finite group, which is
 * equivariant whatever the coefficients. Its loss is that of the averaged logits; the gradient goes
 * through every branch. One element at a time, so memory does not grow with the group; a gradient
 * takes two passes forward and one backward for each.
 */
final class AveragedNetwork implements AutoCloseable {
  private final Cohort.Compiled compiled;
  private final ElementImages elements;
  private final Tensor moved;
  private final Tensor branch;
  private final Tensor mean;
  private final Tensor meanGradient;

  AveragedNetwork(Cohort.Compiled compiled, ElementImages elements) {
    Network network = compiled.network();
    this.compiled = compiled;
    this.elements = elements;
    long columns = network.maxExamples();
    this.moved = Tensor.zeros(network.precision(), columns * network.inputs());
    this.branch = Tensor.zeros(network.precision(), columns * network.outputs());
    this.mean = Tensor.zeros(network.precision(), columns * network.outputs());
    this.meanGradient = Tensor.zeros(network.precision(), columns * network.outputs());
  }

  /** Φ̄ of the tile's examples, [output][example]. Valid until the next call. */
  Tensor logits(Coefficients c, Batch tile) {
    int n = tile.count();
    mean.fill(0, (long) compiled.network().outputs() * n, 0);
    for (int g = 0; g < elements.size(); g++) {
      compiled.network().forward(c, moved(tile, g), n, branch, compiled.workspace());
      int[] image = elements.target(g);
      for (int f = 0; f < compiled.network().outputs(); f++) {
        long from = (long) (image == null ? f : image[f]) * n;
        Kernels.axpy(1.0 / elements.size(), branch, from, mean, (long) f * n, n);
      }
    }
    return mean;
  }

  /** Σ ℓ(Φ̄(x), y) over the tile. */
  double loss(Coefficients c, Batch tile) {
    return compiled
        .network()
        .lossOfOutputs(logits(c, tile), tile.targets(), tile.count(), compiled.workspace());
  }

  /** The same; adds weight·∂(that sum)/∂c to {@code gradient}. */
  double lossAndGradient(Coefficients c, Batch tile, double weight, Coefficients gradient) {
    Network network = compiled.network();
    int n = tile.count();
    double loss =
        network.lossAndGradientOfOutputs(
            logits(c, tile), tile.targets(), n, weight, meanGradient, compiled.workspace());
    Kernels.scale(1.0 / elements.size(), meanGradient, 0, (long) network.outputs() * n);
    for (int g = 0; g < elements.size(); g++) {
      permute(meanGradient, elements.target(g), network.outputs(), n, branch);
      network.pullBack(c, moved(tile, g), branch, n, gradient, compiled.workspace());
    }
    return loss;
  }

  /** ρ₀(g)x for all examples of the tile. */
  private Tensor moved(Batch tile, int g) {
    int[] image = elements.input(g);
    if (image == null) {
      return tile.inputs();
    }
    permute(tile.inputs(), image, compiled.network().inputs(), tile.count(), moved);
    return moved;
  }

  /** {@code to[image[f]] = from[f]} for rows of n. */
  private static void permute(Tensor from, int @Nullable [] image, int features, int n, Tensor to) {
    for (int f = 0; f < features; f++) {
      to.copyFrom(from, (long) f * n, (long) (image == null ? f : image[f]) * n, n);
    }
  }

  @Override
  public void close() {
    moved.close();
    branch.close();
    mean.close();
    meanGradient.close();
  }
}
