package org.equisweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.equisweep.data.DataSpec.ImageSize;
import org.equisweep.data.DataSpec.Normalisation;
import org.equisweep.data.DataSpec.Source;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.equisweep.storage.Storage;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npy;
import org.equisweep.tensor.Precision;
import org.equisweep.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IDX files and the packaged digits, and what is done to images. */
class ImageDataTest {
  private static final double ROUNDING = 1e-13;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bytesAreDividedBy255AndClassesBecomeIndicators(boolean packed) throws IOException {
    FileRef images = idx("x", packed, new int[] {3, 1, 2}, 0, 255, 51, 102, 1, 2);
    FileRef labels = idx("y", packed, new int[] {3}, 2, 0, 1);
    DataSpec spec = spec(new Source.Idx(images, labels), 0, 3, null, null);
    try (Dataset data = Dataset.load(spec, 2, 3, Precision.DOUBLE)) {
      assertThat(values(data.inputs())).containsExactly(0, 1, 0.2, 0.4, 1 / 255.0, 2 / 255.0);
      assertThat(values(data.targets())).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0);
    }
  }

  @Test
  void theHeadOfAnIdxFileTellsItsShape() throws IOException {
    FileRef images = idx("x", true, new int[] {3, 4, 6}, new int[72]);
    FileRef labels = idx("y", false, new int[] {3}, 2, 0, 1);
    SourceHead head =
        SourceHead.of(new Source.Idx(images, labels), new ImageSize(2, 3), OptionalInt.of(10));
    assertThat(head.inputs().shape()).containsExactly(3, 2, 3);
    assertThat(head.targets().shape()).containsExactly(3, 10);
  }

  @Test
  void normalisedTrainingEntriesHaveMeanZeroAndUnbiasedVarianceOne() throws IOException {
    int[] bytes = IntStream.range(0, 60).map(i -> i * i % 251).toArray();
    FileRef images = idx("x", false, new int[] {10, 2, 3}, bytes);
    FileRef labels = idx("y", false, new int[] {10}, new int[10]);
    DataSpec spec =
        new DataSpec(
            new Source.Idx(images, labels),
            -0.5,
            OptionalInt.empty(),
            true,
            OptionalInt.of(7),
            new DataSpec.Test.Last(2),
            OptionalInt.empty(),
            null,
            Normalisation.STANDARD);
    double mean = 0;
    for (int i = 0; i < 42; i++) {
      mean += bytes[i] / 255.0 / 42;
    }
    double variance = 0;
    for (int i = 0; i < 42; i++) {
      variance += Math.pow(bytes[i] / 255.0 - mean, 2) / 41;
    }
    try (Dataset data = Dataset.load(spec, 6, 1, Precision.DOUBLE)) {
      double[] training = values(data.inputs());
      double[] held = values(data.test().inputs());
      for (int i = 0; i < 42; i++) {
        double expected = (bytes[i] / 255.0 - mean) / Math.sqrt(variance);
        assertThat(training[i]).isCloseTo(expected, within(ROUNDING));
      }
      for (int i = 0; i < 12; i++) {
        double expected = (bytes[48 + i] / 255.0 - mean) / Math.sqrt(variance);
        assertThat(held[i]).isCloseTo(expected, within(ROUNDING));
      }
    }
  }

  @Test
  void imagesAreResizedBeforeTheyAreShifted() throws IOException {
    FileRef images = idx("x", false, new int[] {1, 2, 2}, 10, 20, 30, 41);
    FileRef labels = idx("y", false, new int[] {1}, 0);
    DataSpec spec = spec(new Source.Idx(images, labels), -0.5, 0, new ImageSize(1, 1), null);
    try (Dataset data = Dataset.load(spec, 1, 1, Precision.DOUBLE)) {
      // rows first: (10 + 20)/2 = 15, (30 + 41)/2 = 35.5 → 36, then 25.5 → 26
      assertThat(values(data.inputs())).containsExactly(26 / 255.0 - 0.5);
    }
  }

  @Test
  void imagesWithoutSpreadCannotBeNormalised() throws IOException {
    FileRef images = idx("x", false, new int[] {2, 2}, 7, 7, 7, 7);
    FileRef labels = idx("y", false, new int[] {2}, 0, 1);
    assertRefused(
        spec(new Source.Idx(images, labels), 0, 0, null, Normalisation.STANDARD),
        2,
        1,
        "spread",
        "x.idx");
  }

  @Test
  void anInfiniteEntryIsNamedBeforeItSpoilsTheMean() {
    String path = folder.resolve("x.npy").toString();
    Npy.write(
        path, new NdArray(new int[] {2, 2}, new double[] {0, 1, Double.POSITIVE_INFINITY, 3}));
    Source source = new Source.Npy(Storage.reference(path), Storage.reference(path));
    assertRefused(spec(source, 0, 0, null, Normalisation.STANDARD), 2, 2, "Infinity", "[1, 0]");
  }

  @Test
  void classesOutOfRangeAreNamed() throws IOException {
    FileRef images = idx("x", false, new int[] {2, 1}, 0, 1);
    FileRef labels = idx("y", false, new int[] {2}, 0, 3);
    assertRefused(
        spec(new Source.Idx(images, labels), 0, 3, null, null), 1, 3, "0..2", "3.0 for example 1");
  }

  @Test
  void indicatorsNeedOneClassEach() throws IOException {
    FileRef images = idx("x", false, new int[] {2, 3}, 0, 1, 2, 3, 4, 5);
    assertRefused(spec(new Source.Idx(images, images), 0, 3, null, null), 3, 3, "one class", "[3]");
  }

  @Test
  void onlyImagesAreResized() throws IOException {
    FileRef images = idx("x", false, new int[] {2, 3}, 0, 1, 2, 3, 4, 5);
    FileRef labels = idx("y", false, new int[] {2}, 0, 1);
    assertRefused(
        spec(new Source.Idx(images, labels), 0, 0, new ImageSize(1, 1), null),
        1,
        1,
        "last two axes");
  }

  @Test
  void thePackagedDigitsAreFourThousandOfTenClasses() {
    DataSpec spec = spec(new Source.Digits(), 0, 10, null, null);
    try (Dataset data = Dataset.load(spec, 784, 10, Precision.FLOAT)) {
      assertThat(data.examples()).isEqualTo(DigitExamples.COUNT);
      double[] classes = new double[10];
      double[] targets = values(data.targets());
      for (int i = 0; i < targets.length; i++) {
        classes[i % 10] += targets[i];
      }
      assertThat(classes).containsExactly(390, 444, 395, 447, 400, 339, 380, 440, 381, 384);
      double[] inputs = values(data.inputs());
      assertThat(Arrays.stream(inputs).min()).hasValue(0);
      assertThat(Arrays.stream(inputs).max()).hasValue(1);
    }
  }

  private static DataSpec spec(
      Source source, double shift, int classes, ImageSize resize, Normalisation normalise) {
    return new DataSpec(
        source,
        shift,
        OptionalInt.empty(),
        true,
        OptionalInt.empty(),
        null,
        classes == 0 ? OptionalInt.empty() : OptionalInt.of(classes),
        resize,
        normalise);
  }

  private static void assertRefused(DataSpec spec, int inputs, int outputs, String... words) {
    assertThatThrownBy(() -> Dataset.load(spec, inputs, outputs, Precision.DOUBLE))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll(words);
  }

  private FileRef idx(String name, boolean packed, int[] shape, int... bytes) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(4 + 4 * shape.length + bytes.length);
    content.put(new byte[] {0, 0, 8, (byte) shape.length});
    IntStream.of(shape).forEach(content::putInt);
    IntStream.of(bytes).forEach(each -> content.put((byte) each));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (packed) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(content.array());
      }
    } else {
      out.writeBytes(content.array());
    }
    Path path = Files.write(folder.resolve(name + ".idx"), out.toByteArray());
    return Storage.reference(path.toString());
  }

  private static double[] values(Tensor tensor) {
    double[] values = new double[Math.toIntExact(tensor.length())];
    tensor.copyTo(0, values, 0, values.length);
    return values;
  }
}
