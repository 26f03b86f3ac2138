package org.equisweep.network;

import org.equisweep.tensor.OrbitMoments;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The first layer on few features at many positions, a leaky ReLU, and a layer whose operators sum
 * over disjoint orbits of these positions: U = S σ(C F), then Y = C' U. What lies between is never
 * stored, {@link OrbitMoments}.
 *
 * @param gather makes F from the network's input; null where F is the input
 * @param sums of σ(C F), and what backward needs of it
 * @param moments that
 */
record OrbitPairStep(
    LinearLayer first,
    @Nullable SpaceFirstStep gather,
    OrbitMoments sums,
    SpaceFirstStep second,
    Slot moments,
    Slot sumsGradient)
    implements Step {
  @Override
  public void forward(Workspace w) {
    Tensor arena = w.arena();
    Tensor features = w.tensor(first.in());
    long at = w.offset(first.in());
    if (gather != null) {
      gather.gather(w);
      features = arena;
      at = gather.gathered().offset();
    }
    sums.forward(
        features,
        at,
        w.coefficients(),
        w.coefficientOffset(first.index()),
        w.examples(),
        arena,
        moments.offset(),
        arena,
        second.gathered().offset());
    second.mix(w);
  }

  @Override
  public void backward(Workspace w) {
    second.unmix(w);
    sums.gradient(
        w.arena(),
        moments.offset(),
        w.arena(),
        sumsGradient.offset(),
        w.examples(),
        w.gradient(),
        w.coefficientOffset(first.index()));
  }
}
