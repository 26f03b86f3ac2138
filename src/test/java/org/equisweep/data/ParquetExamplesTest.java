package org.equisweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.equisweep.data.DataSpec.Source;
import org.equisweep.problem.InvalidInput;
import org.equisweep.storage.FileRef;
import org.equisweep.storage.Storage;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written by pandas and pyarrow: bench/reference/parquet_images.py. */
class ParquetExamplesTest {
  private static final int ROWS = 6;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "hugging_face, grey, 255, 1, '4,5'",
    "colour, colour, 255, 1, '3,4,5'",
    "bytes, grey, 255, 1, '20'",
    "flat, grey, 1, 1, '20'",
    "nested, grey, 255, 1, '4,5'"
  })
  void imagesAndClassesAreThoseWritten(
      String name, String images, double unit, double targetUnit, String shape) {
    RawExamples read = ParquetExamples.read(source("image", file(name)));
    assertThat(read.inputs().shape())
        .isEqualTo(Arrays.stream(shape.split(",")).mapToInt(Integer::parseInt).toArray());
    double[] expected = content(images).values();
    double[] labels = content("labels").values();
    double[] row = new double[read.inputs().features()];
    double[] label = new double[1];
    assertThat(read.count()).isEqualTo(ROWS);
    for (int example = 0; example < ROWS; example++) {
      read.inputs().copyTo(example, row);
      read.targets().copyTo(example, label);
      assertThat(label[0]).isEqualTo(labels[example]);
      for (int f = 0; f < row.length; f++) {
        assertThat(row[f]).isEqualTo(expected[example * row.length + f] / unit);
      }
    }
  }

  @Test
  void filesFollowOneAnother() {
    Source.Parquet twice = source("image", file("hugging_face"), file("hugging_face"));
    RawExamples read = ParquetExamples.read(twice);
    assertThat(read.count()).isEqualTo(ParquetExamples.count(twice)).isEqualTo(2 * ROWS);
    double[] first = new double[20];
    double[] again = new double[20];
    read.inputs().copyTo(1, first);
    read.inputs().copyTo(ROWS + 1, again);
    assertThat(again).isEqualTo(first);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "ragged, image, 'after others of [2]'",
    "ragged, holes, 'missing values (row 0)'",
    "ragged, none, 'missing values (row 0)'",
    "ragged, nothing, 'no column ''nothing'' but [image, holes, none, label]'",
    "nested, text, 'must hold numbers'"
  })
  void columnsThatHoldNoExamplesAreRefused(String name, String column, String message) {
    assertThatThrownBy(() -> ParquetExamples.read(source(column, file(name))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(name + ".parquet")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 40, 200, -1, -9, -200})
  void cutFilesAreRefused(int bytes) throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(file("hugging_face").path()));
    int length = bytes < 0 ? whole.length + bytes : bytes;
    Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, length));
    Source.Parquet source = source("image", Storage.reference(cut.toString()));
    assertThatThrownBy(() -> ParquetExamples.count(source))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("cut.parquet");
    assertThatThrownBy(() -> ParquetExamples.read(source)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void whateverByteIsWrongNothingButAnInvalidInputComesOut() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(file("hugging_face").path()));
    for (int at = 0; at < whole.length; at += 17) {
      byte[] wrong = whole.clone();
      wrong[at] ^= 0x55;
      Path damaged = Files.write(folder.resolve("damaged.parquet"), wrong);
      Source.Parquet source = source("image", Storage.reference(damaged.toString()));
      try {
        ParquetExamples.read(source);
      } catch (InvalidInput expected) {
        assertThat(expected).hasMessageContaining("damaged.parquet");
      }
    }
  }

  private static Source.Parquet source(String column, FileRef... files) {
    return new Source.Parquet(List.of(files), column, "label");
  }

  private static FileRef file(String name) {
    return Storage.reference(resource(name + ".parquet"));
  }

  private static NdArray content(String name) {
    return Npz.read(resource("content.npz")).get(name);
  }

  private static String resource(String name) {
    try {
      return Path.of(ParquetExamplesTest.class.getResource("/reference/parquet/" + name).toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
