package org.equisweep.network;

import java.util.ArrayList;
import java.util.List;
import org.equisweep.geometry.Convolution;
import org.equisweep.geometry.Factored;

/** S_1 … S_K as sparse maps of positions, ℝ^n_in → ℝ^n_out: what execution sees of a layer. */
final class SpatialOperators {
  private final int positionsOut;
  private final int positionsIn;
  private final List<SparseMap> maps;

  private SpatialOperators(int positionsOut, int positionsIn, List<SparseMap> maps) {
    this.positionsOut = positionsOut;
    this.positionsIn = positionsIn;
    this.maps = List.copyOf(maps);
  }

  /** Of a layer whose spatial coordinates are pairs p·n_in + q. */
  static SpatialOperators dense(Factored factored, int positionsOut, int positionsIn) {
    List<SparseMap> maps = new ArrayList<>();
    for (int k = 0; k < factored.operators(); k++) {
      int[] support = factored.support(k);
      double[] values = factored.values(k);
      SparseMap.Entries entries = new SparseMap.Entries(support.length);
      for (int e = 0; e < support.length; e++) {
        entries.add(support[e] / positionsIn, support[e] % positionsIn, values[e]);
      }
      maps.add(entries.map(positionsOut, positionsIn));
    }
    return new SpatialOperators(positionsOut, positionsIn, maps);
  }

  /** Of a layer whose spatial coordinates are the taps of a kernel. */
  static SpatialOperators taps(Factored factored, Convolution convolution) {
    int positionsOut = convolution.outputHeight() * convolution.outputWidth();
    int positionsIn = convolution.height() * convolution.width();
    List<SparseMap> maps = new ArrayList<>();
    for (int k = 0; k < factored.operators(); k++) {
      int[] support = factored.support(k);
      double[] values = factored.values(k);
      SparseMap.Entries entries = new SparseMap.Entries(positionsOut * support.length);
      for (int e = 0; e < support.length; e++) {
        for (int p = 0; p < positionsOut; p++) {
          int q = convolution.source(support[e], p);
          if (q >= 0) {
            entries.add(p, q, values[e]);
          }
        }
      }
      maps.add(entries.map(positionsOut, positionsIn));
    }
    return new SpatialOperators(positionsOut, positionsIn, maps);
  }

  /** K. */
  int count() {
    return maps.size();
  }

  SparseMap map(int k) {
    return maps.get(k);
  }

  /** Non-zero entries of all S_k. */
  long entries() {
    return maps.stream().mapToLong(SparseMap::entries).sum();
  }

  /** Whether there is one S_k, the identity of a single position. */
  boolean isOne() {
    return positionsOut == 1
        && positionsIn == 1
        && count() == 1
        && map(0).entries() == 1
        && map(0).value(0) == 1;
  }

  /** ℝ^n_in → ℝ^(K·n_out), row k·n_out + p holds row p of S_k. */
  SparseMap stacked() {
    SparseMap.Entries entries = new SparseMap.Entries();
    each((k, p, q, value) -> entries.add(k * positionsOut + p, q, value));
    return entries.map(count() * positionsOut, positionsIn);
  }

  /** ℝ^(K·n_in) → ℝ^n_out, column k·n_in + q holds column q of S_k. */
  SparseMap sideBySide() {
    SparseMap.Entries entries = new SparseMap.Entries();
    each((k, p, q, value) -> entries.add(p, k * positionsIn + q, value));
    return entries.map(positionsOut, count() * positionsIn);
  }

  /** ℝ^K → ℝ^(n_out·n_in), column k holds S_k as a vector. */
  SparseMap assembly() {
    SparseMap.Entries entries = new SparseMap.Entries();
    each((k, p, q, value) -> entries.add(p * positionsIn + q, k, value));
    return entries.map(positionsOut * positionsIn, count());
  }

  private interface Entry {
    void accept(int k, int p, int q, double value);
  }

  private void each(Entry entry) {
    for (int k = 0; k < count(); k++) {
      int operator = k;
      map(k).each((p, q, value) -> entry.accept(operator, p, q, value));
    }
  }
}
