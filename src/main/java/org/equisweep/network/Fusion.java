package org.equisweep.network;

/** Layers that one step executes together with what lies between them; layers count from 1. */
public sealed interface Fusion {
  int first();

  int last();

  /** Whether a layer is one of them. */
  default boolean includes(int layer) {
    return first() <= layer && layer <= last();
  }

  /**
   * Bytes of the array between them, as often as plain steps write or read it in one call, and this
   * step does within the cache or not at all.
   */
  long bytes();

  /** Work of the step in one call, in place of that of its layers. */
  LayerForm.Counts counts();

  /** How, in a few words. */
  String description();

  /**
   * {@link DensePairStep}.
   *
   * @param rows of the blocks in which the array between the layers is worked through
   * @param examples columns of these blocks, in the largest call
   */
  record Blocks(int first, int last, int rows, int examples, long bytes, LayerForm.Counts counts)
      implements Fusion {
    @Override
    public String description() {
      return "in blocks of %d rows × %d examples".formatted(rows, examples);
    }
  }

  /**
   * {@link OrbitPairStep}.
   *
   * @param orbits of positions over which is summed
   * @param features of the first layer
   */
  record Moments(int first, int last, int orbits, int features, long bytes, LayerForm.Counts counts)
      implements Fusion {
    @Override
    public String description() {
      return "by moments of %d features over %d orbits".formatted(features, orbits);
    }
  }
}
