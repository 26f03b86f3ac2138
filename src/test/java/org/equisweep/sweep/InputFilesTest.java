package org.equisweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.equisweep.problem.InvalidInput;
import org.equisweep.tensor.NdArray;
import org.equisweep.tensor.Npy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir private Path folder;

  private Sweep sweepOf(String inputs, String targets) throws IOException {
    Path file = folder.resolve("sweep.yaml");
    String data = "{kind: npy, inputs: %s, targets: %s}".formatted(inputs, targets);
    Files.writeString(
        file,
        Sweeps.SMALL.replace("{kind: block_graphs, examples: 20, nodes: 4, batch: 10}", data));
    return Sweep.load(file.toString(), List.of());
  }

  private void write(String name, double first, int... shape) {
    int size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    double[] values = new double[size];
    values[0] = first;
    Npy.write(folder.resolve(name).toString(), new NdArray(shape, values));
  }

  @Test
  void dataCountByContentNotByPath() throws IOException {
    write("x.npy", 1, 6, 4, 4);
    write("copy.npy", 1, 6, 4, 4);
    write("other.npy", 2, 6, 4, 4);
    write("y.npy", 0, 6);
    List<String> ids = Sweeps.trialIds(sweepOf("x.npy", "y.npy"));
    assertThat(Sweeps.trialIds(sweepOf("copy.npy", "y.npy"))).isEqualTo(ids);
    assertThat(Sweeps.trialIds(sweepOf("other.npy", "y.npy"))).doesNotContainAnyElementsOf(ids);
  }

  @Test
  void theFileAsRunFindsThemFromAnywhere() throws IOException {
    write("x.npy", 1, 6, 4, 4);
    write("y.npy", 0, 6);
    Sweep sweep = sweepOf("x.npy", "y.npy");
    assertThat(Sweeps.trialIds(Sweeps.load(sweep.yaml()))).isEqualTo(Sweeps.trialIds(sweep));
  }

  @Test
  void shapesMustFitTheNetworkAndEachOther() {
    write("x.npy", 1, 6, 4, 4);
    write("wide.npy", 1, 6, 5, 5);
    write("y.npy", 0, 6);
    write("few.npy", 0, 5);
    assertThatThrownBy(() -> sweepOf("wide.npy", "y.npy"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("sweep.yaml:3, data.inputs")
        .hasMessageContaining("[6, 5, 5]");
    assertThatThrownBy(() -> sweepOf("x.npy", "few.npy"))
        .hasMessageContaining("there are 5 targets and 6 inputs")
        .hasMessageContaining("sweep.yaml:3, data.targets");
  }

  @Test
  void aSweepFileThatIsNoTextOrTooLongIsRefused() throws IOException {
    Path binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> Sweep.load(binary.toString(), List.of()))
        .hasMessageContaining("must be UTF-8 text");
    Path huge = folder.resolve("huge.yaml");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(YamlReader.MAX_BYTES + 1);
    }
    assertThatThrownBy(() -> Sweep.load(huge.toString(), List.of()))
        .hasMessageContaining("at most 10 MB");
    assertThatThrownBy(() -> Sweep.load(folder.resolve("none.yaml").toString(), List.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("none.yaml does not exist");
  }
}
