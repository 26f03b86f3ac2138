package org.equisweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.OptionalInt;
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
import org.junit.jupiter.params.provider.EnumSource;

class DatasetTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void arraysAreFlattenedRowMajorAndInputsShifted(Precision precision) {
    FileRef inputs = write("x", new int[] {3, 2, 2}, counting(12));
    FileRef targets = write("y", new int[] {3}, new double[] {1, 0, 1});
    try (Dataset data = Dataset.load(npy(inputs, targets, -0.5, null, null), 4, 1, precision)) {
      assertThat(data.examples()).isEqualTo(3);
      assertThat(values(data.inputs()))
          .containsExactly(-0.5, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5);
      assertThat(values(data.targets())).containsExactly(1, 0, 1);
      assertThat(data.test()).isNull();
      assertThat(data.inputs().precision()).isEqualTo(precision);
    }
  }

  @Test
  void heldOutExamplesAreTakenOffBeforeTheSubset() {
    FileRef inputs = write("x", new int[] {6, 1}, counting(6));
    FileRef targets = write("y", new int[] {6, 1}, counting(6));
    DataSpec spec = npy(inputs, targets, 10, 3, new DataSpec.Test.Last(2));
    try (Dataset data = Dataset.load(spec, 1, 1, Precision.DOUBLE)) {
      assertThat(values(data.inputs())).containsExactly(10, 11, 12);
      assertThat(values(data.test().inputs())).containsExactly(14, 15);
      assertThat(values(data.test().targets())).containsExactly(4, 5);
    }
  }

  @Test
  void testFilesAreShiftedLikeTheTrainingFiles() {
    FileRef x = write("x", new int[] {2, 1}, counting(2));
    FileRef held = write("held", new int[] {1, 1}, new double[] {7});
    DataSpec spec =
        npy(x, x, -1, null, new DataSpec.Test.From(new DataSpec.Source.Npy(held, held)));
    try (Dataset data = Dataset.load(spec, 1, 1, Precision.DOUBLE)) {
      assertThat(values(data.test().inputs())).containsExactly(6);
      assertThat(values(data.test().targets())).containsExactly(7);
    }
  }

  @Test
  void anEntryThatIsNotFiniteIsNamedWithItsFileAndIndex() {
    double[] entries = counting(12);
    entries[7] = Double.NaN;
    FileRef inputs = write("x", new int[] {2, 3, 2}, entries);
    FileRef targets = write("y", new int[] {2}, counting(2));
    assertRefused(npy(inputs, targets, 0, null, null), 6, 1, "x.npy", "NaN", "[1, 0, 1]");
  }

  @Test
  void anEntryThatIsNotFiniteInSinglePrecisionIsRefusedThere() {
    FileRef inputs = write("x", new int[] {2}, new double[] {0, 1e300});
    FileRef targets = write("y", new int[] {2}, counting(2));
    DataSpec spec = npy(inputs, targets, 0, null, null);
    Dataset.load(spec, 1, 1, Precision.DOUBLE).close();
    assertThatThrownBy(() -> Dataset.load(spec, 1, 1, Precision.FLOAT))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("float precision")
        .hasMessageContaining("[1]");
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    FileRef two = write("two", new int[] {2, 3}, counting(6));
    FileRef three = write("three", new int[] {3}, counting(3));
    FileRef none = write("none", new int[] {0, 3}, new double[0]);
    FileRef scalar = write("scalar", new int[] {}, new double[1]);
    assertRefused(npy(two, three, 0, null, null), 3, 1, "equally many", "holds 2", "holds 3");
    assertRefused(npy(two, two, 0, null, null), 4, 3, "4 features", "two.npy", "[2, 3]");
    assertRefused(npy(none, none, 0, null, null), 3, 3, "none.npy");
    assertRefused(npy(scalar, three, 0, null, null), 1, 1, "scalar.npy");
  }

  @Test
  void splitsThatDoNotFitAreRefused() {
    FileRef x = write("x", new int[] {3}, counting(3));
    assertRefused(npy(x, x, 0, 4, null), 1, 1, "subset");
    assertRefused(npy(x, x, 0, 2, new DataSpec.Test.Last(2)), 1, 1, "subset");
    assertRefused(npy(x, x, 0, null, new DataSpec.Test.Last(3)), 1, 1, "test.last");
  }

  @Test
  void aFileThatChangedSinceThePlanIsRefused() {
    FileRef x = write("x", new int[] {3}, counting(3));
    write("x", new int[] {3}, new double[] {3, 4, 5});
    assertRefused(npy(x, x, 0, null, null), 1, 1, "x.npy", "SHA-256");
  }

  @Test
  void equalDataAreHeldOnceWhateverTheBatches() {
    FileRef x = write("x", new int[] {3}, counting(3));
    DataSpec one = npy(x, x, 0, null, null);
    DataSpec other =
        new DataSpec(one.source(), 0, OptionalInt.of(2), !one.shuffled(), one.subset(), null);
    try (Dataset first = Dataset.load(one, 1, 1, Precision.DOUBLE);
        Dataset second = Dataset.load(other, 1, 1, Precision.DOUBLE);
        Dataset rounded = Dataset.load(one, 1, 1, Precision.FLOAT)) {
      assertThat(second.inputs()).isSameAs(first.inputs());
      assertThat(rounded.inputs()).isNotSameAs(first.inputs());
    }
  }

  @Test
  void leasedDataOutliveEvictionAndIdleDataDoNot() {
    FileRef x = write("x", new int[] {4}, counting(4));
    DataSpec spec = npy(x, x, 0.25, null, null);
    Dataset leased = Dataset.load(spec, 1, 1, Precision.DOUBLE);
    Dataset twice = Dataset.load(spec, 1, 1, Precision.DOUBLE);
    twice.close();
    twice.close();
    DatasetCache.evictIdle(0);
    assertThat(values(leased.inputs())).containsExactly(0.25, 1.25, 2.25, 3.25);
    Tensor inputs = leased.inputs();
    leased.close();
    DatasetCache.evictIdle(0);
    assertThatThrownBy(() -> inputs.get(0)).isInstanceOf(IllegalStateException.class);
  }

  private static void assertRefused(DataSpec spec, int inputs, int outputs, String... words) {
    assertThatThrownBy(() -> Dataset.load(spec, inputs, outputs, Precision.DOUBLE))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll(words);
  }

  private static DataSpec npy(
      FileRef inputs, FileRef targets, double shift, Integer subset, DataSpec.Test test) {
    return new DataSpec(
        new DataSpec.Source.Npy(inputs, targets),
        shift,
        OptionalInt.empty(),
        true,
        subset == null ? OptionalInt.empty() : OptionalInt.of(subset),
        test);
  }

  private FileRef write(String name, int[] shape, double[] values) {
    String path = folder.resolve(name + ".npy").toString();
    Npy.write(path, new NdArray(shape, values));
    return Storage.reference(path);
  }

  private static double[] counting(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return values;
  }

  private static double[] values(Tensor tensor) {
    double[] values = new double[Math.toIntExact(tensor.length())];
    tensor.copyTo(0, values, 0, values.length);
    return values;
  }
}
