package org.equisweep.training;

import java.util.List;
import java.util.Map;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;

/**
 * The first point A(0): drawn or read, then projected, then perturbed.
 *
 * @param draw where the layers come from
 * @param projectOnEquivariant whether they are then projected on 𝓔
 * @param perturb what is added last
 */
public record InitializationSpec(Draw draw, boolean projectOnEquivariant, Perturb perturb) {

  /** The source of the layers. Layers are named layer_1 … layer_L. */
  public sealed interface Draw {}

  /**
   * Independent N(0, std²) entries.
   *
   * @param std by layer; layers not named use 1/√(c_in·n_in)
   * @param constantOverPositions layers with one draw per channel pair, repeated over all positions
   */
  public record Gaussian(Map<String, Double> std, List<String> constantOverPositions)
      implements Draw {
    public Gaussian {
      std = Map.copyOf(std);
      constantOverPositions = List.copyOf(constantOverPositions);
      std.values().forEach(value -> requireScale("std", value));
    }
  }

  /** Independent uniform entries, or coefficients on 𝓔; layers not named use ±1/√(c_in·n_in). */
  public record Uniform(Map<String, Bound> bound) implements Draw {
    public Uniform {
      bound = Map.copyOf(bound);
    }
  }

  /** Layers from an NPZ file: layer_i, optionally coefficients_i. */
  public record File(FileRef file) implements Draw {}

  /** The range of a uniform draw. */
  public sealed interface Bound {
    /** Every entry of the layer in ±bound. */
    record Entries(double bound) implements Bound {
      public Entries {
        requireScale("bound", bound);
      }
    }

    /** Coefficients in the normalised orbit indicators of 𝓔, ± the value for the orbit's size. */
    record ByOrbitSize(Map<Integer, Double> bounds) implements Bound {
      public ByOrbitSize {
        bounds = Map.copyOf(bounds);
        bounds.values().forEach(value -> requireScale("bound", value));
      }
    }
  }

  /** A displacement off 𝓔. */
  public sealed interface Perturb {
    record None() implements Perturb {}

    /** A uniformly random direction of N𝓔, over all layers, of this Frobenius norm. */
    record NormalNorm(double norm) implements Perturb {
      public NormalNorm {
        requireScale("norm", norm);
      }
    }

    /** N(0, σ²) on every entry of T𝓛 with its part in T𝓔 removed. */
    record NormalPerEntry(double std) implements Perturb {
      public NormalPerEntry {
        requireScale("per_entry", std);
      }
    }
  }

  private static void requireScale(String key, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw InvalidInput.of(
          key + " must be a finite number of at least 0", "got " + value, "give a scale like 0.1");
    }
  }
}
