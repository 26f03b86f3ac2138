package org.equisweep.data;

import java.util.List;
import java.util.OptionalInt;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a sweep, what is done to them, and how they are cut into batches. Images are
 * resized, then every input entry is shifted, then normalised.
 *
 * @param source where they come from
 * @param shift added to every input entry
 * @param batch examples in a batch; empty for all of them in one
 * @param shuffled a fresh order each epoch, keyed by the trial's seed; otherwise file order
 * @param subset only the first so many training examples
 * @param test held-out examples, or null
 * @param oneHot number of classes: targets are classes 0, 1, … and become indicator vectors; empty
 *     to leave them as they are
 * @param resize the size images are brought to, or null
 * @param normalise how inputs are scaled, or null
 */
public record DataSpec(
    Source source,
    double shift,
    OptionalInt batch,
    boolean shuffled,
    OptionalInt subset,
    @Nullable Test test,
    OptionalInt oneHot,
    @Nullable ImageSize resize,
    @Nullable Normalisation normalise) {
  public DataSpec {
    requirePositive("batch", batch);
    requirePositive("subset", subset);
    if (!Double.isFinite(shift)) {
      throw InvalidInput.of("shift must be finite", "got " + shift, "give a number like -0.5");
    }
    if (oneHot.isPresent() && (oneHot.getAsInt() < 1 || oneHot.getAsInt() > 1_000_000)) {
      throw InvalidInput.of(
          "one_hot must be a number of classes in 1..1000000",
          "got " + oneHot.getAsInt(),
          "give 10 for digits");
    }
  }

  /** Targets and inputs as they are read, but for the shift. */
  public DataSpec(
      Source source,
      double shift,
      OptionalInt batch,
      boolean shuffled,
      OptionalInt subset,
      @Nullable Test test) {
    this(source, shift, batch, shuffled, subset, test, OptionalInt.empty(), null, null);
  }

  /** The same examples, whatever the order and the batches in which they are trained on. */
  public DataSpec withoutBatches() {
    return new DataSpec(
        source, shift, OptionalInt.empty(), false, subset, test, oneHot, resize, normalise);
  }

  /** How inputs are scaled. */
  public enum Normalisation {
    /**
     * x ↦ (x − m)/s with one mean m and one unbiased standard deviation s over all entries of all
     * training inputs in use; the same for held-out examples.
     */
    STANDARD
  }

  /** Rows and columns of an image. */
  public record ImageSize(int height, int width) {
    public ImageSize {
      if (height < 1 || height > 10_000 || width < 1 || width > 10_000) {
        throw InvalidInput.of(
            "resize must be [height, width], each in 1..10000",
            "got [" + height + ", " + width + "]",
            "give a size like [14, 14]");
      }
    }
  }

  /** Where examples come from. */
  public sealed interface Source {
    /** Arrays (N, …), reshaped row-major to features (channel-major, then positions). */
    record Npy(FileRef inputs, FileRef targets) implements Source {}

    /**
     * IDX files of unsigned bytes, plain or gzipped, as MNIST comes: inputs (N, …) are divided by
     * 255, targets (N, …) taken as they are.
     */
    record Idx(FileRef inputs, FileRef targets) implements Source {}

    /**
     * Two columns of Parquet files, read one after the other. A column of numbers or of (nested)
     * lists of them is taken as it is; binaries that are PNG or JPEG files, and Hugging Face's
     * {@code {bytes, path}}, are decoded, other binaries are plain bytes, and either is divided by
     * 255.
     */
    record Parquet(List<FileRef> files, String inputColumn, String targetColumn) implements Source {
      public Parquet {
        files = List.copyOf(files);
        if (files.isEmpty()) {
          throw InvalidInput.of("path must name a Parquet file", "there is none", "give one");
        }
      }
    }

    /**
     * The digits packaged with the engine: {@value DigitExamples#COUNT} images of MNIST, 28×28
     * bytes divided by 255, and their classes. A change of theirs would need a new name.
     */
    record Digits() implements Source {}

    /**
     * One triangle or pentagon on each image of side×side pixels, and two masks to find: of the
     * triangle, then of the pentagon, 0 on the shape and 1 elsewhere, so that the mask of the shape
     * that is absent is all ones.
     */
    record Shapes(int examples, int side, long seed) implements Source {
      public Shapes {
        if (examples < 1 || examples > 10_000_000 || side < 4 || side > 1000) {
          throw InvalidInput.of(
              "examples must be 1..10000000 and side 4..1000",
              "got examples " + examples + ", side " + side,
              "give examples: 3000, side: 14");
        }
      }
    }

    /**
     * Stochastic block graphs: two blocks of ⌈n/2⌉ and ⌊n/2⌋ nodes, edge probabilities within and
     * between, nodes randomly relabelled; input the adjacency matrix (0/1, no loops, symmetric),
     * target 1 iff the graph is connected.
     */
    record BlockGraphs(int examples, int nodes, double within, double between, long seed)
        implements Source {
      public BlockGraphs {
        if (examples < 1 || examples > 10_000_000 || nodes < 1 || nodes > 1000) {
          throw InvalidInput.of(
              "examples must be 1..10000000 and nodes 1..1000",
              "got examples " + examples + ", nodes " + nodes,
              "give examples: 1000, nodes: 10");
        }
        if (!(within >= 0 && within <= 1 && between >= 0 && between <= 1)) {
          throw InvalidInput.of(
              "within and between must be probabilities",
              "got " + within + " and " + between,
              "give numbers in [0, 1]");
        }
      }
    }
  }

  /** Held-out examples. */
  public sealed interface Test {
    /** From a source of their own. */
    record From(Source source) implements Test {}

    /** The last so many examples of the source, taken off before {@code subset}. */
    record Last(int count) implements Test {
      public Last {
        requirePositive("test.last", OptionalInt.of(count));
      }
    }
  }

  private static void requirePositive(String key, OptionalInt value) {
    if (value.isPresent() && value.getAsInt() < 1) {
      throw InvalidInput.of(
          key + " must be at least 1", "got " + value.getAsInt(), "give a number of examples");
    }
  }
}
