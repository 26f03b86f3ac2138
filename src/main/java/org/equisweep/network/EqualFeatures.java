package org.equisweep.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which input features are equal in every example and in every image of one: the coarsest partition
 * that is finer than equality over the data and that all group elements permute.
 */
final class EqualFeatures {
  private final int dimension;
  private final int[] classOf;
  private final boolean[] nonZero;

  /**
   * @param dimension features of an input
   */
  EqualFeatures(List<InputSpan.Inputs> data, int dimension) {
    this.dimension = dimension;
    this.classOf = new int[dimension];
    this.nonZero = new boolean[dimension];
    List<int[]> shared = new ArrayList<>();
    shared.add(java.util.stream.IntStream.range(0, dimension).toArray());
    int classes = 1;
    double[] x = new double[dimension];
    for (InputSpan.Inputs inputs : data) {
      for (int example = 0; example < inputs.examples(); example++) {
        inputs.values().copyTo((long) example * dimension, x, 0, dimension);
        classes = split(x, shared, classes);
        for (int f = 0; f < dimension; f++) {
          nonZero[f] |= x[f] != 0;
        }
      }
    }
  }

  /** Splits classes of several features by the values of one example. */
  private int split(double[] x, List<int[]> shared, int classes) {
    int count = classes;
    for (int i = shared.size() - 1; i >= 0; i--) {
      int[] members = shared.get(i);
      if (isConstant(x, members)) {
        continue;
      }
      Map<Double, List<Integer>> byValue = new HashMap<>();
      for (int f : members) {
        // adding 0 makes one zero of the two
        byValue.computeIfAbsent(x[f] + 0.0, v -> new ArrayList<>()).add(f);
      }
      shared.remove(i);
      for (List<Integer> part : byValue.values()) {
        int[] features = part.stream().mapToInt(Integer::intValue).toArray();
        for (int f : features) {
          classOf[f] = count;
        }
        count++;
        if (features.length > 1) {
          shared.add(features);
        }
      }
    }
    return count;
  }

  private static boolean isConstant(double[] x, int[] members) {
    for (int f : members) {
      if (x[f] != x[members[0]]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The block of each feature, numbered by first features; −1 where all images are 0.
   *
   * @param images of the features under generators of the group
   */
  int[] blocks(List<int[]> images) {
    int[] classes = numbered(classOf);
    for (int before = -1, now = count(classes); now != before; ) {
      before = now;
      for (int[] image : images) {
        classes = refined(classes, image);
      }
      now = count(classes);
    }
    boolean[] alive = alive(classes, images);
    int[] blocks = new int[dimension];
    for (int f = 0; f < dimension; f++) {
      blocks[f] = alive[classes[f]] ? classes[f] + 1 : 0;
    }
    return withoutZero(blocks);
  }

  /** Together only if their images are together too. */
  private static int[] refined(int[] classes, int[] image) {
    Map<Long, Integer> numbers = new HashMap<>();
    int[] refined = new int[classes.length];
    for (int f = 0; f < classes.length; f++) {
      long pair = ((long) classes[f] << 32) | classes[image[f]];
      int next = numbers.size();
      refined[f] = numbers.computeIfAbsent(pair, p -> next);
    }
    return refined;
  }

  /** Classes in whose orbit something is not 0. */
  private boolean[] alive(int[] classes, List<int[]> images) {
    boolean[] alive = new boolean[count(classes)];
    for (int f = 0; f < dimension; f++) {
      alive[classes[f]] |= nonZero[f];
    }
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int[] image : images) {
        for (int f = 0; f < dimension; f++) {
          if (alive[classes[f]] && !alive[classes[image[f]]]) {
            alive[classes[image[f]]] = true;
            changed = true;
          }
        }
      }
    }
    return alive;
  }

  private static int count(int[] classes) {
    return Arrays.stream(classes).max().orElse(-1) + 1;
  }

  private static int[] numbered(int[] classes) {
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] result = new int[classes.length];
    for (int f = 0; f < classes.length; f++) {
      int next = numbers.size();
      result[f] = numbers.computeIfAbsent(classes[f], c -> next);
    }
    return result;
  }

  /** Numbers anew by first features, 0 becoming −1. */
  private static int[] withoutZero(int[] blocks) {
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] result = new int[blocks.length];
    for (int f = 0; f < blocks.length; f++) {
      int next = numbers.size();
      result[f] = blocks[f] == 0 ? -1 : numbers.computeIfAbsent(blocks[f], b -> next);
    }
    return result;
  }
}
