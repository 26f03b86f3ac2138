package org.equisweep.network;

import org.equisweep.tensor.AdamStep;
import org.equisweep.tensor.Kernels;
import org.equisweep.tensor.Tensor;

/**
 * A point (or a gradient, or a velocity) in the coefficients of all layers of one {@link Network},
 * off-heap, owned by the caller. How they lie is the network's own business: they enter and leave
 * by {@link #write} and {@link #read} in the order of the layer's parametrisation; the linear
 * algebra between points acts on all layers at once. All operations but these two allocate nothing.
 * Not thread-safe.
 */
public final class Coefficients implements AutoCloseable {
  private final Plan plan;
  private final Tensor data;

  Coefficients(Plan plan) {
    this.plan = plan;
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
    plan.layouts().get(layer).write(c, data, plan.layoutOffset(layer));
  }

  /** Copies a layer's coefficients to {@code c} in parametrisation order. */
  public void read(int layer, double[] c) {
    requireLength(layer, c);
    plan.layouts().get(layer).read(data, plan.layoutOffset(layer), c);
  }

  /** this = 0. */
  public void zero() {
    data.fill(0, data.length(), 0);
  }

  /** this = source. */
  public void copyFrom(Coefficients source) {
    requireSamePlan(source);
    data.copyFrom(source.data, 0, 0, data.length());
  }

  /** this += α x. */
  public void axpy(double alpha, Coefficients x) {
    requireSamePlan(x);
    Kernels.axpy(alpha, x.data, 0, data, 0, data.length());
  }

  /** this *= α. */
  public void scale(double alpha) {
    Kernels.scale(alpha, data, 0, data.length());
  }

  /** Takes a step of Adam against {@code gradient}, which is left as it is. */
  public void adam(
      AdamStep step, Coefficients gradient, Coefficients mean, Coefficients square) {
    requireSamePlan(gradient);
    requireSamePlan(mean);
    requireSamePlan(square);
    step.apply(data, gradient.data, mean.data, square.data, data.length());
  }

  /** Σ c² over all layers, accumulated in double. */
  public double sumOfSquares() {
    return Kernels.sumOfSquares(data, 0, data.length());
  }

  /** Σ c² of one layer, 0 … L − 1. */
  public double sumOfSquares(int layer) {
    return Kernels.sumOfSquares(data, plan.layoutOffset(layer), plan.layouts().get(layer).stored());
  }

  /** Σ c·x over all layers, accumulated in double. */
  public double dot(Coefficients x) {
    requireSamePlan(x);
    return Kernels.dot(data, 0, x.data, 0, data.length());
  }

  /** Whether no coefficient is infinite or NaN. */
  public boolean allFinite() {
    if (Double.isFinite(sumOfSquares())) {
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

  private void requireLength(int layer, double[] c) {
    if (c.length != size(layer)) {
      throw new IllegalArgumentException(
          "layer %d has %d coefficients, got %d".formatted(layer, size(layer), c.length));
    }
  }

  @Override
  public void close() {
    data.close();
  }
}
