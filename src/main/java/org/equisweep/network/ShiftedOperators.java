package org.equisweep.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equisweep.tensor.Shifts;
import org.jspecify.annotations.Nullable;

/**
 * S_1 … S_K, one below the other, as shifts of what they share: S = shifts ∘ base. The base has
 * every row of S once that is not 0. Taps that are shifts already need none; those of a convolution
 * before a pooling share the means over its squares.
 *
 * @param base null for the identity
 */
record ShiftedOperators(@Nullable SparseMap base, Shifts shifts) {
  /**
   * @param stacked row k·positions + p is row p of S_k
   */
  static ShiftedOperators of(SparseMap stacked, int operators, int positionsIn) {
    int[] source = new int[stacked.rows()];
    if (areShifts(stacked, source)) {
      return new ShiftedOperators(null, shifts(operators, positionsIn, source));
    }
    Map<List<Object>, Integer> known = new HashMap<>();
    List<Integer> rows = new ArrayList<>();
    for (int r = 0; r < stacked.rows(); r++) {
      List<Object> row = stacked.row(r);
      if (row.isEmpty()) {
        source[r] = Shifts.NONE;
        continue;
      }
      Integer place = known.putIfAbsent(row, rows.size());
      if (place == null) {
        place = rows.size();
        rows.add(r);
      }
      source[r] = place;
    }
    SparseMap base = stacked.rows(rows.stream().mapToInt(Integer::intValue).toArray());
    return new ShiftedOperators(base, shifts(operators, rows.size(), source));
  }

  private static Shifts shifts(int operators, int columns, int[] source) {
    return Shifts.of(operators, source.length / operators, columns, source);
  }

  private static boolean areShifts(SparseMap stacked, int[] source) {
    Arrays.fill(source, Shifts.NONE);
    boolean[] shifts = {true};
    stacked.each(
        (r, q, value) -> {
          shifts[0] &= value == 1 && source[r] == Shifts.NONE;
          source[r] = q;
        });
    return shifts[0];
  }

  /** Sums of the base; 0 where there is none. */
  long baseEntries() {
    return base == null ? 0 : base.entries();
  }
}
