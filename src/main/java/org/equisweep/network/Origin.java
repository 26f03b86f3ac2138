package org.equisweep.network;

import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;

/**
 * C₀ and C₀Q of a {@link SpannedLayout}, never changed while shared, as copies of a point do. Freed
 * with the last of them. Not thread-safe.
 */
final class Origin {
  private final Tensor data;
  private int users = 1;

  Origin(Precision precision, long elements) {
    this.data = Tensor.zeros(precision, elements);
  }

  Tensor data() {
    return data;
  }

  /** The same for one user more, who is to release it too. */
  Origin shared() {
    users++;
    return this;
  }

  boolean isShared() {
    return users > 1;
  }

  void release() {
    users--;
    if (users == 0) {
      data.close();
    }
  }
}
