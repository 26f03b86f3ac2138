package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.geometry.Factored;
import org.equisweep.geometry.Parametrisation;
import org.equisweep.tensor.Kernels;
import org.equisweep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Coefficients of one parametrisation, run by a plan that was compiled for another of the same
 * spaces: S_k = Σ_l B_lk S'_l in every layer that differs. Lanes with parametrisations of their own
 * so share one plan, the cheapest, at K² multiply–adds for each channel pair and call.
 */
final class Mixing implements AutoCloseable {
  private final Plan plan;

  /** B of each layer; null where the parametrisation is the plan's own. */
  private final List<@Nullable Tensor> changes;

  private Mixing(Plan plan, List<@Nullable Tensor> changes) {
    this.plan = plan;
    this.changes = changes;
  }

  /** Null where all parametrisations are the plan's own. */
  static @Nullable Mixing of(Plan plan, List<Parametrisation> own, List<Parametrisation> given) {
    List<@Nullable Tensor> changes = new ArrayList<>();
    boolean any = false;
    for (int layer = 0; layer < own.size(); layer++) {
      boolean same = own.get(layer).equals(given.get(layer));
      any |= !same;
      changes.add(same ? null : change(plan, own.get(layer), given.get(layer)));
    }
    return any ? new Mixing(plan, changes) : null;
  }

  private static Tensor change(Plan plan, Parametrisation own, Parametrisation given) {
    if (!(own instanceof Factored compiled) || !(given instanceof Factored other)) {
      throw new IllegalArgumentException("only factored layers have other parametrisations");
    }
    if (compiled.operators() != other.operators()) {
      throw new IllegalArgumentException(
          "parametrisations of one space must have equally many operators, got %d and %d"
              .formatted(compiled.operators(), other.operators()));
    }
    double[] b = other.inTermsOf(compiled);
    Tensor tensor = Tensor.zeros(plan.precision(), Math.max(1, b.length));
    tensor.copyFrom(b, 0, 0, b.length);
    return tensor;
  }

  /** The plan's coefficients of {@code c}. */
  void apply(Tensor c, Tensor planned) {
    planned.copyFrom(c, 0, 0, c.length());
    for (int layer = 0; layer < changes.size(); layer++) {
      Tensor change = changes.get(layer);
      if (change != null) {
        factors(layer).mix(change, false, c, planned, plan.layoutOffset(layer), false);
      }
    }
  }

  /** Adds the gradient in {@code c} that one in the plan's coefficients gives. */
  void pullBack(Tensor planned, Tensor gradient) {
    for (int layer = 0; layer < changes.size(); layer++) {
      Tensor change = changes.get(layer);
      long at = plan.layoutOffset(layer);
      if (change != null) {
        factors(layer).mix(change, true, planned, gradient, at, true);
      } else {
        Kernels.axpy(1, planned, at, gradient, at, plan.layouts().get(layer).stored());
      }
    }
  }

  private CoefficientLayout.OfFactors factors(int layer) {
    return (CoefficientLayout.OfFactors) plan.layouts().get(layer);
  }

  @Override
  public void close() {
    for (Tensor change : changes) {
      if (change != null) {
        change.close();
      }
    }
  }
}
