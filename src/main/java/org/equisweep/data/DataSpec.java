package org.equisweep.data;

import java.util.OptionalInt;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a sweep and how they are cut into batches.
 *
 * @param source where they come from
 * @param shift added to every input entry
 * @param batch examples in a batch; empty for all of them in one
 * @param shuffled a fresh order each epoch, keyed by the trial's seed; otherwise file order
 * @param subset only the first so many training examples
 * @param test held-out examples, or null
 */
public record DataSpec(
    Source source,
    double shift,
    OptionalInt batch,
    boolean shuffled,
    OptionalInt subset,
    @Nullable Test test) {
  public DataSpec {
    requirePositive("batch", batch);
    requirePositive("subset", subset);
    if (!Double.isFinite(shift)) {
      throw InvalidInput.of("shift must be finite", "got " + shift, "give a number like -0.5");
    }
  }

  /** Where examples come from. */
  public sealed interface Source {
    /** Arrays (N, …), reshaped row-major to features (channel-major, then positions). */
    record Npy(FileRef inputs, FileRef targets) implements Source {}

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
    /** From files of their own. */
    record Npy(FileRef inputs, FileRef targets) implements Test {}

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
