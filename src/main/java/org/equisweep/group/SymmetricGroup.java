package org.equisweep.group;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.equisweep.tensor.RandomStream;

/**
 * S_n or A_n, permuting alike the points of every base space; each has n. Nothing needs to be
 * computed: every (even) permutation is an element.
 */
final class SymmetricGroup implements ActingGroup {
  private final int degree;
  private final int copies;
  private final boolean evenOnly;

  /**
   * @param degree n
   * @param copies number of base spaces, at least 1
   * @param evenOnly A_n rather than S_n
   */
  SymmetricGroup(int degree, int copies, boolean evenOnly) {
    this.degree = degree;
    this.copies = copies;
    this.evenOnly = evenOnly;
  }

  /** S_n: (0 1 … n−1) and (0 1). A_n: (0 1 2) and the longest even cycle of the last points. */
  @Override
  public List<Named> generators() {
    List<Named> generators = new ArrayList<>();
    if (evenOnly && degree >= 3) {
      generators.add(named(cycle(0, 3)));
      if (degree > 3) {
        generators.add(named(cycle(degree % 2 == 1 ? 0 : 1, degree)));
      }
    } else if (!evenOnly && degree >= 2) {
      generators.add(named(cycle(0, 2)));
      if (degree > 2) {
        generators.add(named(cycle(0, degree)));
      }
    }
    return generators;
  }

  private int[] cycle(int first, int end) {
    int[] image = Permutation.identity(degree);
    for (int i = first; i < end; i++) {
      image[i] = i + 1 < end ? i + 1 : first;
    }
    return image;
  }

  @Override
  public BigInteger order() {
    BigInteger all = Permutation.factorial(degree);
    return evenOnly && degree > 1 ? all.shiftRight(1) : all;
  }

  @Override
  public boolean contains(int[] image) {
    for (int i = 0; i < image.length; i++) {
      int begin = i - i % degree;
      if (image[i] != begin + image[i % degree]) {
        return false;
      }
    }
    return !evenOnly || Permutation.isEven(Arrays.copyOf(image, degree));
  }

  /** An odd draw times (0 1) is uniform on A_n, since that is a bijection from odd to even. */
  @Override
  public Named sample(RandomStream stream) {
    int[] image = stream.nextPermutation(degree);
    if (evenOnly && !Permutation.isEven(image)) {
      Permutation.swap(image, 0, 1);
    }
    return named(image);
  }

  @Override
  public void forEach(Consumer<Named> visitor) {
    int[] image = Permutation.identity(degree);
    do {
      if (!evenOnly || Permutation.isEven(image)) {
        visitor.accept(named(image.clone()));
      }
    } while (Permutation.next(image));
  }

  private Named named(int[] image) {
    int[] joint = new int[degree * copies];
    for (int i = 0; i < joint.length; i++) {
      joint[i] = i - i % degree + image[i % degree];
    }
    return new Named(joint, () -> Permutation.cycles(image, degree));
  }
}
