package org.equisweep.network;

import java.util.List;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;

/**
 * A compiled step plan: forward and backward of Φ_A and its loss in the coefficients of one
 * parametrisation per layer. Immutable; all memory is in {@link Coefficients} and {@link
 * Workspace}. Activations lie as [channel][position][example], the example innermost with leading
 * dimension n.
 */
public final class Network {
  /** Whose coefficients the plan is written in. */
  public enum Space {
    /** c ↦ A₀ + Lc of 𝓛. */
    ADMISSIBLE,
    /** c ↦ Π_𝓔-offset + Ec of 𝓔. */
    EQUIVARIANT
  }

  /**
   * @param maxExamples the most examples of one call
   */
  public static Network compile(
      ArchitectureGeometry geometry, Space space, Precision precision, int maxExamples) {
    throw new UnsupportedOperationException();
  }

  /** Input features c₀·n₀. */
  public int inputs() {
    throw new UnsupportedOperationException();
  }

  /** Output features. */
  public int outputs() {
    throw new UnsupportedOperationException();
  }

  /** Zeroed coefficients, one tensor per layer. */
  public Coefficients newCoefficients() {
    throw new UnsupportedOperationException();
  }

  public Workspace newWorkspace() {
    throw new UnsupportedOperationException();
  }

  /** Φ_A(x): logits [outputs][n] into {@code out}. */
  public void forward(Coefficients c, Tensor x, int n, Tensor out, Workspace workspace) {
    throw new UnsupportedOperationException();
  }

  /** Σ over the n examples of ℓ(Φ_A(x), y). */
  public double loss(Coefficients c, Tensor x, Tensor y, int n, Workspace workspace) {
    throw new UnsupportedOperationException();
  }

  /** The same; adds {@code weight}·∂(that sum)/∂c to {@code gradient}. Allocates nothing. */
  public double lossAndGradient(
      Coefficients c,
      Tensor x,
      Tensor y,
      int n,
      double weight,
      Coefficients gradient,
      Workspace workspace) {
    throw new UnsupportedOperationException();
  }

  /** Off-heap coefficients of all layers; owned by the caller. */
  public static final class Coefficients implements AutoCloseable {
    public List<Tensor> layers() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException();
    }
  }

  /** Activations and their gradients for one call at a time; owned by the caller. */
  public static final class Workspace implements AutoCloseable {
    @Override
    public void close() {
      throw new UnsupportedOperationException();
    }
  }
}
