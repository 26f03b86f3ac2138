package org.equisweep.network;

import org.equisweep.tensor.AdamStep;
import org.equisweep.tensor.Kernels;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A point (or a gradient, or a velocity) in the coefficients of all layers of one {@link Network},
 * off-heap, owned by the caller. How they lie is the network's own business: they enter and leave
 * by {@link #write} and {@link #read} in the order of the layer's parametrisation; the linear
 * algebra between points acts on all layers at once. All operations but these two allocate nothing.
 * Not thread-safe.
 *
 * <p>In a network of an {@link InputSpan} layer 1 holds what acts on the span; what was written
 * stays beside it as the origin, so that {@link #read} gives the whole layer, and {@link #copyFrom}
 * shares it. Directions (gradients, velocities, what {@link #writeDirection} wrote) have none and
 * lie in the span; they may be added to points. Norms and products are of directions alone.
 */
public final class Coefficients implements AutoCloseable {
  private final Plan plan;
  private final Tensor data;
  private @Nullable Origin origin;
  private final @Nullable Mixing mixing;

  /** Takes over {@code mixing}, null for coefficients in the plan's own parametrisations. */
  Coefficients(Plan plan, @Nullable Mixing mixing) {
    this.plan = plan;
    this.mixing = mixing;
    this.data = Tensor.zeros(plan.precision(), plan.storedCoefficients());
  }

  /** Number of layers L. */
  public int layers() {
    return plan.layouts().size();
  }

  /**
   * Number of coefficients of a layer.
   *
   * @param layer 0 … L − 1
   */
  public int size(int layer) {
    return plan.layouts().get(layer).coefficients();
  }

  /** Sets a layer's coefficients from parametrisation order, rounded to the precision. */
  public void write(int layer, double[] c) {
    requireLength(layer, c);
    long at = plan.layoutOffset(layer);
    if (plan.layouts().get(layer) instanceof SpannedLayout spanned) {
      spanned.write(c, data, at, newOrigin(spanned).data());
    } else {
      plan.layouts().get(layer).write(c, data, at);
    }
  }

  /** The same of a direction, which has no origin: of layer 1 what acts on the span. */
  public void writeDirection(int layer, double[] c) {
    requireLength(layer, c);
    if (layer == 0) {
      forgetOrigin();
    }
    plan.layouts().get(layer).write(c, data, plan.layoutOffset(layer));
  }

  /** Copies a layer's coefficients to {@code c} in parametrisation order. */
  public void read(int layer, double[] c) {
    requireLength(layer, c);
    long at = plan.layoutOffset(layer);
    if (origin != null && plan.layouts().get(layer) instanceof SpannedLayout spanned) {
      spanned.read(data, at, origin.data(), c);
    } else {
      plan.layouts().get(layer).read(data, at, c);
    }
  }

  /** this = 0. */
  public void zero() {
    forgetOrigin();
    data.fill(0, data.length(), 0);
  }

  /** this = source. */
  public void copyFrom(Coefficients source) {
    requireSamePlan(source);
    data.copyFrom(source.data, 0, 0, data.length());
    if (source.origin != origin) {
      forgetOrigin();
      origin = source.origin == null ? null : source.origin.shared();
    }
  }

  /** All that is stored, bit for bit: for {@link #restore} in the same network. */
  public double[] dump() {
    int own = Math.toIntExact(data.length());
    Tensor beside = origin == null ? null : origin.data();
    double[] dump = new double[own + (beside == null ? 0 : Math.toIntExact(beside.length()))];
    data.copyTo(0, dump, 0, own);
    if (beside != null) {
      beside.copyTo(0, dump, own, dump.length - own);
    }
    return dump;
  }

  /** Goes to where {@link #dump} was taken. */
  public void restore(double[] dump) {
    int own = Math.toIntExact(data.length());
    if (dump.length == own) {
      forgetOrigin();
    } else if (plan.layouts().get(0) instanceof SpannedLayout spanned
        && dump.length - own == spanned.originElements()) {
      newOrigin(spanned).data().copyFrom(dump, own, 0, dump.length - own);
    } else {
      throw new IllegalArgumentException(
          "%d numbers cannot be coefficients of this network, which stores %d"
              .formatted(dump.length, own));
    }
    data.copyFrom(dump, 0, 0, own);
  }

  /** this += α x. */
  public void axpy(double alpha, Coefficients x) {
    requireSamePlan(x);
    x.requireDirection();
    Kernels.axpy(alpha, x.data, 0, data, 0, data.length());
  }

  /** this *= α. */
  public void scale(double alpha) {
    requireDirection();
    Kernels.scale(alpha, data, 0, data.length());
  }

  /**
   * Takes a step of Adam against {@code gradient}, which is left as it is; see {@link AdamStep} for
   * its arguments.
   */
  public void adam(
      AdamStep step,
      Coefficients gradient,
      Coefficients mean,
      Coefficients square,
      double stepSize,
      double rootCorrection) {
    requireSamePlan(gradient);
    requireSamePlan(mean);
    requireSamePlan(square);
    step.apply(
        data, gradient.data, mean.data, square.data, data.length(), stepSize, rootCorrection);
  }

  /** Σ c² over all layers, accumulated in double. */
  public double sumOfSquares() {
    requireDirection();
    return Kernels.sumOfSquares(data, 0, data.length());
  }

  /** Σ c² of one layer, 0 … L − 1. */
  public double sumOfSquares(int layer) {
    requireDirection();
    return Kernels.sumOfSquares(data, plan.layoutOffset(layer), plan.layouts().get(layer).stored());
  }

  /** Σ c·x over all layers, accumulated in double. */
  public double dot(Coefficients x) {
    requireSamePlan(x);
    requireDirection();
    x.requireDirection();
    return Kernels.dot(data, 0, x.data, 0, data.length());
  }

  /** Whether no coefficient is infinite or NaN. */
  public boolean allFinite() {
    if (Double.isFinite(Kernels.sumOfSquares(data, 0, data.length()))) {
      return true;
    }
    // squares of large doubles may overflow where the coefficients do not
    for (long i = 0; i < data.length(); i++) {
      if (!Double.isFinite(data.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** From these coefficients to those of the plan; null where they are the same. */
  @Nullable Mixing mixing() {
    return mixing;
  }

  Tensor data() {
    return data;
  }

  @SuppressWarnings("ReferenceEquality") // of that very network, not of one like it
  boolean belongsTo(Plan other) {
    return plan == other;
  }

  private void requireSamePlan(Coefficients other) {
    if (!other.belongsTo(plan)) {
      throw new IllegalArgumentException("coefficients of two networks do not add");
    }
  }

  /** Room to write an origin that nobody shares. */
  private Origin newOrigin(SpannedLayout layout) {
    Origin own = origin;
    if (own != null && !own.isShared()) {
      return own;
    }
    forgetOrigin();
    Origin fresh = new Origin(plan.precision(), layout.originElements());
    origin = fresh;
    return fresh;
  }

  private void forgetOrigin() {
    if (origin != null) {
      origin.release();
      origin = null;
    }
  }

  private void requireDirection() {
    if (origin != null) {
      throw new IllegalStateException(
          "of a network of features only directions may be scaled, added or measured; read the"
              + " layers of a point");
    }
  }

  private void requireLength(int layer, double[] c) {
    if (c.length != size(layer)) {
      throw new IllegalArgumentException(
          "layer %d has %d coefficients, got %d".formatted(layer, size(layer), c.length));
    }
  }

  @Override
  public void close() {
    forgetOrigin();
    data.close();
    if (mixing != null) {
      mixing.close();
    }
  }
}
