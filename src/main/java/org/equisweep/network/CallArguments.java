package org.equisweep.network;

import org.equisweep.tensor.Tensor;

/** What must hold of the arguments of a {@link Network}'s calls. */
record CallArguments(Plan plan) {
  void requireTangents() {
    if (!plan.tangents()) {
      throw new IllegalStateException("the network must be compiled for tangents");
    }
  }

  void requireExamples(int n) {
    if (n < 1 || n > plan.maxExamples()) {
      throw new IllegalArgumentException(
          "n must be 1..%d, got %d".formatted(plan.maxExamples(), n));
    }
  }

  void requireOwn(Workspace workspace) {
    if (!workspace.belongsTo(plan)) {
      throw new IllegalArgumentException("the workspace must come from this network");
    }
  }

  void requireOwn(Coefficients coefficients) {
    if (!coefficients.belongsTo(plan)) {
      throw new IllegalArgumentException("coefficients must come from this network");
    }
  }

  /** At least features·n numbers of the plan's precision. */
  void require(Tensor tensor, int features, int n, String name) {
    if (tensor.precision() != plan.precision() || tensor.length() < (long) features * n) {
      throw new IllegalArgumentException(
          "%s must hold %d×%d numbers of %s precision, got %d of %s"
              .formatted(
                  name,
                  features,
                  n,
                  plan.precision().label(),
                  tensor.length(),
                  tensor.precision().label()));
    }
  }
}
