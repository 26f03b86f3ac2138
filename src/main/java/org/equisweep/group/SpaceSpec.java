package org.equisweep.group;

import java.util.List;
import java.util.Locale;
import org.equisweep.problem.InvalidInput;

/** A representation space by name; its multiplicity (channels) stands elsewhere. */
public sealed interface SpaceSpec {
  /** ℝ with the trivial action. */
  record Scalar() implements SpaceSpec {}

  /** ℝⁿ, n the degree of the group. */
  record Nodes() implements SpaceSpec {}

  /** nodes ⊗ nodes, n² dimensions with the diagonal, row-major. */
  record Edges() implements SpaceSpec {}

  /** nodes ⊗ nodes ⊗ nodes. */
  record Triples() implements SpaceSpec {}

  /** Functions on a height × width grid, row-major. */
  record Grid(int height, int width) implements SpaceSpec {
    public Grid {
      if (height < 1 || width < 1 || (long) height * width > 1 << 20) {
        throw InvalidInput.of(
            "grid must have positive sides and at most 2^20 points",
            "got [" + height + ", " + width + "]",
            "give {grid: [28, 28]}");
      }
    }
  }

  /** Direct sum, the parts one after the other. */
  record Sum(List<SpaceSpec> of) implements SpaceSpec {
    public Sum {
      of = requireParts(of);
    }
  }

  /** Tensor product, the last factor fastest. */
  record Tensor(List<SpaceSpec> of) implements SpaceSpec {
    public Tensor {
      of = requireParts(of);
    }
  }

  /** As a sweep file says it, for messages: {@code edges}, {@code grid [28, 28]}. */
  default String title() {
    if (this instanceof Grid grid) {
      return "grid [%d, %d]".formatted(grid.height(), grid.width());
    }
    if (this instanceof Sum sum) {
      return "sum " + sum.of().stream().map(SpaceSpec::title).toList();
    }
    if (this instanceof Tensor tensor) {
      return "tensor " + tensor.of().stream().map(SpaceSpec::title).toList();
    }
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static List<SpaceSpec> requireParts(List<SpaceSpec> parts) {
    if (parts.isEmpty()) {
      throw InvalidInput.of("a sum or tensor space must have parts", "got none", "list spaces");
    }
    return List.copyOf(parts);
  }
}
