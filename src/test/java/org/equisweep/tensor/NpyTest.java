package org.equisweep.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.equisweep.problem.InvalidInput;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files were made by {@code make_golden.py} beside them. */
class NpyTest {
  private static final int[] SHAPE = {2, 3, 2};
  private static final double[] VALUES =
      IntStream.range(0, 12).mapToDouble(i -> 7.0 * i - 30).toArray();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "little_f4",
        "big_f4",
        "little_f8",
        "big_f8",
        "i1",
        "little_i2",
        "big_i2",
        "little_i4",
        "big_i4",
        "little_i8",
        "big_i8",
        "fortran",
        "version_1",
        "version_2",
        "version_3"
      })
  void signedArraysOfEveryTypeAndOrderAreRead(String name) {
    assertThat(Npy.read(golden(name + ".npy"))).isEqualTo(new NdArray(SHAPE, VALUES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"u1", "little_u2", "big_u2", "little_u4", "big_u4", "little_u8", "big_u8"})
  void unsignedArraysAreRead(String name) {
    double[] values = Arrays.stream(VALUES).map(v -> v + 30).toArray();
    assertThat(Npy.read(golden(name + ".npy"))).isEqualTo(new NdArray(SHAPE, values));
  }

  @Test
  void booleansScalarsAndEmptyArraysAreRead() {
    double[] odd = IntStream.range(0, 12).mapToDouble(i -> i % 2).toArray();
    assertThat(Npy.read(golden("b1.npy"))).isEqualTo(new NdArray(SHAPE, odd));
    assertThat(Npy.read(golden("scalar.npy")))
        .isEqualTo(new NdArray(new int[0], new double[] {-30}));
    assertThat(Npy.read(golden("empty.npy")))
        .isEqualTo(new NdArray(new int[] {3, 0, 2}, new double[0]));
    assertThat(Npy.read(golden("vector.npy"))).isEqualTo(new NdArray(new int[] {12}, VALUES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored.npz", "compressed.npz"})
  void archivesAreReadInTheirOrder(String name) {
    Map<String, NdArray> arrays = Npz.read(golden(name));
    assertThat(arrays.keySet()).containsExactly("b", "a");
    assertThat(arrays.values()).containsOnly(new NdArray(SHAPE, VALUES));
  }

  @ParameterizedTest
  @CsvSource({
    "object.npy, |O",
    "structured.npy, structured",
    "complex.npy, <c16",
    "beyond.npy, 9007199254740993"
  })
  void typesADoubleCannotHoldAreRefusedByName(String name, String given) {
    String path = golden(name);
    assertThatThrownBy(() -> Npy.read(path))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(path)
        .hasMessageContaining(given);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(golden("little_f8.npy")));
    Path cut = folder.resolve("cut.npy");
    for (int length = 0; length < whole.length; length++) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Npy.read(cut.toString()))
          .as("cut to %d bytes", length)
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(cut.toString());
    }
    Files.write(cut, Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> Npy.read(cut.toString())).isInstanceOf(InvalidInput.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(65536, 65536)",
        "(9223372036854775807, 9223372036854775807)",
        "(99999999999999999999999,)",
        "(-1,)",
        "(3000000000, 0)",
        "(2147483647, 2147483647, 0)",
        "('a',)",
        "(2,,3)",
        "2"
      })
  void absurdShapesAreRefusedWithoutTakingMemory(String shape) throws IOException {
    assertHeaderIsRefused("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f8', 'shape': (1,), }",
        "{'descr': '<f8', 'fortran_order': 1, 'shape': (1,), }",
        "{'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f8', 'fortran_order': False}",
        "{'descr': '<f3', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000,), }",
        "nonsense"
      })
  void brokenHeadersAreRefused(String header) throws IOException {
    assertHeaderIsRefused(header);
  }

  @Test
  void aBrokenArchiveIsRefusedByName() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(golden("stored.npz")));
    Path broken = folder.resolve("broken.npz");
    for (int length : new int[] {0, 1, 50, 300, whole.length - 1}) {
      Files.write(broken, Arrays.copyOf(whole, length));
      assertArchiveIsRefused(broken);
    }
    byte[] flipped = whole.clone();
    flipped[250] ^= 1;
    Files.write(broken, flipped);
    assertArchiveIsRefused(broken);
    Files.copy(Path.of(golden("vector.npy")), folder.resolve("array.npz"));
    assertArchiveIsRefused(folder.resolve("array.npz"));
    assertArchiveIsRefused(folder);
    assertArchiveIsRefused(folder.resolve("missing.npz"));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (NdArray array :
        List.of(
            new NdArray(SHAPE, VALUES),
            new NdArray(new int[0], new double[] {Double.NaN}),
            new NdArray(new int[] {20_000}, new double[20_000]),
            new NdArray(new int[] {0, 4}, new double[0]))) {
      String path = folder.resolve("written.npy").toString();
      Npy.write(path, array);
      assertThat(Npy.read(path)).isEqualTo(array);
    }
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    arrays.put("layer_1/x", new NdArray(SHAPE, VALUES));
    arrays.put("bias", new NdArray(new int[] {1}, new double[] {0.1}));
    String path = folder.resolve("written.npz").toString();
    Npz.write(path, arrays);
    assertThat(Npz.read(path)).isEqualTo(arrays);
    assertThat(Npz.read(path).keySet()).containsExactly("layer_1/x", "bias");
    assertThat(Npz.bytes(arrays)).isEqualTo(Npz.bytes(arrays));
  }

  @Test
  void whatIsWrittenIsAsNumpyWritesIt() throws IOException {
    String path = folder.resolve("written.npy").toString();
    Npy.write(path, new NdArray(SHAPE, VALUES));
    assertThat(Files.readAllBytes(Path.of(path)))
        .isEqualTo(Files.readAllBytes(Path.of(golden("little_f8.npy"))));
  }

  @Test
  void numpyOpensAnArchiveOfOurs() throws Exception {
    String python = System.getenv("EQUISWEEP_TEST_PYTHON");
    Assumptions.assumeTrue(
        python != null, "EQUISWEEP_TEST_PYTHON does not name a Python with NumPy");
    String path = folder.resolve("written.npz").toString();
    Npz.write(path, Map.of("a", new NdArray(SHAPE, VALUES)));
    Process process =
        new ProcessBuilder(
                Objects.requireNonNull(python),
                "-c",
                "import numpy, sys; a = numpy.load(sys.argv[1])['a']; "
                    + "assert (a == (7.0 * numpy.arange(12) - 30).reshape(2, 3, 2)).all()",
                path)
            .inheritIO()
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private void assertHeaderIsRefused(String header) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    byte[] file = new byte[10 + text.length + 8];
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
    System.arraycopy(magic, 0, file, 0, 10);
    System.arraycopy(text, 0, file, 10, text.length);
    Path path = Files.write(folder.resolve("header.npy"), file);
    assertThatThrownBy(() -> Npy.read(path.toString()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(path.toString());
  }

  private static void assertArchiveIsRefused(Path path) {
    assertThatThrownBy(() -> Npz.read(path.toString()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(path.toString());
  }

  private static String golden(String name) {
    URL url = Objects.requireNonNull(NpyTest.class.getResource("npy/" + name), name);
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
