package org.equisweep.training;

/**
 * Items cut into batches of equal size, the last one as long as what is left.
 *
 * @param items how many there are
 * @param size items in a batch, at most {@code items}
 */
record BatchCut(int items, int size) {
  BatchCut {
    if (size < 1 || size > items) {
      throw new IllegalArgumentException("batches of " + size + " out of " + items);
    }
  }

  /** ⌈items / size⌉. */
  int count() {
    return (items - 1) / size + 1;
  }

  int start(int batch) {
    return batch * size;
  }

  int length(int batch) {
    return Math.min(size, items - start(batch));
  }
}
