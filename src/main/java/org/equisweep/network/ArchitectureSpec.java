package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.equisweep.group.SpaceSpec;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.jspecify.annotations.Nullable;

/**
 * An architecture as a sweep file describes it: X₀, then linear layers and equivariant
 * non-linearities in order, then the loss.
 */
public record ArchitectureSpec(Features input, List<Stage> stages, Loss loss) {
  public ArchitectureSpec {
    stages = List.copyOf(stages);
    if (stages.stream().noneMatch(Layer.class::isInstance)) {
      throw InvalidInput.of(
          "layers must hold at least one linear layer or convolution",
          "got none",
          "add - linear: {to: scalar, channels: 1}");
    }
    requireBlocks(stages);
  }

  /** What each seed draws for all convolutions alike; null where there is no one such basis. */
  public @Nullable KernelBasis drawnParametrisation() {
    List<KernelBasis> distinct = parametrisations();
    return distinct.size() == 1 && distinct.get(0) instanceof KernelBasis.Random
        ? distinct.get(0)
        : null;
  }

  /** Whether that is the basis of all convolutions. */
  public boolean isParametrisedBy(KernelBasis basis) {
    return parametrisations().equals(List.of(basis));
  }

  /** The parametrisations of its convolutions, each once, in order; empty without convolutions. */
  public List<KernelBasis> parametrisations() {
    return stages.stream()
        .filter(Conv.class::isInstance)
        .map(stage -> ((Conv) stage).parametrisation())
        .distinct()
        .toList();
  }

  /** The same convolutions parametrised by their taps. */
  public ArchitectureSpec inTaps() {
    List<Stage> others =
        stages.stream().map(stage -> stage instanceof Conv conv ? conv.inTaps() : stage).toList();
    return new ArchitectureSpec(input, others, loss);
  }

  private static void requireBlocks(List<Stage> stages) {
    int depth = 0;
    for (Stage stage : stages) {
      depth += stage instanceof ResidualStart ? 1 : stage instanceof ResidualEnd ? -1 : 0;
      if (depth < 0) {
        break;
      }
    }
    if (depth != 0) {
      throw new IllegalArgumentException("residual blocks must be closed in the order of opening");
    }
  }

  /** Of the stages with weights in order: layer_1, bias_1 if it has a bias, layer_2 …. */
  public List<String> layerNames() {
    List<String> names = new ArrayList<>();
    int number = 0;
    for (Stage stage : stages) {
      if (stage instanceof Bias) {
        names.add("bias_" + number);
      } else if (stage instanceof Layer) {
        names.add("layer_" + ++number);
      }
    }
    return names;
  }

  /** ℝ^channels ⊗ space. */
  public record Features(SpaceSpec space, int channels) {
    public Features {
      requireChannels(channels);
    }
  }

  /** One entry of {@code layers}. */
  public sealed interface Stage {}

  /** A stage with weights: layer_i is the i-th linear or conv, bias_i the bias after it. */
  public sealed interface Layer extends Stage {}

  /** A : X → ℝ^channels ⊗ to, all of it or an admissible subspace. */
  public record Linear(SpaceSpec to, int channels, Admissible admissible) implements Layer {
    public Linear {
      requireChannels(channels);
    }
  }

  /**
   * A convolution (cross-correlation) of a grid with a square kernel.
   *
   * @param kernel its side, odd
   * @param support the taps that may differ from 0, row by row
   * @param padding what is read outside the grid, ⌊kernel/2⌋ on every side
   * @param parametrisation of the admissible kernels
   */
  public record Conv(
      int channels,
      int kernel,
      List<Tap> support,
      Padding padding,
      int stride,
      KernelBasis parametrisation)
      implements Layer {
    public Conv {
      requireChannels(channels);
      requireKernel(kernel);
      support = support.stream().sorted().toList();
      Tap.requireWithin(support, kernel);
      if (parametrisation instanceof KernelBasis.Random random
          && random.count() != support.size()) {
        throw InvalidInput.of(
            "a random parametrisation must have as many columns as the support has taps",
            "got %d for %d taps".formatted(random.count(), support.size()),
            "give random: " + support.size());
      }
    }

    private Conv inTaps() {
      return new Conv(channels, kernel, support, padding, stride, new KernelBasis.Taps());
    }
  }

  /** A place in a kernel's window, from 0. */
  public record Tap(int row, int column) implements Comparable<Tap> {
    /** All taps of a window. */
    public static List<Tap> full(int kernel) {
      requireKernel(kernel);
      return IntStream.range(0, kernel * kernel)
          .mapToObj(t -> new Tap(t / kernel, t % kernel))
          .toList();
    }

    /** The middle row and the middle column. */
    public static List<Tap> cross(int kernel) {
      return full(kernel).stream()
          .filter(t -> t.row == kernel / 2 || t.column == kernel / 2)
          .toList();
    }

    /** NW, N, W, E, S of a 3×3 window: the paper's support that is not compatible with C_4. */
    public static List<Tap> skew() {
      return List.of(new Tap(0, 0), new Tap(0, 1), new Tap(1, 0), new Tap(1, 2), new Tap(2, 1));
    }

    private static void requireWithin(List<Tap> support, int kernel) {
      boolean within =
          support.stream()
              .allMatch(t -> Math.min(t.row, t.column) >= 0 && Math.max(t.row, t.column) < kernel);
      if (support.isEmpty() || !within || support.stream().distinct().count() < support.size()) {
        throw InvalidInput.of(
            "support must be distinct taps [row, column] of the %d×%d window, from 0"
                .formatted(kernel, kernel),
            "got " + support.stream().map(t -> List.of(t.row, t.column)).toList(),
            "give full, cross, or a list such as [[0, 1], [1, 1]]");
      }
    }

    @Override
    public int compareTo(Tap other) {
      return row == other.row
          ? Integer.compare(column, other.column)
          : Integer.compare(row, other.row);
    }
  }

  /** What a kernel reads outside the grid. */
  public enum Padding {
    ZERO,
    CIRCULAR
  }

  /** Columns of L in the kernel's taps, in place of the taps themselves. */
  public sealed interface KernelBasis {
    /** The words for {@link Taps}. */
    String ORTHONORMAL = "orthonormal";

    /** As a sweep file says it, but for a file's folder: {@code random: 5}. */
    default String words() {
      if (this instanceof Random random) {
        return "random: " + random.count();
      }
      return this instanceof File given
          ? "basis: " + given.file().path().replaceFirst(".*/", "")
          : ORTHONORMAL;
    }

    /** The taps of the support themselves, or an orthonormal basis where they span too much. */
    record Taps() implements KernelBasis {}

    /**
     * As many Gaussian combinations of the support's indicators, each normalised to length 1; every
     * convolution of every seed draws its own.
     */
    record Random(int count) implements KernelBasis {}

    /** An array (K, height, width), used as given by every convolution. */
    record File(FileRef file) implements KernelBasis {}
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

  /**
   * x + b, after a linear layer or a convolution.
   *
   * @param byPosition whether every entry has its own b, (c_out, n_out); otherwise every channel
   */
  public record Bias(boolean byPosition) implements Layer {}

  /** Mean over size × size squares of a grid; what does not fit is dropped. */
  public record AveragePool(int size, OptionalInt stride) implements Pool {
    public AveragePool {
      stride = requirePool("average_pool", size, stride);
    }

    /** With squares side by side. */
    public AveragePool(int size) {
      this(size, OptionalInt.empty());
    }
  }

  /**
   * Maximum over size × size squares of a grid. Where several entries are the largest, they share
   * the derivative, so that it commutes with permutations.
   */
  public record MaxPool(int size, OptionalInt stride) implements Pool {
    public MaxPool {
      stride = requirePool("max_pool", size, stride);
    }
  }

  /** Squares of a grid to points; the squares begin at the first row and column. */
  public sealed interface Pool extends Stage {
    /** Side of the squares. */
    int size();

    /** From square to square; empty for the size. */
    OptionalInt stride();

    /** From square to square. */
    default int step() {
      return stride().orElse(size());
    }
  }

  /** Begins a residual block f, x ↦ x + f(x). */
  public record ResidualStart() implements Stage {}

  /** Ends the residual block begun last. */
  public record ResidualEnd() implements Stage {}

  /** Which layers a linear stage may be. */
  public sealed interface Admissible {
    /** All of Hom(X, X'). */
    record Full() implements Admissible {}

    /**
     * Layers that vanish where the mask is 0; NPY of 0 and 1 with shape (n_out, n_in), shared by
     * all channels, or (c_out, c_in, n_out, n_in).
     */
    record Mask(FileRef file) implements Admissible {}

    /** Of each channel pair A[p, q] = a[(q − p) mod n], with n_out = n_in = n. */
    record Circulant() implements Admissible {}

    /** A = Aᵀ as a matrix of X, with as many channels out as in. */
    record Symmetric() implements Admissible {}

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

  private static OptionalInt requirePool(String kind, int size, OptionalInt stride) {
    if (size < 1 || size > 1024) {
      throw InvalidInput.of(kind + " must be at least 1", "got " + size, "give 2");
    }
    if (stride.isPresent() && (stride.getAsInt() < 1 || stride.getAsInt() > 1024)) {
      throw InvalidInput.of(
          "stride must be at least 1", "got " + stride.getAsInt(), "leave it out for the size");
    }
    return stride.isPresent() && stride.getAsInt() == size ? OptionalInt.empty() : stride;
  }

  private static void requireKernel(int kernel) {
    if (kernel < 1 || kernel % 2 == 0 || kernel > 255) {
      throw InvalidInput.of(
          "kernel must be odd and between 1 and 255", "got " + kernel, "give 3 or 5");
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
