package org.equisweep.group;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.tensor.RandomStream;

/**
 * Well-mixed but not uniform random elements by product replacement with an accumulator ("rattle";
 * Celler, Leedham-Green, Murray, Niemeyer, O'Brien 1995; Leedham-Green, Murray 2002). Good enough
 * to fill a stabilizer chain, never used for sampling.
 */
final class ProductReplacement {
  private static final int LEAST_SLOTS = 10;
  private static final int WARM_UP = 60;

  private final RandomStream stream = RandomStream.of(0, "stabilizer chain", 0);
  private final List<int[]> slots = new ArrayList<>();
  private int[] accumulator;

  ProductReplacement(int points, List<int[]> generators) {
    accumulator = Permutation.identity(points);
    slots.addAll(generators);
    slots.add(accumulator);
    for (int k = 0; slots.size() < LEAST_SLOTS; k++) {
      slots.add(slots.get(k));
    }
    for (int step = 0; step < WARM_UP; step++) {
      next();
    }
  }

  int[] next() {
    int i = stream.nextInt(slots.size());
    int j = stream.nextInt(slots.size() - 1);
    j += j >= i ? 1 : 0;
    int[] factor = stream.nextInt(2) == 0 ? slots.get(j) : Permutation.inverse(slots.get(j));
    int[] product =
        stream.nextInt(2) == 0
            ? Permutation.multiply(slots.get(i), factor)
            : Permutation.multiply(factor, slots.get(i));
    slots.set(i, product);
    accumulator = Permutation.multiply(accumulator, product);
    return accumulator;
  }
}
