package org.equisweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.equisweep.data.DataSpec.ImageSize;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden values by Pillow and PyTorch: bench/reference/resize.py. */
class ResizeTest {
  private static final double ROUNDING = 1e-14;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void bytesAreThoseOfPillow(int index) {
    NdArray images = golden("images_" + index);
    NdArray expected = golden("bytes_" + index);
    byte[] bytes = new byte[images.values().length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) images.values()[i];
    }
    int[] shape = Arrays.copyOfRange(images.shape(), 1, 3);
    Values resized =
        new ByteValues("images", images.shape()[0], shape, bytes, 1).resized(size(expected));
    assertThat(entries(resized)).isEqualTo(expected.values());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void numbersAreThoseOfPyTorch(int index) {
    NdArray images = golden("images_" + index);
    NdArray expected = golden("numbers_" + index);
    double[] numbers = Arrays.stream(images.values()).map(value -> value / 255).toArray();
    Values resized =
        new ArrayValues("images", new NdArray(images.shape(), numbers)).resized(size(expected));
    double[] found = entries(resized);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected.values()[i], within(ROUNDING));
    }
  }

  @Test
  void halvingWeighsOneThreeThreeOne() {
    double[] row = new double[28];
    row[12] = 8;
    double[] small = new double[14];
    Resize.of(new int[] {1, 28}, new ImageSize(1, 14), "row").apply(row, small);
    assertThat(small[5]).isEqualTo(1);
    assertThat(small[6]).isEqualTo(3);
    row[12] = 0;
    row[0] = 7;
    Resize.of(new int[] {1, 28}, new ImageSize(1, 14), "row").apply(row, small);
    // at the border (3, 3, 1)/7
    assertThat(small[0]).isCloseTo(3, within(ROUNDING));
  }

  @Test
  void everyChannelIsAnImage() {
    double[] two = {1, 2, 3, 4, 50, 60, 70, 80};
    Values resized =
        new ArrayValues("x", new NdArray(new int[] {1, 2, 2, 2}, two)).resized(new ImageSize(1, 2));
    assertThat(resized.shape()).containsExactly(2, 1, 2);
    assertThat(entries(resized)).containsExactly(2, 3, 60, 70);
  }

  private static ImageSize size(NdArray images) {
    return new ImageSize(images.shape()[1], images.shape()[2]);
  }

  private static double[] entries(Values values) {
    int features = values.features();
    double[] all = new double[values.count() * features];
    double[] row = new double[features];
    for (int example = 0; example < values.count(); example++) {
      values.copyTo(example, row);
      System.arraycopy(row, 0, all, example * features, features);
    }
    return all;
  }

  private static NdArray golden(String name) {
    try {
      Path file = Path.of(ResizeTest.class.getResource("/reference/resize/resize.npz").toURI());
      Map<String, NdArray> all = Npz.read(file.toString());
      return all.get(name);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
