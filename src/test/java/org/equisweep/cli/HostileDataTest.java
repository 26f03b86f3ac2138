package org.equisweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Data and weights that cannot be used are refused before anything is written. */
class HostileDataTest {
  private static final int EXAMPLES = 10;
  private static final int FEATURES = 16;

  @TempDir Path folder;

  @BeforeEach
  void writeGoodFiles() throws IOException {
    Files.write(folder.resolve("x.npy"), npy("<f8", "(10, 4, 4)", zeros(EXAMPLES * FEATURES)));
    Files.write(folder.resolve("y.npy"), npy("<f8", "(10,)", zeros(EXAMPLES)));
  }

  static Stream<Arguments> hostileInputs() {
    byte[] good = npy("<f8", "(10, 4, 4)", zeros(EXAMPLES * FEATURES));
    double[] withNan = zeros(EXAMPLES * FEATURES);
    withNan[37] = Double.NaN;
    double[] infinite = zeros(EXAMPLES * FEATURES);
    infinite[5] = Double.POSITIVE_INFINITY;
    byte[] trailing = Arrays.copyOf(good, good.length + 8);
    return Stream.of(
        Arguments.of("empty", new byte[0]),
        Arguments.of("text", "1, 2, 3\n".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("cut in the magic", Arrays.copyOf(good, 4)),
        Arguments.of("cut in the header", Arrays.copyOf(good, 30)),
        Arguments.of("cut in the values", Arrays.copyOf(good, good.length - 3)),
        Arguments.of("no values", Arrays.copyOf(good, 128)),
        Arguments.of("more than its shape", trailing),
        Arguments.of("NaN", npy("<f8", "(10, 4, 4)", withNan)),
        Arguments.of("infinite", npy("<f8", "(10, 4, 4)", infinite)),
        Arguments.of("objects", npy("|O", "(10, 4, 4)", zeros(EXAMPLES * FEATURES))),
        Arguments.of("complex", npy("<c16", "(10, 4, 4)", zeros(2 * EXAMPLES * FEATURES))),
        Arguments.of("text of numbers", npy("<U8", "(10, 4, 4)", zeros(4 * EXAMPLES * FEATURES))),
        Arguments.of("too few features", npy("<f8", "(10, 4, 3)", zeros(120))),
        Arguments.of("no examples", npy("<f8", "(0, 4, 4)", zeros(0))),
        Arguments.of("fewer than targets", npy("<f8", "(9, 4, 4)", zeros(144))),
        Arguments.of("a scalar", npy("<f8", "()", zeros(1))),
        Arguments.of("huge by its shape", npy("<f8", "(1000000000, 4, 4)", zeros(16))),
        Arguments.of("negative by its shape", npy("<f8", "(-10, 4, 4)", zeros(160))),
        Arguments.of("beyond 64 bits", npy("<f8", "(99999999999999999999, 4, 4)", zeros(16))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileInputs")
  void hostile_inputs_are_refused_by_name(String what, byte[] content) throws IOException {
    Files.write(folder.resolve("x.npy"), content);
    refuse(sweep("x.npy", "y.npy"), what.equals("fewer than targets") ? "9 inputs" : "x.npy");
  }

  static Stream<Arguments> hostileImages() throws IOException {
    byte[] good = idx(8, new int[] {10, 4, 4}, 160);
    byte[] packed = gzip(good);
    byte[] damaged = packed.clone();
    damaged[packed.length / 2] ^= 0x55;
    return Stream.of(
        Arguments.of("empty", new byte[0]),
        Arguments.of("text", "1, 2, 3\n".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("cut in the header", Arrays.copyOf(good, 9)),
        Arguments.of("cut in the bytes", Arrays.copyOf(good, good.length - 1)),
        Arguments.of("more than its shape", Arrays.copyOf(good, good.length + 1)),
        Arguments.of("of floats", idx(0x0d, new int[] {10, 4, 4}, 640)),
        Arguments.of("of another shape", idx(8, new int[] {10, 4, 5}, 200)),
        Arguments.of("huge by its shape", idx(8, new int[] {-1, -1, 4}, 16)),
        Arguments.of("of no axes", idx(8, new int[] {}, 1)),
        Arguments.of("of no examples", idx(8, new int[] {0, 4, 4}, 0)),
        Arguments.of("gzip cut", Arrays.copyOf(packed, packed.length - 9)),
        Arguments.of("gzip cut in its head", Arrays.copyOf(packed, 5)),
        Arguments.of("gzip damaged", damaged),
        Arguments.of("NPY", npy("<f8", "(10, 4, 4)", zeros(160))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileImages")
  void hostile_images_are_refused_by_name(String what, byte[] content) throws IOException {
    Files.write(folder.resolve("x.idx"), content);
    Files.write(folder.resolve("y.idx"), idx(8, new int[] {10}, 10));
    Path sweep =
        SmallSweep.write(
            folder.resolve("small.yaml"), "[0]", "{kind: idx, inputs: x.idx, targets: y.idx}");
    refuse(sweep, "x.idx");
  }

  private static byte[] idx(int type, int[] shape, int payload) {
    ByteBuffer content = ByteBuffer.allocate(4 + 4 * shape.length + payload);
    content.put(new byte[] {0, 0, (byte) type, (byte) shape.length});
    for (int extent : shape) {
      content.putInt(extent);
    }
    return content.array();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(content);
    }
    return out.toByteArray();
  }

  @Test
  void missing_inputs_are_refused() throws IOException {
    refuse(sweep("nowhere.npy", "y.npy"), "nowhere.npy", "small.yaml:3");
  }

  @Test
  void a_folder_for_inputs_is_refused() throws IOException {
    Files.createDirectory(folder.resolve("folder.npy"));
    refuse(sweep("folder.npy", "y.npy"), "folder.npy");
  }

  @Test
  void targets_that_are_no_probabilities_are_refused() throws IOException {
    double[] targets = zeros(EXAMPLES);
    targets[3] = 7;
    Files.write(folder.resolve("y.npy"), npy("<f8", "(10,)", targets));
    refuse(sweep("x.npy", "y.npy"), "y.npy", "7");
  }

  @Test
  void swapped_inputs_and_targets_are_refused() throws IOException {
    refuse(sweep("y.npy", "x.npy"), "y.npy");
  }

  static Stream<Arguments> hostileWeights() {
    Map<String, NdArray> good = new LinkedHashMap<>();
    good.put("layer_1", new NdArray(new int[] {2, 1, 4, 16}, zeros(128)));
    good.put("layer_2", new NdArray(new int[] {1, 2, 1, 4}, zeros(8)));
    Map<String, NdArray> incomplete = new LinkedHashMap<>(good);
    incomplete.remove("layer_2");
    Map<String, NdArray> misshapen = new LinkedHashMap<>(good);
    misshapen.put("layer_2", new NdArray(new int[] {8}, zeros(8)));
    Map<String, NdArray> notFinite = new LinkedHashMap<>(good);
    notFinite.put(
        "layer_2",
        new NdArray(new int[] {1, 2, 1, 4}, new double[] {0, 0, Double.NaN, 0, 0, 0, 0, 0}));
    byte[] archive = Npz.bytes(good);
    return Stream.of(
        Arguments.of("no archive", "PK, but no".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("cut", Arrays.copyOf(archive, archive.length / 2)),
        Arguments.of("a layer missing", Npz.bytes(incomplete)),
        Arguments.of("a layer of another shape", Npz.bytes(misshapen)),
        Arguments.of("a layer with NaN", Npz.bytes(notFinite)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileWeights")
  void hostile_weights_are_refused_by_name(String what, byte[] content) throws IOException {
    Path weights = Files.write(folder.resolve("w.npz"), content);
    Path output = folder.resolve("results");
    CommandRun.of(
            "run",
            SmallSweep.write(folder.resolve("small.yaml"), "[0]"),
            "--set",
            "initializations.start={kind: file, path: '" + weights + "'}",
            "-o",
            output)
        .isRefused(Exit.INVALID_INPUT)
        .contains("w.npz");
    assertThat(output).doesNotExist();
  }

  private void refuse(Path sweep, String... expected) {
    Path output = folder.resolve("results");
    CommandRun.of("validate", sweep).isRefused(Exit.INVALID_INPUT).contains(expected);
    CommandRun.of("run", sweep, "-o", output).isRefused(Exit.INVALID_INPUT).contains(expected);
    assertThat(output).doesNotExist();
  }

  private Path sweep(String inputs, String targets) throws IOException {
    return SmallSweep.write(
        folder.resolve("small.yaml"),
        "[0]",
        "{kind: npy, inputs: %s, targets: %s}".formatted(inputs, targets));
  }

  /** A file of version 1.0 whose header says anything. */
  private static byte[] npy(String type, String shape, double[] values) {
    String header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    String padded = header + " ".repeat(117 - header.length()) + "\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
    bytes.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
    ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      buffer.putDouble(value);
    }
    bytes.writeBytes(buffer.array());
    return bytes.toByteArray();
  }

  private static double[] zeros(int count) {
    return new double[count];
  }
}
