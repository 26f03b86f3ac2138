package org.equisweep.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelBitsTest {
  private static final int WARM_UP_CALLS = 12_000;

  @Test
  void bitsAreTheSameInterpretedAndCompiled() throws Exception {
    for (KernelCase kernel : KernelCase.values()) {
      for (Precision precision : Precision.values()) {
        warmUp(kernel, precision);
      }
    }
    List<String> compiled = KernelBits.hashes();
    assertThat(run(KernelBits.class, List.of(), "-Xint")).isEqualTo(compiled);
  }

  @Test
  void bitsAreTheSameForNarrowerVectors() throws Exception {
    assertThat(run(KernelBits.class, List.of(), "-XX:UseAVX=2", "-XX:TieredStopAtLevel=1"))
        .isEqualTo(KernelBits.hashes());
  }

  @Test
  void compiledKernelsOfATrainingStepAllocateNothing() throws Exception {
    List<String> kernels =
        List.of(
            "LEAKY_RELU",
            "LEAKY_RELU_BACKWARD",
            "TANH",
            "TANH_BACKWARD",
            "SIGMOID",
            "LAYER_NORM",
            "LAYER_NORM_BACKWARD",
            "SPARSE_APPLY",
            "AXPY",
            "SCALE",
            "DOT",
            "GATHER",
            "GEMM");
    assertThat(run(KernelAllocation.class, kernels))
        .isEqualTo(kernels.stream().map(kernel -> kernel + " 0").toList());
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "15", "16", "17", "48", "1000"})
  void sumsGoToSixteenPartialSumsInOrder(int n) {
    for (Precision precision : Precision.values()) {
      try (KernelCase.Setting setting = new KernelCase.Setting(precision, 1, 1, n + 1, 1)) {
        double[] partial = new double[16];
        for (int i = 0; i < n; i++) {
          partial[i % 16] = Math.fma(setting.a.get(1 + i), setting.b.get(i), partial[i % 16]);
        }
        double sum = partial[0];
        for (int lane = 1; lane < 16; lane++) {
          sum += partial[lane];
        }
        assertThat(Kernels.dot(setting.a, 1, setting.b, 0, n)).isEqualTo(sum);
      }
    }
  }

  private static void warmUp(KernelCase kernel, Precision precision) {
    try (KernelCase.Setting setting = new KernelCase.Setting(precision, 3, 5, 37, 1)) {
      for (int call = 0; call < WARM_UP_CALLS; call++) {
        kernel.run(setting);
      }
    }
  }

  private static List<String> run(Class<?> program, List<String> arguments, String... flags)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> !flag.startsWith("-javaagent") && !flag.startsWith("-Xmx"))
            .toList());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return Stream.of(output.split("\n"))
        .filter(line -> line.startsWith("bits "))
        .map(line -> line.substring("bits ".length()))
        .toList();
  }
}
