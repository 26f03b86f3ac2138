package org.equisweep.group;

import java.util.List;
import org.equisweep.problem.InvalidInput;

/** How a permutation of the base spaces permutes the coordinates of a derived space. */
sealed interface Action {
  int dimension();

  /**
   * Writes the images of all coordinates, each raised by {@code shift}, from {@code at} on.
   *
   * @param joint permutation of the union of the base spaces
   */
  void write(int[] joint, int[] image, int at, int shift);

  static Action trivial() {
    return new Trivial();
  }

  static Action base(int offset, int dimension) {
    return new Base(offset, dimension);
  }

  static Action sum(List<Action> parts) {
    long dimension = parts.stream().mapToLong(Action::dimension).sum();
    return new Sum(List.copyOf(parts), requireDimension(dimension));
  }

  static Action tensor(List<Action> factors) {
    long dimension = 1;
    for (Action factor : factors) {
      dimension = requireDimension(dimension * factor.dimension());
    }
    return new Tensor(List.copyOf(factors), (int) dimension);
  }

  private static int requireDimension(long dimension) {
    if (dimension > Integer.MAX_VALUE) {
      throw InvalidInput.of(
          "a space must have fewer than 2^31 dimensions",
          "got at least " + dimension,
          "take a smaller group degree or grid, or a smaller tensor power");
    }
    return (int) dimension;
  }

  /** ℝ, fixed. */
  record Trivial() implements Action {
    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public void write(int[] joint, int[] image, int at, int shift) {
      image[at] = shift;
    }
  }

  /** One base space: a stretch of the union. */
  record Base(int offset, int dimension) implements Action {
    @Override
    public void write(int[] joint, int[] image, int at, int shift) {
      int raise = shift - offset;
      for (int i = 0; i < dimension; i++) {
        image[at + i] = joint[offset + i] + raise;
      }
    }
  }

  /** The parts one after the other. */
  record Sum(List<Action> parts, int dimension) implements Action {
    @Override
    public void write(int[] joint, int[] image, int at, int shift) {
      int begin = 0;
      for (Action part : parts) {
        part.write(joint, image, at + begin, shift + begin);
        begin += part.dimension();
      }
    }
  }

  /** The last factor fastest. */
  record Tensor(List<Action> factors, int dimension) implements Action {
    @Override
    public void write(int[] joint, int[] image, int at, int shift) {
      int written = 1;
      image[at] = 0;
      for (Action factor : factors) {
        int[] inner = new int[factor.dimension()];
        factor.write(joint, inner, 0, 0);
        expand(image, at, written, inner);
        written *= inner.length;
      }
      for (int i = 0; i < dimension; i++) {
        image[at + i] += shift;
      }
    }

    /** From the images of the leading factors to those with one factor more, from the back. */
    private static void expand(int[] image, int at, int leading, int[] inner) {
      for (int a = leading - 1; a >= 0; a--) {
        int block = image[at + a] * inner.length;
        int begin = at + a * inner.length;
        for (int b = 0; b < inner.length; b++) {
          image[begin + b] = block + inner[b];
        }
      }
    }
  }
}
