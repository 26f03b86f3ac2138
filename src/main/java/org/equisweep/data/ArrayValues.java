package org.equisweep.data;

import java.util.Arrays;
import org.equisweep.tensor.NdArray;

/** An array (N, …) of numbers. */
record ArrayValues(String name, NdArray array) implements Values {
  @Override
  public int count() {
    return array.shape()[0];
  }

  @Override
  public int[] shape() {
    return Arrays.copyOfRange(array.shape(), 1, array.rank());
  }

  @Override
  public void copyTo(int example, double[] row) {
    int from = Math.toIntExact((long) example * row.length);
    System.arraycopy(array.values(), from, row, 0, row.length);
  }

  @Override
  public Values resized(DataSpec.ImageSize size) {
    Resize resize = Resize.of(shape(), size, name);
    int[] shape = resize.output();
    double[] values = new double[resize.entries(count())];
    double[] image = new double[features()];
    double[] small = new double[Values.features(shape)];
    for (int example = 0; example < count(); example++) {
      copyTo(example, image);
      resize.apply(image, small);
      System.arraycopy(small, 0, values, example * small.length, small.length);
    }
    return new ArrayValues(name, new NdArray(Resize.withCount(count(), shape), values));
  }
}
