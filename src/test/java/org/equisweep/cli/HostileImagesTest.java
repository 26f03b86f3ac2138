package org.equisweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions, groups and images that cannot be used: one line with file, line and key. */
class HostileImagesTest {
  private static final int IMAGES = 12;
  private static final int SIDE = 8;

  private static final String SWEEP =
      """
      equisweep: 1
      sweep: images
      data: {kind: idx, inputs: images, targets: labels, one_hot: 3, batch: 4}
      seeds: 0..0
      grid: {group: [c4], architecture: [net], initialization: [start], strategy: [plain]}
      groups:
        c4: {kind: cyclic, degree: 4}
      architectures:
        net:
          input: {space: {grid: [8, 8]}, channels: 1}
          layers:
            - conv: {channels: 2, kernel: 3, support: cross}
            - average_pool: 2
            - linear: {to: scalar, channels: 3}
          loss: mean_squared_error
      initializations:
        start: {kind: gaussian}
      phases:
        plain: {flow: nominal, epochs: 1, learning_rate: 0.1}
      strategies:
        plain: [plain]
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeImages() throws IOException {
    idx("images", new int[] {IMAGES, SIDE, SIDE}, i -> 7 * i);
    idx("rectangles", new int[] {IMAGES, SIDE, 6}, i -> 7 * i);
    idx("labels", new int[] {IMAGES}, i -> i % 3);
    idx("large labels", new int[] {IMAGES}, i -> i % 5);
    idx("few labels", new int[] {IMAGES - 1}, i -> i % 3);
    byte[] whole = Files.readAllBytes(folder.resolve("images"));
    whole[0] = 1;
    Files.write(folder.resolve("no magic"), whole);
    whole[0] = 0;
    Files.write(folder.resolve("short"), Arrays.copyOf(whole, whole.length - 3));
    whole[2] = 0x0E;
    Files.write(folder.resolve("doubles"), whole);
  }

  private void idx(String name, int[] extents, IntUnaryOperator entry) throws IOException {
    int size = 1;
    for (int extent : extents) {
      size *= extent;
    }
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * extents.length + size);
    buffer.putInt(0x0800 + extents.length);
    for (int extent : extents) {
      buffer.putInt(extent);
    }
    for (int i = 0; i < size; i++) {
      buffer.put((byte) entry.applyAsInt(i));
    }
    Files.write(folder.resolve(name), buffer.array());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "kernel: 3, support: cross | kernel: 4 | layers.0.conv.kernel | odd",
        "kernel: 3, support: cross | kernel: 5, support: skew | layers.0.conv.support | 3×3",
        "support: cross | support: [[0, 0], [3, 0]] | layers.0.conv.support | [3, 0]",
        "support: cross | support: [[0, 0], [0, 0]] | layers.0.conv.support | distinct",
        "support: cross | support: [[0, 0, 1]] | layers.0.conv.support.0 | [row, column]",
        "support: cross | support: [] | layers.0.conv.support | at least 1",
        "support: cross | support: cross, stride: 0 | layers.0 | stride",
        "support: cross | support: cross, parametrisation: {random: 3} | layers.0.conv | 5 taps",
        "average_pool: 2 | average_pool: 3 | layers.1 | A2",
        "grid: [8, 8] | grid: [8, 6] | groups.c4 | grid [8, 6]",
        "inputs: images | inputs: rectangles | data.inputs | [12, 8, 6]",
        "inputs: images | inputs: no magic | data | magic number",
        "inputs: images | inputs: doubles | data | 0x0E",
        "inputs: images | inputs: short | data | 768 bytes",
        "targets: labels | targets: large labels | data | 0..2 with one_hot: 3",
        "targets: labels | targets: few labels | data.targets | 11 targets and 12 inputs",
      })
  void a_sweep_of_images_that_cannot_be_trained_is_refused(
      String right, String wrong, String key, String expected) throws IOException {
    assertThat(SWEEP).contains(right);
    Path file = folder.resolve("images.yaml");
    Files.writeString(file, SWEEP.replace(right, wrong));
    Path out = folder.resolve("out");
    CommandRun.of("run", file, "-o", out)
        .isRefused(Exit.INVALID_INPUT)
        .containsPattern("images\\.yaml:\\d+, [a-z0-9.]*" + key.replace(".", "\\.") + "\\)")
        .contains(expected);
    assertThat(out).doesNotExist();
  }
}
