package org.equisweep.training;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Arrays on the heap for looking at one layer at a time, shared by the lanes of a cohort. An array
 * is found by what it is for and its length; its content lasts until it is asked for again.
 */
final class Scratch {
  /** What an array is for. */
  enum Use {
    COEFFICIENTS,
    GRADIENT,
    LAYER,
    PROJECTED,
    LOGITS,
    MOVED_LOGITS
  }

  private final Map<Use, Map<Integer, double[]>> arrays = new EnumMap<>(Use.class);

  double[] array(Use use, int length) {
    return arrays.computeIfAbsent(use, u -> new HashMap<>()).computeIfAbsent(length, double[]::new);
  }
}
