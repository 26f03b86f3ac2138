package org.equisweep.group;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.equisweep.tensor.RandomStream;

/** A finite group of permutations of the union of base spaces, with what its family knows of it. */
sealed interface ActingGroup permits PowerGroup, SymmetricGroup, GeneratedGroup, ProductGroup {
  /** A permutation with a name for messages, worked out only when asked for. Never modified. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and copying would cost every sample
  record Named(int[] image, Supplier<String> name) {}

  List<Named> generators();

  BigInteger order();

  /** An upper bound on how many elements {@link #forEach} visits before it drops repetitions. */
  default BigInteger words() {
    return order();
  }

  boolean contains(int[] image);

  /** Exactly uniform. */
  Named sample(RandomStream stream);

  /** Every element once, the identity first, in the documented order. */
  void forEach(Consumer<Named> visitor);
}
