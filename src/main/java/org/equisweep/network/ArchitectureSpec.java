package org.equisweep.network;

import java.util.List;
import org.equisweep.group.SpaceSpec;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;

/**
 * An architecture as a sweep file describes it: X₀, then linear layers and equivariant
 * non-linearities in order, then the loss.
 */
public record ArchitectureSpec(Features input, List<Stage> stages, Loss loss) {
  public ArchitectureSpec {
    stages = List.copyOf(stages);
    if (stages.stream().noneMatch(Linear.class::isInstance)) {
      throw InvalidInput.of(
          "layers must hold at least one linear layer",
          "got none",
          "add - linear: {to: scalar, channels: 1}");
    }
  }

  /** ℝ^channels ⊗ space. */
  public record Features(SpaceSpec space, int channels) {
    public Features {
      requireChannels(channels);
    }
  }

  /** One entry of {@code layers}. */
  public sealed interface Stage {}

  /** A : X → ℝ^channels ⊗ to, all of it or an admissible subspace. */
  public record Linear(SpaceSpec to, int channels, Admissible admissible) implements Stage {
    public Linear {
      requireChannels(channels);
    }
  }

  /** x ↦ x for x &gt; 0, slope·x otherwise; derivative at 0 is the slope. */
  public record LeakyRelu(double slope) implements Stage {
    public LeakyRelu {
      if (!(slope >= 0 && slope < 1)) {
        throw InvalidInput.of("slope must be in [0, 1)", "got " + slope, "give 0.01");
      }
    }
  }

  /** max(x, 0); derivative at 0 is 0. */
  public record Relu() implements Stage {}

  public record Tanh() implements Stage {}

  public record Sigmoid() implements Stage {}

  /** (x − mean)/√(biased variance + ε), no affine part. */
  public record LayerNorm(Over over, double epsilon) implements Stage {
    /** What the mean runs over. */
    public enum Over {
      CHANNELS,
      POSITIONS
    }

    public LayerNorm {
      if (!(epsilon > 0 && epsilon < 1)) {
        throw InvalidInput.of("epsilon must be in (0, 1)", "got " + epsilon, "give 1e-5");
      }
    }
  }

  /** Mean over size × size squares of a grid, stride size, the remainder dropped. */
  public record AveragePool(int size) implements Stage {
    public AveragePool {
      if (size < 1 || size > 1024) {
        throw InvalidInput.of("average_pool must be at least 1", "got " + size, "give 2");
      }
    }
  }

  /** Which layers a linear stage may be. */
  public sealed interface Admissible {
    /** All of Hom(X, X'). */
    record Full() implements Admissible {}

    /**
     * Layers that vanish where the mask is 0; NPY of 0 and 1 with shape (n_out, n_in), shared by
     * all channels, or (c_out, c_in, n_out, n_in).
     */
    record Mask(FileRef file) implements Admissible {}

    /** {@code offset_i + span(basis_i)} from an NPZ file, parametrised orthonormally. */
    record Basis(FileRef file) implements Admissible {}
  }

  /** ℓ, averaged over output entries and multiplied by {@code scale}. */
  public record Loss(Kind kind, boolean afterSoftmax, double scale) {
    /** The losses; cross-entropies take logits. */
    public enum Kind {
      BINARY_CROSS_ENTROPY,
      SOFTMAX_CROSS_ENTROPY,
      MEAN_SQUARED_ERROR
    }

    public Loss {
      if (!(scale > 0) || Double.isInfinite(scale)) {
        throw InvalidInput.of("scale must be a finite number above 0", "got " + scale, "give 1");
      }
      if (afterSoftmax && kind != Kind.SOFTMAX_CROSS_ENTROPY) {
        throw InvalidInput.of(
            "after_softmax must go with softmax_cross_entropy", "got " + kind, "leave it out");
      }
    }
  }

  private static void requireChannels(int channels) {
    if (channels < 1 || channels > 1 << 20) {
      throw InvalidInput.of(
          "channels must be between 1 and 2^20",
          "got " + channels,
          "give the multiplicity of the space");
    }
  }
}
