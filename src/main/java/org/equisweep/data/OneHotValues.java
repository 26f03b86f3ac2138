package org.equisweep.data;

import java.util.Arrays;
import org.equisweep.problem.InvalidInput;

/** Classes 0 … k − 1 as indicator vectors of length k. */
final class OneHotValues implements Values {
  private final Values classes;
  private final int number;
  private final double[] one = new double[1];

  /**
   * @param classes one whole number for each example
   * @param number k
   */
  OneHotValues(Values classes, int number) {
    this.classes = classes;
    this.number = number;
    if (classes.features() != 1) {
      throw InvalidInput.of(
          "one_hot needs one class for each example",
          "%s has shape %s of each".formatted(classes.name(), Arrays.toString(classes.shape())),
          "leave one_hot out, or give a file of classes");
    }
  }

  @Override
  public String name() {
    return classes.name();
  }

  @Override
  public int count() {
    return classes.count();
  }

  @Override
  public int[] shape() {
    return new int[] {number};
  }

  @Override
  public void copyTo(int example, double[] row) {
    classes.copyTo(example, one);
    int chosen = (int) one[0];
    if (chosen != one[0] || chosen < 0 || chosen >= number) {
      throw InvalidInput.of(
          "classes must be whole numbers in 0.." + (number - 1) + " with one_hot: " + number,
          "%s has %s for example %d".formatted(name(), one[0], example),
          "give the number of classes, or other targets");
    }
    Arrays.fill(row, 0);
    row[chosen] = 1;
  }

  @Override
  public Values resized(DataSpec.ImageSize size) {
    throw new IllegalStateException("classes are no images");
  }
}
